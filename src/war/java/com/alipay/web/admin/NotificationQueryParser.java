package com.alipay.web.admin;

import com.alipay.config.Violation;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.NotificationQuery;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.protocol.FormData;
import com.alipay.web.Labels;
import com.alipay.web.VisibleText;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Parses the query string of {@code admin/notices.jsp} and {@code admin/api/notices}: {@code outcome}, {@code verdict},
 * {@code out_trade_no}, {@code notify_id}, {@code trade_no}; {@code from} and {@code until}, China time, both inclusive;
 * {@code kind=strangers} for unverified messages; {@code before}, the end of the previous page.
 *
 * @param unverified whether it asks for unverified messages
 * @param given the given values by name, to show them again
 * @param search the query for the database; its limit is one message more than the page holds
 * @param findings errors in the values; if there are any, no query is executed
 */
record NotificationQueryParser(
        boolean unverified, Map<String, String> given, NotificationQuery search, List<Violation> findings) {
    private static final String UNVERIFIED = "strangers";

    /** @param holds number of messages per page */
    static NotificationQueryParser of(FormData form, int holds) {
        Map<String, String> given = new LinkedHashMap<>();
        form.values().forEach((name, value) -> given.put(name, value.strip()));
        given.values().removeIf(String::isEmpty);
        given.remove("lang");
        boolean unverified = UNVERIFIED.equals(given.get("kind"));
        List<Violation> findings = new ArrayList<>();
        form.problem().ifPresent(problem -> findings.add(Labels.finding("", "", "query.malformed")));
        checkOption("outcome", Labels.OUTCOMES, ProcessingStatus::code, given, findings);
        checkOption(
                "verdict",
                unverified ? Labels.UNVERIFIED_STATUSES : Labels.VERIFIED_STATUSES,
                VerificationStatus::code,
                given,
                findings);
        TimeRange received = TimeRange.of(given);
        findings.addAll(received.findings());
        Map<NotificationQuery.Field, String> values = new EnumMap<>(NotificationQuery.Field.class);
        for (NotificationQuery.Field field : NotificationQuery.Field.values()) {
            Optional.ofNullable(given.get(field.column())).ifPresent(value -> values.put(field, value));
        }
        NotificationQuery search = new NotificationQuery(
                values, received.from(), received.until(), cursor(given.get("before"), findings), holds + 1);
        return new NotificationQueryParser(unverified, given, search, findings);
    }

    /** Returns the messages of this page, without the extra one. */
    List<NotificationDao.NotificationRecord> page(List<NotificationDao.NotificationRecord> found) {
        return found.size() < search.limit() ? found : found.subList(0, search.limit() - 1);
    }

    /** Returns the query string of the next page, including its {@code ?}; "" if there is none. */
    String next(List<NotificationDao.NotificationRecord> found, Charset charset) {
        if (found.size() < search.limit()) {
            return "";
        }
        NotificationQuery.Cursor last = found.get(search.limit() - 2).cursor();
        Map<String, String> next = new LinkedHashMap<>(given);
        next.put("before", last.received_at().toEpochMilli() + "-" + last.id());
        return "?" + FormData.write(next, charset);
    }

    private static <E> void checkOption(
            String name, List<E> known, Function<E, String> code, Map<String, String> given, List<Violation> findings) {
        String value = given.getOrDefault(name, "");
        if (!value.isEmpty() && known.stream().map(code).noneMatch(value::equals)) {
            findings.add(Labels.finding(name, VisibleText.text(value, 40), "query.option"));
        }
    }

    private static NotificationQuery.Cursor cursor(String text, List<Violation> findings) {
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,18}-[0-9]{1,18}")) {
            findings.add(Labels.finding("before", VisibleText.text(text, 40), "query.page"));
            return null;
        }
        int dash = text.indexOf('-');
        return new NotificationQuery.Cursor(
                Instant.ofEpochMilli(Long.parseLong(text.substring(0, dash))),
                Long.parseLong(text.substring(dash + 1)));
    }
}
