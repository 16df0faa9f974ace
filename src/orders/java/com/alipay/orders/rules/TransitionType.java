package com.alipay.orders.rules;

/** What a genuine message means for an order, judged by its status alone. */
public enum TransitionType {
    /** The order moves on. */
    ADVANCE,
    /** The order stands there already: the message came twice, or the return and the notification brought the same news. */
    REPEAT,
    /** Older news than the order has: a resend that was overtaken. It changes nothing. */
    LATE,
    /** No trade goes this way, such as from TRADE_FINISHED to TRADE_CLOSED. It changes nothing and a person should look. */
    IMPOSSIBLE
}
