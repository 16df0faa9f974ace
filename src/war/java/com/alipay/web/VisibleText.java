package com.alipay.web;

import com.alipay.diagnosis.InvisibleCharacters;
import java.util.Locale;

/**
 * Makes untrusted text safe to view: escaped by {@link InvisibleCharacters}, and cut if it is too long.
 *
 * <pre>{@code
 * text("gift\u202Efdp.exe", 100) -> gift[U+202E]fdp.exe
 * text("aaaaaaaa", 5)            -> aaaaa…[8]
 * }</pre>
 */
public final class VisibleText {
    private VisibleText() {}

    /**
     * Returns the text, or its beginning.
     *
     * @param longest in code points
     */
    public static String text(String text, int longest) {
        int length = text.codePointCount(0, text.length());
        return length > longest
                ? InvisibleCharacters.escape(text.substring(0, text.offsetByCodePoints(0, longest))) + "…[" + length
                        + "]"
                : InvisibleCharacters.escape(text);
    }

    /** Formats bytes that are not valid text: printable ASCII unchanged, all others as {@code %FF}. */
    public static String bytes(byte[] bytes, int longest) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, longest); i++) {
            if (bytes[i] > ' ' && bytes[i] < 0x7F) {
                escaped.append((char) bytes[i]);
            } else {
                escaped.append(String.format(Locale.ROOT, "%%%02X", bytes[i]));
            }
        }
        if (bytes.length > longest) {
            escaped.append("…[").append(bytes.length).append(" B]");
        }
        return escaped.toString();
    }
}
