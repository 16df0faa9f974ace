package com.alipay.sandbox.trade;

import com.alipay.i18n.Text;
import com.alipay.sandbox.text.Texts;
import java.math.BigDecimal;

/**
 * One shipping option that the merchant offers.
 *
 * @param type {@code POST}, {@code EXPRESS}, {@code EMS} or {@code DIRECT}
 * @param fee yuan
 * @param payment {@code BUYER_PAY}, {@code SELLER_PAY} or {@code BUYER_PAY_AFTER_RECEIVE}
 */
public record ShippingOption(String type, BigDecimal fee, String payment) {
    /** The only option of an order whose service ships nothing; no message names it. */
    public static final ShippingOption NONE = new ShippingOption("", Money.ZERO, "");

    public boolean isNone() {
        return equals(NONE);
    }

    /** Returns what it adds to the total: the fee if the buyer pays it now, otherwise zero. */
    public BigDecimal freight() {
        return payment.equals("BUYER_PAY") ? fee : Money.ZERO;
    }

    /** Returns the type in words. */
    public Text typeMeaning() {
        return Texts.of(TransportType.named(type).orElseThrow());
    }

    /** Returns who pays the fee, in the cashier's wording. */
    public Text paymentMeaning() {
        return Texts.of("ShippingOption." + payment);
    }
}
