package com.alipay.diagnosis.signature;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Transformations of the whole text, including the key, before the digest is computed. Only the first is correct. */
enum TextForm {
    AS_IT_IS((text, charset) -> text),
    UTF_16LE((text, charset) -> recoded(text, charset, StandardCharsets.UTF_16LE)),
    UTF_16BE((text, charset) -> recoded(text, charset, StandardCharsets.UTF_16BE)),
    UTF_16((text, charset) -> "\u00FE\u00FF" + recoded(text, charset, StandardCharsets.UTF_16BE)),
    UTF_16LE_WITH_MARK((text, charset) -> "\u00FF\u00FE" + recoded(text, charset, StandardCharsets.UTF_16LE)),
    LOW_BYTES((text, charset) -> units(text, charset, false)),
    HIGH_AND_LOW_BYTES((text, charset) -> units(text, charset, true)),
    BIG5((text, charset) -> recoded(text, charset, Charset.forName("Big5"))),
    SHIFT_JIS((text, charset) -> recoded(text, charset, Charset.forName("Shift_JIS"))),
    EUC_KR((text, charset) -> recoded(text, charset, Charset.forName("EUC-KR"))),
    GB18030((text, charset) -> recoded(text, charset, Charset.forName("GB18030"))),
    ASCII_QUESTION_MARKS((text, charset) -> recoded(text, charset, StandardCharsets.US_ASCII)),
    UTF_8_TWICE((text, charset) ->
            ByteString.of(ByteString.of(shown(text, charset), StandardCharsets.UTF_8), StandardCharsets.UTF_8)),
    MARK_IN_FRONT((text, charset) -> "\u00EF\u00BB\u00BF" + text),
    NUL_BEHIND((text, charset) -> text + "\u0000"),
    LINE_BREAK_BEHIND((text, charset) -> text + "\n"),
    ENCODED((text, charset) -> URLEncoder.encode(text, StandardCharsets.ISO_8859_1)),
    ENCODED_LOWER((text, charset) -> Pattern.compile("%..")
            .matcher(URLEncoder.encode(text, StandardCharsets.ISO_8859_1))
            .replaceAll(each -> each.group().toLowerCase(Locale.ROOT))),
    BASE64((text, charset) -> Base64.getEncoder().encodeToString(ByteString.bytes(text))),
    LOWER_CASE((text, charset) -> ByteString.of(shown(text, charset).toLowerCase(Locale.ROOT), charset)),
    UPPER_CASE((text, charset) -> ByteString.of(shown(text, charset).toUpperCase(Locale.ROOT), charset)),
    NO_BLANKS((text, charset) -> text.replace(" ", ""));

    private final BiFunction<String, Charset, String> change;

    TextForm(BiFunction<String, Charset, String> change) {
        this.change = change;
    }

    String of(String octets, Charset charset) {
        return change.apply(octets, charset);
    }

    /** Returns whether it changes the bytes only, not the characters. */
    boolean isBytes() {
        return ordinal() < MARK_IN_FRONT.ordinal();
    }

    private static String shown(String octets, Charset charset) {
        return ByteString.shown(octets, charset);
    }

    private static String recoded(String octets, Charset charset, Charset other) {
        return ByteString.of(shown(octets, charset), other);
    }

    /** Returns the low byte of each UTF-16 unit; with {@code high}, preceded by its high byte if that is not 0. */
    private static String units(String octets, Charset charset, boolean high) {
        StringBuilder bytes = new StringBuilder();
        for (char unit : shown(octets, charset).toCharArray()) {
            if (high && unit > 0xFF) {
                bytes.append((char) (unit >> 8));
            }
            bytes.append((char) (unit & 0xFF));
        }
        return bytes.toString();
    }
}
