package com.alipay.web.admin;

import com.alipay.config.Violation;
import com.alipay.protocol.ChinaTime;
import com.alipay.web.Labels;
import com.alipay.web.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A time range in a query, given by the parameters {@code from} and {@code until}. Each is a day, a minute or a second in China
 * time, such as {@code 2011-03-15 10:00}, and both are inclusive.
 *
 * @param from its beginning; null if not given
 * @param until its end, exclusive; null if not given
 * @param findings errors in the values
 */
record TimeRange(Instant from, Instant until, List<Violation> findings) {

    static TimeRange of(Map<String, String> given) {
        List<Violation> findings = new ArrayList<>();
        Instant from = moment("from", given, findings).map(Moment::begin).orElse(null);
        Instant until = moment("until", given, findings).map(Moment::end).orElse(null);
        if (from != null && until != null && !from.isBefore(until)) {
            findings.add(Labels.finding("until", given.get("until"), "query.range"));
        }
        return new TimeRange(from, until, List.copyOf(findings));
    }

    /** Returns the beginning of a day, a minute or a second in China time; empty if it is none. */
    static Optional<Instant> begin(String text) {
        return Moment.parse(text.strip()).map(Moment::begin);
    }

    private static Optional<Moment> moment(String name, Map<String, String> given, List<Violation> findings) {
        Optional<String> text = Optional.ofNullable(given.get(name));
        Optional<Moment> moment = text.flatMap(Moment::parse);
        if (text.isPresent() && moment.isEmpty()) {
            findings.add(Labels.finding(name, VisibleText.text(text.get(), 40), "query.time"));
        }
        return moment;
    }

    /** A day, a minute or a second; {@code end} is exclusive. */
    private record Moment(Instant begin, Instant end) {
        static Optional<Moment> parse(String text) {
            String time = text.replace('T', ' ');
            return lasting(time + " 00:00:00", Duration.ofDays(1))
                    .or(() -> lasting(time + ":00", Duration.ofMinutes(1)))
                    .or(() -> lasting(time, Duration.ofSeconds(1)));
        }

        private static Optional<Moment> lasting(String time, Duration length) {
            return ChinaTime.parse(time).map(begin -> new Moment(begin, begin.plus(length)));
        }
    }
}
