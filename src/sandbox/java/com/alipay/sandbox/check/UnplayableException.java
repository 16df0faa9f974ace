package com.alipay.sandbox.check;

import com.alipay.i18n.Text;

/** A check cannot be played, for want of an order or of a step in its trade: the text says why. */
final class UnplayableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Text text;

    UnplayableException(String key, Object... arguments) {
        this(CheckTexts.of(key, arguments));
    }

    private UnplayableException(Text text) {
        super(text.toString());
        this.text = text;
    }

    Text text() {
        return text;
    }
}
