package com.alipay.diagnosis.signature;

import com.alipay.protocol.CharsetCodec;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Bytes in the guise of a String, one character from U+0000 to U+00FF for each: text whose charset is not settled can then be cut,
 * joined and sorted like any other, and sorting it is sorting the bytes.
 *
 * <pre>{@code
 * of("测", UTF_8)            -> "\u00E6\u00B5\u008B"
 * text("\u00B2\u00E2", GBK)  -> "测"
 * }</pre>
 */
final class ByteString {
    private ByteString() {}

    static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The text's bytes; {@code ?} for what the charset cannot carry, as the programs write it whose mistakes are imitated. */
    static String of(String text, Charset charset) {
        return of(text.getBytes(charset));
    }

    static byte[] bytes(String octets) {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The characters these bytes stand for; empty if they are not well-formed. */
    static Optional<String> text(String octets, Charset charset) {
        return CharsetCodec.decode(bytes(octets), charset);
    }

    static boolean isAscii(String octets) {
        return octets.chars().allMatch(c -> c < 0x80);
    }

    /** For people: the characters, or what can be shown of them. */
    static String shown(String octets, Charset charset) {
        return new String(bytes(octets), charset);
    }
}
