package com.alipay.web;

import java.util.Locale;

/**
 * A stranger's text as a person can safely look at it: what would not be seen, or would change how the rest is seen, shows as its
 * number, and what is too long is cut. HTML is escaped by the page, as everywhere.
 *
 * <pre>{@code
 * text("gift\u202Efdp.exe", 100) -> gift[U+202E]fdp.exe
 * text("aaaaaaaa", 5)            -> aaaaa…（共 8 个字）
 * }</pre>
 */
final class Visible {
    private static final int REPLACEMENT = 0xFFFD;

    private Visible() {}

    /** The text, or its beginning. */
    static String text(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(longest).forEach(point -> append(shown, point));
        int length = text.codePointCount(0, text.length());
        if (length > longest) {
            shown.append("…（共 ").append(length).append(" 个字）");
        }
        return shown.toString();
    }

    /** Bytes that are no text: printable ASCII as it is, anything else as {@code %FF}. */
    static String bytes(byte[] bytes, int longest) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, longest); i++) {
            if (bytes[i] > ' ' && bytes[i] < 0x7F) {
                shown.append((char) bytes[i]);
            } else {
                shown.append(String.format(Locale.ROOT, "%%%02X", bytes[i]));
            }
        }
        if (bytes.length > longest) {
            shown.append("…（共 ").append(bytes.length).append(" 个字节）");
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int point) {
        boolean invisible = switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> point == REPLACEMENT;
        };
        if (invisible) {
            shown.append(String.format(Locale.ROOT, "[U+%04X]", point));
        } else {
            shown.appendCodePoint(point);
        }
    }
}
