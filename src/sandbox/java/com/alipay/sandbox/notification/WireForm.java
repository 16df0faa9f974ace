package com.alipay.sandbox.notification;

import java.nio.charset.Charset;
import java.util.Locale;

/** How a notification is written on the wire. Merchants' frameworks live with all of them, or lose the form. */
public enum WireForm {
    /** {@code application/x-www-form-urlencoded}, with its length, HTTP/1.1. */
    USUAL,
    /**
     * The content type that was captured in 2014, of which several Node shops made nothing:
     * {@code application/x-www-form-urlencoded; text/html; charset=utf-8}.
     */
    CAPTURED_CONTENT_TYPE,
    /** Without a length, in chunks. */
    CHUNKED,
    /** HTTP/1.0, on a connection of its own; to an https address as usual. */
    HTTP_1_0;

    String contentType(Charset charset) {
        String usual = "application/x-www-form-urlencoded";
        return this == CAPTURED_CONTENT_TYPE
                ? usual + "; text/html; charset=" + charset.name().toLowerCase(Locale.ROOT)
                : usual;
    }
}
