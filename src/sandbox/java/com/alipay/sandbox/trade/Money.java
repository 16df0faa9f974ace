package com.alipay.sandbox.trade;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Amounts in yuan, in the protocol's format. */
public final class Money {
    /** Upper limit of a unit price, and of the total of an escrow trade. */
    public static final BigDecimal MAX = new BigDecimal("1000000.00");

    public static final BigDecimal ZERO = new BigDecimal("0.00");

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,7}(\\.\\d{1,2})?");
    private static final Pattern SIGNED = Pattern.compile("-?\\d{1,9}(\\.\\d{1,2})?");

    private Money() {}

    /**
     * Returns whether a text is an amount: {@code 54}, {@code 54.0}, {@code 54.00} are; {@code .5}, {@code 1.}, {@code 1e3},
     * {@code 1,000} are not.
     */
    public static boolean isAmount(String text) {
        return AMOUNT.matcher(text).matches();
    }

    /**
     * Returns whether a text is an amount with an optional minus; nine digits, since {@code discount} ranges from -100000000.00
     * to 100000000.00.
     */
    public static boolean isSigned(String text) {
        return SIGNED.matcher(text).matches();
    }

    /** Parses a text that passed one of the two checks; two decimals. */
    public static BigDecimal of(String text) {
        return new BigDecimal(text).setScale(2);
    }

    /** Formats an amount, always with two decimals: {@code 0.01}, {@code 3010.00}. */
    public static String format(BigDecimal amount) {
        return amount.setScale(2).toPlainString();
    }
}
