package com.alipay.protocol;

import java.io.IOException;

/** An HTTP response was longer than any that the protocol knows. */
public final class ResponseTooLongException extends IOException {
    private static final long serialVersionUID = 1;

    ResponseTooLongException(int limit) {
        super("more than " + limit + " bytes");
    }
}
