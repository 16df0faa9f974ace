package com.alipay.sandbox.journal;

/** Kinds of requests to the sandbox, by their address. */
public enum RequestKind {
    /** A buyer's browser calls a pay service. */
    PAYMENT,
    /** A merchant's server calls another service. */
    SERVICE,
    /** A merchant verifies a notify_id. */
    VERIFICATION,
    CASHIER,
    /** The buyer's browser is redirected to the merchant. */
    RETURN,
    REFUND,
    /** A button on the sandbox's own pages. */
    PAGE,
    API,
    /** An unknown address. */
    UNKNOWN_ADDRESS
}
