package com.alipay.util;

import java.io.IOException;

/** An answer over HTTP was longer than any that the protocol knows. */
public final class AnswerTooLongException extends IOException {
    private static final long serialVersionUID = 1;

    AnswerTooLongException(int limit) {
        super("more than " + limit + " bytes");
    }
}
