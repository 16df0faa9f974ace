package com.alipay.web;

import com.alipay.diagnosis.UnicodeEscaper;
import java.util.Locale;

/**
 * A stranger's text as a person can safely look at it: {@link UnicodeEscaper}, and cut where it is too long.
 *
 * <pre>{@code
 * text("gift\u202Efdp.exe", 100) -> gift[U+202E]fdp.exe
 * text("aaaaaaaa", 5)            -> aaaaa…（共 8 个字）
 * }</pre>
 */
public final class VisibleText {
    private VisibleText() {}

    /**
     * The text, or its beginning.
     *
     * @param longest in characters, those beyond the Basic Multilingual Plane counted once
     */
    public static String text(String text, int longest) {
        int length = text.codePointCount(0, text.length());
        return length > longest
                ? UnicodeEscaper.of(text.substring(0, text.offsetByCodePoints(0, longest))) + "…（共 " + length + " 个字）"
                : UnicodeEscaper.of(text);
    }

    /** Bytes that are no text: printable ASCII as it is, anything else as {@code %FF}. */
    public static String bytes(byte[] bytes, int longest) {
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
}
