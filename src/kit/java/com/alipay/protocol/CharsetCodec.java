package com.alipay.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;

/**
 * Encodes and decodes text without silent losses. Java's own {@code getBytes} writes {@code ?} for a character the charset lacks,
 * so that a text other than the intended one would be signed.
 */
public final class CharsetCodec {
    static final Charset GBK = Charset.forName("GBK");

    /** Counts as not encodable, because encoders disagree about it (A2E3, 80, ?). */
    private static final char EURO = '€';

    /** The characters GBK can encode. Asking the JDK's encoder about each one costs 20 ns and an object. */
    private static final BitSet GBK_CHARACTERS = new BitSet();

    static {
        CharsetEncoder encoder = GBK.newEncoder();
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            GBK_CHARACTERS.set(c, encoder.canEncode(c) && c != EURO);
        }
    }

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
        boolean gbk = charset.equals(GBK);
        if (!gbk && !charset.equals(StandardCharsets.UTF_8)) {
            return firstUncarried(text, charset.newEncoder());
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (gbk ? !GBK_CHARACTERS.get(c) : Character.isSurrogate(c)) {
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
     * @param charset UTF-8 or GBK
     * @throws IllegalArgumentException naming the first character that the charset cannot encode; the supplier of the text has to
     *     replace it
     */
    public static byte[] encode(String text, Charset charset) {
        if (isAscii(text)) {
            return text.getBytes(StandardCharsets.ISO_8859_1); // the quickest, and the same in UTF-8 and GBK
        }
        if (firstUncarried(text, charset) >= 0) {
            throw new IllegalArgumentException(uncarried(text, charset).orElseThrow() + " cannot be carried by "
                    + charset.name() + ": replace it, or run the site in utf-8");
        }
        return text.getBytes(charset);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
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
}
