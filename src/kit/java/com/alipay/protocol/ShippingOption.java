package com.alipay.protocol;

import java.math.BigDecimal;

/**
 * One shipping option offered to the buyer.
 *
 * @param type {@code POST EXPRESS EMS DIRECT}
 * @param fee yuan, two decimals, never negative
 * @param payment {@code BUYER_PAY SELLER_PAY BUYER_PAY_AFTER_RECEIVE}
 */
public record ShippingOption(String type, BigDecimal fee, String payment) {

    /** Returns what the option adds to the total: its fee if the buyer pays it with the order, otherwise zero. */
    public BigDecimal freight() {
        return payment.equals("BUYER_PAY") ? fee : BigDecimal.ZERO.setScale(2);
    }
}
