package com.alipay.sandbox.trade;

import com.alipay.sandbox.scheduling.ChinaTime;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Collection;

/**
 * Generates trade numbers of 16 digits: {@code yyyyMMdd} and 8 more. The 8 follow the milliseconds of the day, so that a
 * restarted sandbox does not reuse a number that a merchant's database already has. A long number (28 digits, as since
 * 2015-01-28) is such a number followed by 12 digits: both kinds sort in the order of creation.
 */
final class TradeNoGenerator {
    private static final int DIGITS = 16;
    private static final String LONG_END = "210010040400";

    private long last;

    /** @param given numbers already used */
    TradeNoGenerator(Collection<String> given) {
        last = given.stream()
                .mapToLong(number -> Long.parseLong(number.substring(0, DIGITS)))
                .max()
                .orElse(0);
    }

    /** @param isLong whether it has 28 digits */
    synchronized String next(boolean isLong, Instant now) {
        long candidate = Long.parseLong(ChinaTime.day(now)) * 100_000_000L
                + now.atZone(ChinaTime.ZONE).get(ChronoField.MILLI_OF_DAY);
        last = Math.max(candidate, last + 1);
        return last + (isLong ? LONG_END : "");
    }
}
