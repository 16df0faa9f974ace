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
 * Which messages to list, newest first: those that meet every condition. A page is found from the last message of the page before it, so
 * that the thousandth page costs no more than the first.
 *
 * @param values what a field has to be
 * @param from not earlier; null when it does not matter
 * @param until earlier than this; null when it does not matter
 * @param before the last message already shown; null for the first page
 * @param limit how many at the most
 */
public record NotificationQuery(Map<Field, String> values, Instant from, Instant until, Cursor before, int limit) {

    /** What can be looked for; each is a column of this name. */
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

        /** The column, which is the protocol's name too. */
        public String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where a message stands among the others. */
    public record Cursor(Instant received_at, long id) {}

    public NotificationQuery {
        values = Map.copyOf(values);
    }

    /** The newest messages, whatever they are. */
    public static NotificationQuery newest(int limit) {
        return new NotificationQuery(Map.of(), null, null, null, limit);
    }

    /** As this, with another condition. */
    public NotificationQuery with(Field field, String value) {
        Map<Field, String> more = Stream.concat(values.entrySet().stream(), Stream.of(Map.entry(field, value)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new NotificationQuery(more, from, until, before, limit);
    }

    /** The rest of the statement, after {@code select ... from table}. */
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
            // The first part alone is what an index understands.
            conditions.add("received_at <= :moment and (received_at < :moment or id < :id)");
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return where + " order by " + order() + " limit :limit";
    }

    /** One outcome, one verdict: naming them in the order, which changes nothing, lets H2 read their index from its end. */
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
