package com.alipay.sandbox.notification;

import java.nio.charset.Charset;
import java.util.Locale;

/** How a notification is written on the wire. Merchants' frameworks must support all of them, or they lose the form. */
public enum WireForm {
    /** {@code application/x-www-form-urlencoded}, with its length, HTTP/1.1. */
    USUAL,
    /**
     * The content type captured in 2014, with which several Node shops read an empty form:
     * {@code application/x-www-form-urlencoded; text/html; charset=utf-8}.
     */
    CAPTURED_CONTENT_TYPE,
    /** In chunks, without a Content-Length. */
    CHUNKED,
    /** HTTP/1.0, on a connection of its own; for an https address as {@link #USUAL}. */
    HTTP_1_0;

    String contentType(Charset charset) {
        String usual = "application/x-www-form-urlencoded";
        return this == CAPTURED_CONTENT_TYPE
                ? usual + "; text/html; charset=" + charset.name().toLowerCase(Locale.ROOT)
                : usual;
    }
}
