package com.alipay.diagnosis.signature;

import java.util.Map;

/**
 * The message to diagnose, as transmitted bytes: a message from Alipay as received, or a request as sent or about to be sent. The
 * received signature is its parameter {@code sign}.
 *
 * @param query the raw query string, percent-encoded; empty for none
 * @param body the raw form body, percent-encoded; empty for none
 * @param isRequest true if the merchant signed it, false if Alipay did
 * @param isReturn true for a message from Alipay that a browser delivered, false for a notification
 * @param known values from the merchant's own records by parameter name, such as the subject and total of the order
 * @param contentType the content type of a body that is not a form, such as {@code application/json}, or {@link #FRAGMENT}; ""
 *     for a form or if unknown
 */
public record DiagnosisInput(
        byte[] query, byte[] body, boolean isRequest, boolean isReturn, Map<String, String> known, String contentType) {
    /** Used as content type if some parameters follow a {@code #}, because browsers do not send that part of a URL. */
    public static final String FRAGMENT = "#";

    private static final byte[] NOTHING = {};

    public DiagnosisInput {
        query = query.clone();
        body = body.clone();
        known = Map.copyOf(known);
    }

    /** Creates the input for the query string of a return. */
    public static DiagnosisInput ofReturn(byte[] query) {
        return new DiagnosisInput(query, NOTHING, false, true, Map.of(), "");
    }

    /** Creates the input for the body of a notification. */
    public static DiagnosisInput ofNotification(byte[] body) {
        return new DiagnosisInput(NOTHING, body, false, false, Map.of(), "");
    }

    /** Creates the input for a merchant's request: query string of the form's address and body; one of them may be empty. */
    public static DiagnosisInput ofRequest(byte[] query, byte[] body) {
        return new DiagnosisInput(query, body, true, false, Map.of(), "");
    }

    /** Returns a copy with values the merchant knows; they allow lost or changed parameters to be recognised. */
    public DiagnosisInput knowing(Map<String, String> values) {
        return new DiagnosisInput(query, body, isRequest, isReturn, values, contentType);
    }

    /** Returns a copy with another content type of the body. */
    public DiagnosisInput sentAs(String type) {
        return new DiagnosisInput(query, body, isRequest, isReturn, known, type);
    }

    @Override
    public byte[] query() {
        return query.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    int length() {
        return query.length + body.length;
    }

    /** Omits the bytes, which contain a signature and a buyer's address. */
    @Override
    public String toString() {
        return (isRequest ? "request of " : "message of ") + length() + " bytes";
    }
}
