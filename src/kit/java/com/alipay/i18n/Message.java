package com.alipay.i18n;

import java.util.List;
import java.util.Locale;

/**
 * A text of a bundle.
 *
 * @param arguments in the order of the numbers in the text; see {@link Messages#text}
 */
public record Message(Messages source, String key, List<Object> arguments) implements Text {
    public Message {
        arguments = List.copyOf(arguments);
    }

    @Override
    public String in(Locale language) {
        return source.text(language, key, arguments.toArray());
    }

    @Override
    public String toString() {
        return in(Locale.ENGLISH);
    }
}
