package com.alipay.protocol;

import java.nio.charset.Charset;

/**
 * The characters of GBK with their two bytes, in one table: asking the JDK's encoder about a single character costs 20 ns and an object, a look
 * into the table less than 1 ns. The table is made by that encoder, so the two cannot disagree.
 */
final class Gbk {
    static final Charset CHARSET = Charset.forName("GBK");

    /** Encoders disagree about it (A2E3, 80, ?), so it counts as a character that GBK does not have. */
    private static final char EURO = '€';

    /** By character: the first byte times 256 plus the second; 0 for ASCII, which stays one byte, and for what GBK does not have. */
    private static final char[] PAIRS = pairs();

    private Gbk() {}

    /** Returns the two bytes of a character beyond ASCII, the first one times 256; 0 when GBK does not have it. */
    static char pair(char character) {
        return PAIRS[character];
    }

    private static char[] pairs() {
        StringBuilder beyondAscii = new StringBuilder(Character.MAX_VALUE);
        for (char c = 0x80; c < Character.MAX_VALUE; c++) {
            if (!Character.isSurrogate(c) && c != EURO) {
                beyondAscii.append(c);
            }
        }
        byte[] bytes = beyondAscii.toString().getBytes(CHARSET);
        char[] pairs = new char[Character.MAX_VALUE + 1];
        for (int i = 0, at = 0; i < beyondAscii.length(); i++, at++) {
            // What GBK does not have comes as one question mark, which no pair begins with.
            if (bytes[at] != '?') {
                pairs[beyondAscii.charAt(i)] = (char) ((bytes[at] & 0xFF) << 8 | bytes[++at] & 0xFF);
            }
        }
        return pairs;
    }
}
