package com.alipay.store;

import com.alipay.trade.Delivery;
import com.alipay.trade.Notice;
import java.nio.charset.Charset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** A table of messages: how one is written, found and listed. The ledger's table and the strangers' have the same columns. */
final class Messages {
    private static final String SHOWN = "id, received_at, decoded_as, remote_addr, node, notify_id, out_trade_no,"
            + " trade_no, trade_status, source, verdict, outcome, reason, answer, took_millis";

    private final Handle handle;
    private final String table;

    Messages(Handle handle, String table) {
        this.handle = handle;
        this.table = table;
    }

    /** The statement that {@link #bind} fills in. */
    String insert() {
        return "insert into " + table + """
                 (received_at, raw_message, decoded_as, remote_addr, node, notify_id, out_trade_no, trade_no, trade_status,
                    source, verdict, outcome, reason, answer, took_millis)
                values (:received_at, :raw_message, :decoded_as, :remote_addr, :node, :notify_id, :out_trade_no, :trade_no,
                    :trade_status, :source, :verdict, :outcome, :reason, :answer, :took_millis)
                """;
    }

    static <T extends SqlStatement<T>> T bind(T statement, Notices.Entry entry, byte[] raw) {
        return statement
                .bind("received_at", entry.received_at().toEpochMilli())
                .bind("raw_message", raw)
                .bind("decoded_as", entry.charset())
                .bind("remote_addr", entry.remote())
                .bind("node", entry.node())
                .bind("notify_id", entry.notify_id())
                .bind("out_trade_no", entry.out_trade_no())
                .bind("trade_no", entry.trade_no())
                .bind("trade_status", entry.trade_status())
                .bind("source", entry.source())
                .bind("verdict", entry.verdict())
                .bind("outcome", entry.outcome())
                .bind("reason", entry.reason())
                .bind("answer", entry.answer())
                .bind("took_millis", entry.took() == null ? null : entry.took().toMillis());
    }

    /** What is known of a message when it has come: nothing has been made of it yet. */
    static Notices.Entry arrived(Notice notice, Delivery delivery, String node) {
        return new Notices.Entry(
                0,
                delivery.arrived(),
                "",
                Notices.RECEIVED,
                "",
                aid(notice.text("out_trade_no"), 64),
                aid(notice.text("trade_no"), 64),
                aid(notice.text("trade_status"), 64),
                aid(notice.text("notify_id"), 128),
                "",
                "",
                delivery.charset().name(),
                aid(node, 64),
                aid(delivery.remote(), 64),
                null);
    }

    /** The message of this number, for people; empty when there is none. */
    Optional<Notices.Entry> entry(long id) {
        return handle.createQuery("select " + SHOWN + " from " + table + " where id = :id")
                .bind("id", id)
                .map((row, context) -> entry(row))
                .findOne();
    }

    /** The message of this number as it came; empty when there is none. */
    Optional<Notices.Stored> find(long id) {
        return handle.createQuery("select id, raw_message, decoded_as, outcome from " + table + " where id = :id")
                .bind("id", id)
                .map((row, context) -> new Notices.Stored(
                        row.getLong(1), row.getBytes(2), Charset.forName(row.getString(3)), row.getString(4)))
                .findOne();
    }

    List<Notices.Entry> list(Search search) {
        var query = handle.createQuery("select " + SHOWN + " from " + table + search.sql());
        search.bind(query);
        return query.map((row, context) -> entry(row)).list();
    }

    /**
     * A text for a column of that length, where it helps to find a message; the message itself is kept whole. Control characters become
     * U+FFFD: PostgreSQL takes no U+0000, and a stranger could send one.
     */
    static String aid(String text, int length) {
        String whole = text.codePoints()
                .limit(length)
                .map(point -> Character.isISOControl(point) || point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (whole.length() <= length) {
            return whole;
        }
        int end = Character.isHighSurrogate(whole.charAt(length - 1)) ? length - 1 : length;
        return whole.substring(0, end);
    }

    private static Notices.Entry entry(ResultSet row) throws SQLException {
        Long millis = row.getObject("took_millis", Long.class);
        return new Notices.Entry(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("received_at")),
                row.getString("source"),
                row.getString("outcome"),
                row.getString("reason"),
                row.getString("out_trade_no"),
                row.getString("trade_no"),
                row.getString("trade_status"),
                row.getString("notify_id"),
                row.getString("answer"),
                row.getString("verdict"),
                row.getString("decoded_as"),
                row.getString("node"),
                row.getString("remote_addr"),
                millis == null ? null : Duration.ofMillis(millis));
    }
}
