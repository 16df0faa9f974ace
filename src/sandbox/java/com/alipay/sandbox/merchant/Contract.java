package com.alipay.sandbox.merchant;

import com.alipay.sandbox.trade.PayService;
import java.util.Set;

/**
 * What the merchant has signed for.
 *
 * @param services pay services that may be called; any other answers what the terms say
 * @param serverServices the same for the services that are not payment
 * @param ownTimeouts whether {@code it_b_pay}, {@code t_s_send_1}, {@code t_s_send_2} and {@code t_b_rec_post} may be
 *     sent; without it they answer SELF_TIMEOUT_NOT_SUPPORT
 * @param advancedInstant whether an instant payment is TRADE_SUCCESS, can be paid back for three months and is TRADE_FINISHED
 *     after that; the ordinary contract, which is the default, makes it TRADE_FINISHED at once
 * @param passwordless whether the agreement for refunds without a password is signed; refund_fastpay_by_platform_nopwd
 *     answers PARTNER_NOT_SIGN_PROTOCOL without it
 * @param terms everything else
 */
public record Contract(
        Set<PayService> services,
        Set<ServerService> serverServices,
        boolean ownTimeouts,
        boolean advancedInstant,
        boolean passwordless,
        Terms terms) {
    public Contract {
        services = Set.copyOf(services);
        serverServices = Set.copyOf(serverServices);
    }

    /** Every service, own timeouts included; instant payments are of the ordinary kind. */
    public static Contract full() {
        return new Contract(
                Set.of(PayService.values()), Set.of(ServerService.values()), true, false, true, Terms.USUAL);
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

    public Contract with(Terms other) {
        return new Contract(services, serverServices, ownTimeouts, advancedInstant, passwordless, other);
    }
}
