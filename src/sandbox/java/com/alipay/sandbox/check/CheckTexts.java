package com.alipay.sandbox.check;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;

/** The texts of this package. */
public final class CheckTexts {
    private static final Messages ALL = Messages.of(CheckTexts.class);

    private CheckTexts() {}

    public static Text of(String key, Object... arguments) {
        return ALL.message(key, arguments);
    }
}
