package com.alipay.sandbox.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the protocol writes them: {@code 2011-03-15 09:59:00}, in China, wherever the machine stands. */
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

    /** {@code 2016-06-24 14:03:02.470}, as the refunds of instant payments write it. */
    public static String formatMillis(Instant time) {
        return MILLISECOND.format(time);
    }

    /** {@code 20110315}, the start of a trade number. */
    public static String day(Instant time) {
        return DAY.format(time);
    }

    /** The same time of day so many months later, or the last day of a month that is too short. */
    public static Instant plusMonths(Instant time, int months) {
        return time.atZone(ZONE).plusMonths(months).toInstant();
    }

    /** The next midnight in China. */
    public static Instant midnightAfter(Instant time) {
        return LocalDate.ofInstant(time, ZONE).plusDays(1).atStartOfDay(ZONE).toInstant();
    }
}
