package com.alipay.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Encodes and decodes text without silent losses. Java's own {@code getBytes} writes {@code ?} for a character the charset lacks,
 * so that a text other than the intended one would be signed.
 */
public final class CharsetCodec {
    private CharsetCodec() {}

    /**
     * Returns the first character the charset cannot encode, in readable form; empty when it can encode the whole text. The euro
     * sign counts as not encodable in GBK, because encoders disagree about it (A2E3, 80, ?).
     *
     * <pre>{@code
     * uncarried("笑脸😀", GBK)   -> "😀 (U+1F600)"
     * uncarried("9.99€", GBK)   -> "€ (U+20AC)"
     * uncarried("测试", GBK)    -> nothing
     * }</pre>
     */
    public static Optional<String> uncarried(String text, Charset charset) {
        int index = firstUncarried(text, charset);
        if (index < 0) {
            return Optional.empty();
        }
        int point = text.codePointAt(index);
        return Optional.of(String.format(Locale.ROOT, "%s (U+%04X)", Character.toString(point), point));
    }

    /** Returns the index of the first character the charset cannot encode; -1 if there is none. */
    private static int firstUncarried(String text, Charset charset) {
        boolean gbk = charset.equals(Gbk.CHARSET);
        if (!gbk && !charset.equals(StandardCharsets.UTF_8)) {
            return firstUncarried(text, charset.newEncoder());
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (gbk ? c >= 0x80 && Gbk.pair(c) == 0 : Character.isSurrogate(c)) {
                if (gbk || text.codePointAt(i) <= Character.MAX_VALUE) {
                    return i;
                }
                i++; // both halves of a surrogate pair
            }
        }
        return -1;
    }

    private static int firstUncarried(String text, CharsetEncoder encoder) {
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            if (!encoder.canEncode(Character.toString(text.codePointAt(i)))) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Encodes the text.
     *
     * @throws IllegalArgumentException naming the first character that the charset cannot encode; the supplier of the text has to
     *     replace it
     */
    public static byte[] encode(String text, Charset charset) {
        if (firstUncarried(text, charset) >= 0) {
            throw new IllegalArgumentException(refusal(text, charset));
        }
        return text.getBytes(charset);
    }

    /** Decodes the bytes; empty when they are not well-formed in the charset. */
    public static Optional<String> decode(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            // The bytes are not well-formed.
            return Optional.empty();
        }
    }

    static String refusal(String text, Charset charset) {
        return uncarried(text, charset).orElseThrow() + " cannot be carried by " + charset.name()
                + ": replace it, or run the site in utf-8";
    }
}
