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
    static final Charset GBK = Charset.forName("GBK");

    /** Counts as not encodable, because encoders disagree about it (A2E3, 80, ?). */
    private static final char EURO = '€';

    /**
     * The two bytes of each character in GBK, as one number; 0 for ASCII, which stays one byte, and where GBK has none. Asking
     * the JDK's encoder about one character costs 20 ns and an object, a lookup less than 1 ns.
     */
    private static final char[] GBK_PAIRS = gbkPairs();

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
            if (gbk ? c >= 0x80 && gbk(c) == 0 : Character.isSurrogate(c)) {
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

    /** Returns the first byte times 256 plus the second for a character beyond ASCII; 0 when GBK lacks it. */
    static char gbk(char character) {
        return GBK_PAIRS[character];
    }

    /** Fills the table by the JDK's encoder, so the two cannot disagree. */
    private static char[] gbkPairs() {
        StringBuilder beyondAscii = new StringBuilder(Character.MAX_VALUE);
        for (char c = 0x80; c < Character.MAX_VALUE; c++) {
            if (!Character.isSurrogate(c) && c != EURO) {
                beyondAscii.append(c);
            }
        }
        byte[] bytes = beyondAscii.toString().getBytes(GBK);
        char[] pairs = new char[Character.MAX_VALUE + 1];
        for (int i = 0, at = 0; i < beyondAscii.length(); i++, at++) {
            // A character that GBK lacks is encoded as a single question mark, with which no pair begins.
            if (bytes[at] != '?') {
                pairs[beyondAscii.charAt(i)] = (char) ((bytes[at] & 0xFF) << 8 | bytes[++at] & 0xFF);
            }
        }
        return pairs;
    }

    static String refusal(String text, Charset charset) {
        return uncarried(text, charset).orElseThrow() + " cannot be carried by " + charset.name()
                + ": replace it, or run the site in utf-8";
    }
}
