package com.alipay.orders.persistence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;

/**
 * A query for messages that meet every condition, newest first. A page is found from the last message of the page before, so that
 * the thousandth page costs no more than the first.
 *
 * @param values the required value of a field
 * @param from earliest time; null for any
 * @param until end of the time range, exclusive; null for any
 * @param before the last message already shown; null for the first page
 * @param limit maximum number of messages
 */
public record NotificationQuery(Map<Field, String> values, Instant from, Instant until, Cursor before, int limit) {

    /** The searchable fields; each is a column of this name. */
    public enum Field {
        OUTCOME(16),
        VERDICT(24),
        OUT_TRADE_NO(64),
        NOTIFY_ID(128),
        TRADE_NO(64);

        private final int length;

        Field(int length) {
            this.length = length;
        }

        /** Returns the column, which is the protocol's name too. */
        public String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The position of a message in the list. */
    public record Cursor(Instant received_at, long id) {}

    public NotificationQuery {
        values = Map.copyOf(values);
    }

    /** Returns the query for the newest messages, without conditions. */
    public static NotificationQuery newest(int limit) {
        return new NotificationQuery(Map.of(), null, null, null, limit);
    }

    /** Returns this query with another condition. */
    public NotificationQuery with(Field field, String value) {
        Map<Field, String> more = Stream.concat(values.entrySet().stream(), Stream.of(Map.entry(field, value)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new NotificationQuery(more, from, until, before, limit);
    }

    /** Returns the rest of the statement, after {@code select ... from table}. */
    String sql() {
        List<String> conditions = new ArrayList<>();
        values.keySet().forEach(field -> conditions.add(field.column() + " = :" + field.column()));
        if (from != null) {
            conditions.add("received_at >= :from");
        }
        if (until != null) {
            conditions.add("received_at < :until");
        }
        if (before != null) {
            // The first half is for the index.
            conditions.add("received_at <= :moment and (received_at < :moment or id < :id)");
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return where + " order by " + order() + " limit :limit";
    }

    /** Orders by outcome or verification status first, if given: this changes nothing, but lets H2 read that index from its end. */
    private String order() {
        return Stream.concat(
                        Stream.of(Field.OUTCOME, Field.VERDICT)
                                .filter(values::containsKey)
                                .limit(1)
                                .map(field -> field.column() + " desc"),
                        Stream.of("received_at desc", "id desc"))
                .collect(Collectors.joining(", "));
    }

    void bind(Query query) {
        values.forEach(
                (field, value) -> query.bind(field.column(), NotificationTable.truncateForColumn(value, field.length)));
        if (from != null) {
            query.bind("from", from.toEpochMilli());
        }
        if (until != null) {
            query.bind("until", until.toEpochMilli());
        }
        if (before != null) {
            query.bind("moment", before.received_at().toEpochMilli()).bind("id", before.id());
        }
        query.bind("limit", limit);
    }
}
