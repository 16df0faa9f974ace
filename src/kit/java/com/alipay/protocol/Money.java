package com.alipay.protocol;

import java.math.BigDecimal;
import java.util.Optional;

/** Parses and formats amounts in yuan as the protocol writes them: digits, and at most two decimals after a point. */
public final class Money {
    /** The largest price, and the largest total of an escrow trade. */
    public static final BigDecimal MAX = new BigDecimal("1000000.00");

    public static final BigDecimal MIN = new BigDecimal("0.01");

    /** The largest total that is stored. The vendor names no limit for instant payment; this is far beyond its other limits. */
    public static final BigDecimal MAX_TOTAL = new BigDecimal("999999999.99");

    private static final int MOST_DIGITS = 9;

    private Money() {}

    /**
     * Parses an amount without a sign; empty when it is malformed, such as {@code 1e3}, {@code 1,000}, {@code .5}, {@code 0.001}.
     *
     * <pre>{@code
     * parse("0.01") -> 0.01        parse("54.0") -> 54.00
     * parse("-1")   -> empty       parse("1.")   -> empty
     * }</pre>
     */
    public static Optional<BigDecimal> parse(String text) {
        int length = text == null ? 0 : text.length();
        int point = length == 0 || text.indexOf('.') < 0 ? length : text.indexOf('.');
        int decimals = Math.max(0, length - point - 1);
        boolean shaped = point > 0
                && point <= MOST_DIGITS
                && (point == 1 || text.charAt(0) != '0')
                && (point == length || decimals == 1 || decimals == 2);
        if (!shaped) {
            return Optional.empty();
        }
        long fen = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (i != point && (c < '0' || c > '9')) {
                return Optional.empty();
            }
            fen = i == point ? fen : fen * 10 + c - '0';
        }
        return Optional.of(BigDecimal.valueOf(decimals == 0 ? fen * 100 : decimals == 1 ? fen * 10 : fen, 2));
    }

    /** Parses an amount that may be negative, as {@code discount} is when it lowers the price. */
    public static Optional<BigDecimal> parseSigned(String text) {
        return text != null && text.startsWith("-") ? parse(text.substring(1)).map(BigDecimal::negate) : parse(text);
    }

    /** Formats an amount with two decimals, as notifications do: {@code 0.01}, {@code 3010.00}. */
    public static String format(BigDecimal yuan) {
        return yuan.setScale(2).toPlainString();
    }
}
