package com.alipay.sandbox.diagnosis;

/**
 * One interpretation of the pasted input, as form data.
 *
 * @param format the format in which it was found
 * @param query the part after the {@code ?} of the address a body was posted to, percent-encoded; empty for none
 * @param form the body, or the query string of an address without a body, percent-encoded
 * @param isRequestOfForm whether {@code query} and {@code form} are both known: a body was posted
 * @param contentType the content type of a body that is not a form, such as {@code application/json}; "" for a form or if unknown
 * @param isGuess whether characters had to be converted to bytes
 */
record ExtractedMessage(
        Format format, byte[] query, byte[] form, boolean isRequestOfForm, String contentType, boolean isGuess) {

    /** Format in which parameters were found. */
    enum Format {
        FORM,
        ADDRESS,
        LOG,
        BYTES,
        CURL,
        HTTP,
        HTML,
        XML,
        JSON,
        PHP,
        MAP,
        LINES
    }

    /** Returns a message that consists of form data only. */
    static ExtractedMessage of(Format format, byte[] form, boolean isGuess) {
        return new ExtractedMessage(format, new byte[0], form, false, "", isGuess);
    }

    /** Omits the message, which contains a signature and a buyer's address. */
    @Override
    public String toString() {
        return "ExtractedMessage[" + format + ", " + (query.length + form.length) + " bytes]";
    }
}
