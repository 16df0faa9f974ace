package com.alipay.sandbox.explain;

/** A field of an inquiry is of no use: what is wrong and what to write, for programs in English and for people in Chinese. */
public final class BadInquiry extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String chinese;

    public BadInquiry(String english, String chinese) {
        super(english);
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }
}
