package com.alipay.sandbox.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats times as the protocol does: {@code 2011-03-15 09:59:00}, in China's time zone, whatever the machine's zone. */
public final class ChinaTime {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZONE);
    private static final DateTimeFormatter MILLISECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZONE);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZONE);

    private ChinaTime() {}

    public static String format(Instant time) {
        return SECOND.format(time);
    }

    /** Formats with milliseconds, as in refunds of instant payments: {@code 2016-06-24 14:03:02.470}. */
    public static String formatMillis(Instant time) {
        return MILLISECOND.format(time);
    }

    /** Returns the date, {@code 20110315}: the start of a trade number. */
    public static String day(Instant time) {
        return DAY.format(time);
    }

    /** Adds calendar months and keeps the time of day; a month that is too short gives its last day. */
    public static Instant plusMonths(Instant time, int months) {
        return time.atZone(ZONE).plusMonths(months).toInstant();
    }

    /** Returns the next midnight in China. */
    public static Instant midnightAfter(Instant time) {
        return LocalDate.ofInstant(time, ZONE).plusDays(1).atStartOfDay(ZONE).toInstant();
    }
}
