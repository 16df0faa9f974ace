package com.alipay.i18n;

import java.util.Locale;

/** A text that is put into the reader's language where it is shown. {@code toString} is the English one, for the log. */
@FunctionalInterface
public interface Text {
    /** No text. */
    Text NONE = Text.of("");

    /** Returns the text in Chinese or English. */
    String in(Locale language);

    /** Returns a text that is the same in every language: a name, a number, what another program answered. */
    static Text of(String same) {
        return new Verbatim(same);
    }

    default boolean isEmpty() {
        return equals(NONE);
    }

    /** See {@link Text#of}. */
    record Verbatim(String same) implements Text {
        @Override
        public String in(Locale language) {
            return same;
        }

        @Override
        public String toString() {
            return same;
        }
    }
}
