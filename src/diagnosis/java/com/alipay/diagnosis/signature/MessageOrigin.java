package com.alipay.diagnosis.signature;

/** Kind of the signed message; the wording of a mistake and who must fix it depend on it. */
public enum MessageOrigin {
    /** Created and signed by the merchant's program. */
    REQUEST,
    /** Signed by Alipay and delivered to return_url by a browser. */
    RETURN,
    /** Signed by Alipay and posted to notify_url. */
    NOTIFICATION
}
