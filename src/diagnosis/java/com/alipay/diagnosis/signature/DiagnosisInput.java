package com.alipay.diagnosis.signature;

import java.util.Map;

/**
 * What is to be explained, as the bytes that travelled: a message of Alipay's as it arrived, or a request as it was or will be sent.
 * The received signature is among them, as {@code sign}.
 *
 * @param query the raw query string, percent-encoded; empty for none
 * @param body the raw form body, percent-encoded; empty for none
 * @param isRequest whether the merchant signed it; otherwise Alipay did
 * @param isReturn whether a browser carried a message of Alipay's; false for a notification
 * @param known values the merchant knows from its own records, by parameter name: the subject it sold, the total it stored
 * @param contentType the content type of a body that is no form, such as {@code application/json}, or {@link #FRAGMENT}; "" for a form or
 *     when it is not known
 */
public record DiagnosisInput(
        byte[] query, byte[] body, boolean isRequest, boolean isReturn, Map<String, String> known, String contentType) {
    /** In the place of a content type: a part of the parameters stands behind a {@code #}, where browsers do not send it. */
    public static final String FRAGMENT = "#";

    private static final byte[] NOTHING = {};

    public DiagnosisInput {
        query = query.clone();
        body = body.clone();
        known = Map.copyOf(known);
    }

    /** The query string of a return. */
    public static DiagnosisInput ofReturn(byte[] query) {
        return new DiagnosisInput(query, NOTHING, false, true, Map.of(), "");
    }

    /** The body of a notification. */
    public static DiagnosisInput ofNotification(byte[] body) {
        return new DiagnosisInput(NOTHING, body, false, false, Map.of(), "");
    }

    /** A request of the merchant's: the query string of the form's address, and the body; one of the two may be empty. */
    public static DiagnosisInput ofRequest(byte[] query, byte[] body) {
        return new DiagnosisInput(query, body, true, false, Map.of(), "");
    }

    /** The same with values the merchant knows; with them a lost or changed parameter can be recognised. */
    public DiagnosisInput knowing(Map<String, String> values) {
        return new DiagnosisInput(query, body, isRequest, isReturn, values, contentType);
    }

    /** The same as the body of another content type. */
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

    /** Without the bytes, which hold a signature and a buyer's address. */
    @Override
    public String toString() {
        return (isRequest ? "request of " : "message of ") + length() + " bytes";
    }
}
