package com.alipay.util;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/**
 * Text to bytes and back without silent losses. Java's own {@code getBytes} writes {@code ?} for a character the charset does
 * not have, which signs and sells something else than was meant.
 */
public final class Encoding {
    private static final String EURO = "€";

    private Encoding() {}

    /**
     * The first character the charset cannot carry, as a person can read it; empty when it carries the whole text. The euro
     * sign counts as not carried by GBK: encoders disagree about it (A2E3, 80, ?).
     *
     * <pre>{@code
     * uncarried("笑脸😀", GBK)   -> "😀 (U+1F600)"
     * uncarried("9.99€", GBK)   -> "€ (U+20AC)"
     * uncarried("测试", GBK)    -> nothing
     * }</pre>
     */
    public static Optional<String> uncarried(String text, Charset charset) {
        CharsetEncoder encoder = charset.newEncoder();
        return text.codePoints()
                .filter(point -> {
                    String one = Character.toString(point);
                    return !encoder.canEncode(one) || isGbk(charset) && one.equals(EURO);
                })
                .mapToObj(
                        point -> String.format(java.util.Locale.ROOT, "%s (U+%04X)", Character.toString(point), point))
                .findFirst();
    }

    /**
     * The text's bytes.
     *
     * @throws IllegalArgumentException naming the first character that the charset cannot carry; whoever supplied the text
     *     has to replace it
     */
    public static byte[] encode(String text, Charset charset) {
        try {
            ByteBuffer bytes = charset.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            if (!isGbk(charset) || !text.contains(EURO)) {
                byte[] result = new byte[bytes.remaining()];
                bytes.get(result);
                return result;
            }
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(refusal(text, charset), e);
        }
        throw new IllegalArgumentException(refusal(text, charset));
    }

    /** The bytes' text; empty when they are not well-formed in the charset. */
    public static Optional<String> decode(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            // What was asked: whether the bytes are well-formed.
            return Optional.empty();
        }
    }

    private static String refusal(String text, Charset charset) {
        return uncarried(text, charset).orElse("a lone surrogate") + " cannot be carried by " + charset.name()
                + ": replace it, or run the site in utf-8";
    }

    private static boolean isGbk(Charset charset) {
        return charset.name().equals("GBK");
    }
}
