package com.alipay.sandbox.diagnosis;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A request as fields of a {@link DiagnosisRequestParser}: text if it is properly encoded, hex otherwise. */
public record PrefilledRequest(String partner, String format, String query, String message) {
    public static PrefilledRequest of(String partner, byte[] query, byte[] body) {
        boolean encoded = isEncoded(query) && isEncoded(body);
        String before = encoded ? text(query) : HexFormat.of().formatHex(query);
        String after = encoded ? text(body) : HexFormat.of().formatHex(body);
        return new PrefilledRequest(
                partner,
                encoded ? "text" : "hex",
                after.isEmpty() ? "" : before.isEmpty() ? DiagnosisRequestParser.NO_QUERY : before,
                after.isEmpty() ? before : after);
    }

    private static boolean isEncoded(byte[] form) {
        return text(form).matches("[!-~]*");
    }

    private static String text(byte[] form) {
        return new String(form, StandardCharsets.ISO_8859_1);
    }

    /** Omits the request, which contains a signature. */
    @Override
    public String toString() {
        return "PrefilledRequest[partner=" + partner + ", " + format + "]";
    }
}
