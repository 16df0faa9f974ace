package com.alipay.sandbox.cli;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A message as somebody gave it to a command, ready for the fields of an inquiry. What was typed is text. What was read counts by its
 * bytes, whatever the console's charset is: those that are no ASCII were never percent-encoded and are passed on in hex.
 */
record MessageArgument(String format, String text) {
    private static final String HEX = "bytes";
    private static final String TEXT = "text";

    static MessageArgument typed(String text) {
        return new MessageArgument(TEXT, text);
    }

    static MessageArgument read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text)
                ? new MessageArgument(TEXT, text.strip())
                : new MessageArgument(HEX, HexFormat.of().formatHex(bytes));
    }

    /** A query string in the same format; {@code ?}, which says that there was none, stays. */
    String beside(String query) {
        return format.equals(HEX) && !query.equals("?")
                ? HexFormat.of().formatHex(query.getBytes(StandardCharsets.UTF_8))
                : query;
    }

    /** Not what it says: it holds a signature. */
    @Override
    public String toString() {
        return "MessageArgument[" + format + "]";
    }
}
