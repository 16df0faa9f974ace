package com.alipay.orders.rules;

/** How a verified message affects an order, judged by its status alone. */
public enum TransitionType {
    /** The order changes to the new status. */
    ADVANCE,
    /** The order already has this status: the message came twice, or both return and notification report it. */
    REPEAT,
    /** Older than the order's state: a delayed resend. It changes nothing. */
    LATE,
    /** No trade makes this transition, such as from TRADE_FINISHED to TRADE_CLOSED. A person should check the message. */
    IMPOSSIBLE
}
