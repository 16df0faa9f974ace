package com.alipay.i18n;

import java.util.List;
import java.util.Locale;

/**
 * A text that is put into the reader's language where it is shown.
 *
 * @param arguments in the order of the numbers in the text; see {@link Messages#text}
 */
public record Message(Messages source, String key, List<Object> arguments) {
    public Message {
        arguments = List.copyOf(arguments);
    }

    public String in(Locale language) {
        return source.text(language, key, arguments.toArray());
    }

    /** Returns the English text, for the log. */
    @Override
    public String toString() {
        return in(Locale.ENGLISH);
    }
}
