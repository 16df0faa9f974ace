package com.alipay.sandbox.notification;

/** How long the id of a notification can be verified. The id of a return is good for a minute under either. */
public enum IdLifetime {
    /**
     * For 60 seconds from each sending, and once: the verification that answers {@code true} uses it up. 纯担保交易接口 v1.0,
     * 7.2(12).
     */
    ONCE_WITHIN_A_MINUTE,
    /** Until the merchant has answered {@code success}, any number of times. The same document v1.7. */
    UNTIL_ACKNOWLEDGED
}
