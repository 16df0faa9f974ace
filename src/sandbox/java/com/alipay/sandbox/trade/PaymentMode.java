package com.alipay.sandbox.trade;

import java.util.Arrays;
import java.util.Optional;

/** Payment modes. */
public enum PaymentMode {
    ESCROW("escrow", "担保交易"),
    INSTANT("instant", "即时到账交易");

    private final String wireName;
    private final String meaning;

    PaymentMode(String wireName, String meaning) {
        this.wireName = wireName;
        this.meaning = meaning;
    }

    /** Returns the value in the cashier's form and in the JSON API. */
    public String wireName() {
        return wireName;
    }

    public String meaning() {
        return meaning;
    }

    public static Optional<PaymentMode> named(String wireName) {
        return Arrays.stream(values())
                .filter(mode -> mode.wireName.equals(wireName))
                .findFirst();
    }
}
