package com.alipay.sandbox.trade;

import com.alipay.sandbox.clock.ChinaTime;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Collection;

/**
 * Trade numbers of 16 digits, {@code yyyyMMdd} and 8 more. The 8 follow the milliseconds of the day, so that a sandbox
 * started anew does not give a merchant's database the number of another trade.
 */
final class TradeNumbers {
    private long last;

    /** @param given numbers that have been given before */
    TradeNumbers(Collection<String> given) {
        last = given.stream().mapToLong(Long::parseLong).max().orElse(0);
    }

    synchronized String next(Instant now) {
        long candidate = Long.parseLong(ChinaTime.day(now)) * 100_000_000L
                + now.atZone(ChinaTime.ZONE).get(ChronoField.MILLI_OF_DAY);
        last = Math.max(candidate, last + 1);
        return Long.toString(last);
    }
}
