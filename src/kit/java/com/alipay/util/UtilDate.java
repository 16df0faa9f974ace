package com.alipay.util;

import com.alipay.protocol.ChinaTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.lang3.StringUtils;

/** 日期与订单号, in China time regardless of the server's time zone. */
public final class UtilDate {
    private static final DateTimeFormatter TO_THE_MILLISECOND =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT).withZone(ChinaTime.CHINA);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Six characters that identify this process among all that number orders; two collide once in two thousand million. */
    private static final String NODE =
            StringUtils.leftPad(Long.toString(RANDOM.nextLong((long) Math.pow(36, 6)), 36), 6, '0');

    /** The last time used, in microseconds: it only grows, so all numbers of this process differ. */
    private static final AtomicLong LAST = new AtomicLong();

    /** Public because pages written for the vendor's sample create an instance. */
    public UtilDate() {}

    /**
     * 功能：生成唯一订单号. Returns the time to the microsecond and the process: 26 characters, unique across threads and nodes, and in
     * order of time within one node.
     *
     * <pre>{@code
     * 20110315095900123 000 k3m9xa
     * }</pre>
     *
     * (written without the blanks)
     */
    public static String getOrderNum() {
        long micros = LAST.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis() * 1000));
        return TO_THE_MILLISECOND.format(Instant.ofEpochMilli(micros / 1000))
                + StringUtils.leftPad(Long.toString(micros % 1000), 3, '0')
                + NODE;
    }

    /** 功能：获取当前时间, {@code yyyy-MM-dd HH:mm:ss}. */
    public static String getDateFormatter() {
        return ChinaTime.format(Instant.now());
    }

    /** Formats an instant as the protocol does, {@code yyyy-MM-dd HH:mm:ss} in China time; null for null. */
    public static String format(Instant moment) {
        return moment == null ? null : ChinaTime.format(moment);
    }

    /** 功能：获取当前日期, {@code yyyyMMdd}. */
    public static String getDate() {
        return TO_THE_MILLISECOND.format(Instant.now()).substring(0, "yyyyMMdd".length());
    }

    /** 功能：产生随机的三位数, always three digits. Do not build order numbers from it: use {@link #getOrderNum}. */
    public static String getThree() {
        return StringUtils.leftPad(Integer.toString(RANDOM.nextInt(1000)), 3, '0');
    }
}
