package com.alipay.sandbox.notification;

/** How long a notification's id can be verified. The id of a return is always valid for a minute. */
public enum IdLifetime {
    /**
     * Valid for 60 seconds after each sending, and once: the verification that answers {@code true} consumes it. 纯担保交易接口 v1.0,
     * 7.2(12).
     */
    ONCE_WITHIN_A_MINUTE,
    /** Valid until the merchant has answered {@code success}, any number of times. The same document v1.7. */
    UNTIL_ACKNOWLEDGED
}
