package com.alipay.sandbox.cli;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A message given to a command, in the fields of a {@code DiagnosisRequestParser}. Typed input is text. Input read from a file is
 * bytes, whatever the console's charset is: if it contains non-ASCII bytes, which were never percent-encoded, it is passed on in
 * hex.
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

    /** Converts a query string to the same format; {@code ?}, which means there was none, stays unchanged. */
    String beside(String query) {
        return format.equals(HEX) && !query.equals("?")
                ? HexFormat.of().formatHex(query.getBytes(StandardCharsets.UTF_8))
                : query;
    }

    /** Omits the text, which contains a signature. */
    @Override
    public String toString() {
        return "MessageArgument[" + format + "]";
    }
}
