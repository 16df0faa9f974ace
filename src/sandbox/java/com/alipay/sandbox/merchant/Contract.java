package com.alipay.sandbox.merchant;

import com.alipay.sandbox.trade.PayService;
import java.util.Set;

/**
 * A merchant's contract.
 *
 * @param services pay services that may be called; any other is refused with the code in the terms
 * @param serverServices the same for the services other than payment
 * @param ownTimeouts whether {@code it_b_pay}, {@code t_s_send_1}, {@code t_s_send_2} and {@code t_b_rec_post} may be sent;
 *     otherwise they are refused with SELF_TIMEOUT_NOT_SUPPORT
 * @param advancedInstant whether an instant payment becomes TRADE_SUCCESS, can be refunded for three months and becomes
 *     TRADE_FINISHED after that; under the ordinary contract, the default, it becomes TRADE_FINISHED at once
 * @param passwordless whether the agreement for refunds without a password is signed; otherwise refund_fastpay_by_platform_nopwd
 *     answers PARTNER_NOT_SIGN_PROTOCOL
 * @param terms everything else
 */
public record Contract(
        Set<PayService> services,
        Set<ServerService> serverServices,
        boolean ownTimeouts,
        boolean advancedInstant,
        boolean passwordless,
        ContractTerms terms) {
    public Contract {
        services = Set.copyOf(services);
        serverServices = Set.copyOf(serverServices);
    }

    /** Returns a contract for every service, own timeouts included; instant payments are of the ordinary kind. */
    public static Contract full() {
        return new Contract(
                Set.of(PayService.values()), Set.of(ServerService.values()), true, false, true, ContractTerms.USUAL);
    }

    public Contract withServices(PayService... only) {
        return new Contract(Set.of(only), serverServices, ownTimeouts, advancedInstant, passwordless, terms);
    }

    public Contract withServerServices(ServerService... only) {
        return new Contract(services, Set.of(only), ownTimeouts, advancedInstant, passwordless, terms);
    }

    public Contract withoutOwnTimeouts() {
        return new Contract(services, serverServices, false, advancedInstant, passwordless, terms);
    }

    public Contract withAdvancedInstant() {
        return new Contract(services, serverServices, ownTimeouts, true, passwordless, terms);
    }

    public Contract withoutPasswordlessRefunds() {
        return new Contract(services, serverServices, ownTimeouts, advancedInstant, false, terms);
    }

    public Contract with(ContractTerms other) {
        return new Contract(services, serverServices, ownTimeouts, advancedInstant, passwordless, other);
    }
}
