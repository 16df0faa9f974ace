package com.alipay.sandbox.account;

import com.alipay.sandbox.trade.PayService;
import java.util.Set;

/**
 * What the merchant has signed for.
 *
 * @param services pay services that may be called; any other answers HAS_NO_PRIVILEGE
 * @param serverServices the same for the services that are not payment
 * @param ownTimeouts whether {@code it_b_pay}, {@code t_s_send_1}, {@code t_s_send_2} and {@code t_b_rec_post} may be
 *     sent; without it they answer SELF_TIMEOUT_NOT_SUPPORT
 * @param advancedInstant whether an instant payment is TRADE_SUCCESS, can be paid back for 90 days and is TRADE_FINISHED
 *     after that; the ordinary contract, which is the default, makes it TRADE_FINISHED at once
 */
public record Contract(
        Set<PayService> services, Set<ServerService> serverServices, boolean ownTimeouts, boolean advancedInstant) {
    public Contract {
        services = Set.copyOf(services);
        serverServices = Set.copyOf(serverServices);
    }

    /** Every service, own timeouts included; instant payments are of the ordinary kind. */
    public static Contract full() {
        return new Contract(Set.of(PayService.values()), Set.of(ServerService.values()), true, false);
    }

    public Contract withServices(PayService... only) {
        return new Contract(Set.of(only), serverServices, ownTimeouts, advancedInstant);
    }

    public Contract withServerServices(ServerService... only) {
        return new Contract(services, Set.of(only), ownTimeouts, advancedInstant);
    }

    public Contract withoutOwnTimeouts() {
        return new Contract(services, serverServices, false, advancedInstant);
    }

    public Contract withAdvancedInstant() {
        return new Contract(services, serverServices, ownTimeouts, true);
    }
}
