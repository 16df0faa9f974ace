package com.alipay.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** Parses and formats times as the gateway writes them: China time, to the second, in some responses with a fraction. */
public final class ChinaTime {
    public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter WRITE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(CHINA);
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private ChinaTime() {}

    /**
     * Parses a time; empty for null, "" and malformed text.
     *
     * <pre>{@code
     * parse("2011-03-15 10:00:01")     -> 2011-03-15T02:00:01Z
     * parse("2016-06-24 14:03:02.470") -> 2016-06-24T06:03:02.470Z
     * parse("2011-02-30 10:00:01")     -> empty
     * }</pre>
     */
    public static Optional<Instant> parse(String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(text, READ).atZone(CHINA).toInstant());
        } catch (DateTimeException e) {
            // It is not a time.
            return Optional.empty();
        }
    }

    /** Formats an instant as {@code yyyy-MM-dd HH:mm:ss}. */
    public static String format(Instant moment) {
        return WRITE.format(moment);
    }
}
