package com.alipay.diagnosis;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Escapes characters that are invisible, look like a blank, or change how other characters are displayed, as their code point.
 * HTML is escaped by the page, as everywhere.
 *
 * <pre>{@code
 * escape("gift\u202Efdp.exe") -> gift[U+202E]fdp.exe
 * escape("a\u00A0b")          -> a[U+00A0]b
 * }</pre>
 */
public final class InvisibleCharacters {
    private static final int REPLACEMENT = 0xFFFD;

    private InvisibleCharacters() {}

    public static String escape(String text) {
        return text.codePoints()
                .mapToObj(point -> isSeen(point) ? Character.toString(point) : number(point))
                .collect(Collectors.joining());
    }

    /** Formats a code point, such as {@code [U+00A0]}. */
    public static String number(int point) {
        return String.format(Locale.ROOT, "[U+%04X]", point);
    }

    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> point != REPLACEMENT;
        };
    }
}
