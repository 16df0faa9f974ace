package com.alipay.sandbox.diagnosis;

/**
 * A field of a diagnosis request is invalid: what is wrong and what to write, for programs in English and for people in Chinese.
 */
public final class InvalidDiagnosisRequestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String chinese;

    public InvalidDiagnosisRequestException(String english, String chinese) {
        super(english);
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }
}
