package com.alipay.sandbox.trade;

/** The two sides of a trade. */
public enum Role {
    BUYER("买家"),
    SELLER("卖家");

    private final String meaning;

    Role(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
