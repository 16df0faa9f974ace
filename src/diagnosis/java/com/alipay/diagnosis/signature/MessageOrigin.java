package com.alipay.diagnosis.signature;

/** Where a signed message was going: what is said of a mistake, and who mends it, depends on that. */
public enum MessageOrigin {
    /** The merchant's program made and signed it. */
    REQUEST,
    /** Alipay signed it, and a browser carried it to return_url. */
    RETURN,
    /** Alipay signed it and posted it to notify_url. */
    NOTIFICATION
}
