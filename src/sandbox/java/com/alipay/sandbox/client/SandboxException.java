package com.alipay.sandbox.client;

/** What was asked is refused, or not possible now, or nobody answers; the message says why and what to do. */
public final class SandboxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    SandboxException(String code, String message) {
        super(message);
        this.code = code;
    }

    SandboxException(String message, Throwable cause) {
        super(message, cause);
        this.code = "";
    }

    /** Returns the gateway's error code, such as {@code ILLEGAL_SIGN}; empty if there is none. */
    public String code() {
        return code;
    }
}
