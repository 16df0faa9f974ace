package com.alipay.protocol;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses and formats amounts in yuan as the protocol writes them: digits, and at most two decimals after a point. */
public final class Money {
    /** The largest price, and the largest total of an escrow trade. */
    public static final BigDecimal MAX = new BigDecimal("1000000.00");

    public static final BigDecimal MIN = new BigDecimal("0.01");

    /** The largest total that is stored. The vendor names no limit for instant payment; this is far beyond its other limits. */
    public static final BigDecimal MAX_TOTAL = new BigDecimal("999999999.99");

    private static final Pattern AMOUNT = Pattern.compile("(0|[1-9][0-9]{0,8})(\\.[0-9]{1,2})?");

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
        return text != null && AMOUNT.matcher(text).matches()
                ? Optional.of(new BigDecimal(text).setScale(2))
                : Optional.empty();
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
