package com.alipay.sandbox.account;

import com.alipay.sandbox.trade.PayService;
import java.util.Set;

/**
 * What the merchant has signed for.
 *
 * @param services pay services that may be called; any other answers HAS_NO_PRIVILEGE
 * @param ownTimeouts whether {@code it_b_pay}, {@code t_s_send_1}, {@code t_s_send_2} and {@code t_b_rec_post} may be
 *     sent; without it they answer SELF_TIMEOUT_NOT_SUPPORT
 */
public record Contract(Set<PayService> services, boolean ownTimeouts) {
    public Contract {
        services = Set.copyOf(services);
    }

    /** Both pay services, own timeouts included. */
    public static Contract full() {
        return new Contract(Set.of(PayService.values()), true);
    }

    public Contract withServices(PayService... only) {
        return new Contract(Set.of(only), ownTimeouts);
    }

    public Contract withoutOwnTimeouts() {
        return new Contract(services, false);
    }
}
