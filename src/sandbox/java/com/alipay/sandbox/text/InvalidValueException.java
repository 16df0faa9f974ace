package com.alipay.sandbox.text;

import com.alipay.i18n.Text;

/** A value that was sent is invalid: the text says which, and what to write. It never contains a key. */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient Text text;

    public InvalidValueException(String key, Object... arguments) {
        this(Texts.of(key, arguments));
    }

    private InvalidValueException(Text text) {
        super(text.toString());
        this.text = text;
    }

    public Text text() {
        return text;
    }
}
