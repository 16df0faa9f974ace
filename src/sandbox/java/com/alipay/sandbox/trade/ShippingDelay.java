package com.alipay.sandbox.trade;

/** How far a shipment has exceeded the limits that the merchant set; nobody is notified of it. */
public enum ShippingDelay {
    /** {@code t_s_send_1} is over. */
    REFUND_ALLOWED("卖家逾期没有发货，买家可以申请退款"),
    /** {@code t_s_send_2} is over. */
    REFUND_SUGGESTED("卖家逾期没有发货，建议买家申请退款");

    private final String meaning;

    ShippingDelay(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
