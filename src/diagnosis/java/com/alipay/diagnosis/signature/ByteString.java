package com.alipay.diagnosis.signature;

import com.alipay.protocol.CharsetCodec;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Bytes as a String, one character from U+0000 to U+00FF per byte. Text whose charset is not yet known can be cut, joined and
 * sorted; the order is that of the bytes.
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

    /** Encodes the text; characters that the charset lacks become {@code ?}, as in the programs whose mistakes are imitated. */
    static String of(String text, Charset charset) {
        return of(text.getBytes(charset));
    }

    static byte[] bytes(String octets) {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Decodes the bytes; empty if they are malformed in this charset. */
    static Optional<String> text(String octets, Charset charset) {
        return CharsetCodec.decode(bytes(octets), charset);
    }

    static boolean isAscii(String octets) {
        return octets.chars().allMatch(c -> c < 0x80);
    }

    /** Decodes the bytes for display; malformed ones become replacement characters. */
    static String shown(String octets, Charset charset) {
        return new String(bytes(octets), charset);
    }
}
