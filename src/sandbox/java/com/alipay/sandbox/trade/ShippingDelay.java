package com.alipay.sandbox.trade;

/** How far a shipment has exceeded the limits that the merchant set; nobody is notified of it. */
public enum ShippingDelay {
    /** {@code t_s_send_1} is over. */
    REFUND_ALLOWED,
    /** {@code t_s_send_2} is over. */
    REFUND_SUGGESTED
}
