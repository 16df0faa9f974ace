package com.alipay.sandbox.trade;

import java.util.Arrays;
import java.util.Optional;

/** Payment modes. */
public enum PaymentMode {
    ESCROW("escrow"),
    INSTANT("instant");

    private final String wireName;

    PaymentMode(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the value in the cashier's form and in the JSON API. */
    public String wireName() {
        return wireName;
    }

    public static Optional<PaymentMode> named(String wireName) {
        return Arrays.stream(values())
                .filter(mode -> mode.wireName.equals(wireName))
                .findFirst();
    }
}
