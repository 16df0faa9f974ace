package com.alipay.sandbox.trade;

import com.alipay.sandbox.scheduling.ChinaTime;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Collection;

/**
 * Trade numbers of 16 digits, {@code yyyyMMdd} and 8 more. The 8 follow the milliseconds of the day, so that a sandbox
 * started anew does not give a merchant's database the number of another trade. A long one, as since 2015-01-28, is such a
 * number and 12 digits behind it: in the order of the alphabet both stand as they were given.
 */
final class TradeNoGenerator {
    private static final int DIGITS = 16;
    private static final String LONG_END = "210010040400";

    private long last;

    /** @param given numbers that have been given before */
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
