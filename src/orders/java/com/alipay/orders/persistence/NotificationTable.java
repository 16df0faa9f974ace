package com.alipay.orders.persistence;

import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.protocol.Notification;
import com.alipay.protocol.Notification.RawMessage;
import java.nio.charset.Charset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Writes, finds and lists messages in a table. The log of notifications and the unverified messages have these columns in common.
 */
final class NotificationTable {
    /** Without the bytes, and without later data: a person's action and the diagnosis. */
    private static final String COLUMNS =
            "received_at, decoded_as, remote_addr, node, notify_id, out_trade_no, trade_no,"
                    + " trade_status, source, verdict, outcome, reason, reason_code, reason_found, reason_agreed, answer, took_millis";

    private final Handle handle;
    private final String table;
    private final String select;

    private NotificationTable(Handle handle, String table, String verifiedColumns) {
        this.handle = handle;
        this.table = table;
        this.select = "select id, " + COLUMNS + ", diagnosis, " + verifiedColumns + " from " + table;
    }

    /** Accesses the log of notifications, where persons decide. */
    static NotificationTable notifications(Handle handle) {
        return new NotificationTable(
                handle, "alipay_notices", "operator, note, deliveries, last_received_at, last_outcome, last_answer");
    }

    /** Accesses the unverified messages, which cannot be acted on. */
    static NotificationTable unverifiedMessages(Handle handle) {
        return new NotificationTable(
                handle,
                "alipay_strangers",
                "null as operator, null as note, 1 as deliveries, nullif(received_at, received_at) as last_received_at,"
                        + " null as last_outcome, null as last_answer");
    }

    /** Returns the statement whose parameters are set by {@link #bind} and, for additional columns, by the caller. */
    String insert(String... more) {
        String columns = String.join(
                ", ",
                Stream.concat(Stream.of("raw_message", COLUMNS), Stream.of(more))
                        .toList());
        return "insert into " + table + " (" + columns + ") values (:" + columns.replace(", ", ", :") + ")";
    }

    static <T extends SqlStatement<T>> T bind(T statement, NotificationDao.NotificationRecord entry, byte[] raw) {
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
                .bind("verdict", entry.verificationStatus())
                .bind("outcome", entry.outcome())
                .bindMap(columns(entry.why()))
                .bind("answer", entry.answer())
                .bind(
                        "took_millis",
                        entry.elapsed() == null ? null : entry.elapsed().toMillis());
    }

    /** Returns the columns of a reason: the sentence, and its parts. */
    static Map<String, String> columns(Optional<DecisionReason> why) {
        Map<String, String> columns = new HashMap<>();
        columns.put(
                "reason",
                why.map(reason -> truncateForColumn(reason.toString(), 1000)).orElse(""));
        columns.put("reason_code", why.map(reason -> reason.code().name()).orElse(null));
        columns.put(
                "reason_found",
                why.map(reason -> truncateForColumn(reason.actual(), 1000)).orElse(null));
        columns.put(
                "reason_agreed",
                why.map(reason -> truncateForColumn(reason.expected(), 300)).orElse(null));
        return columns;
    }

    /** Returns the record of a message that has just arrived and is not processed yet. */
    static NotificationDao.NotificationRecord arrived(Notification notification, RawMessage delivery, String node) {
        return new NotificationDao.NotificationRecord(
                0,
                delivery.arrived(),
                "",
                ProcessingStatus.RECEIVED.code(),
                "",
                Optional.empty(),
                null,
                null,
                truncateForColumn(notification.text("out_trade_no"), 64),
                truncateForColumn(notification.text("trade_no"), 64),
                truncateForColumn(notification.text("trade_status"), 64),
                truncateForColumn(notification.text("notify_id"), 128),
                "",
                "",
                delivery.charset().name(),
                truncateForColumn(node, 64),
                truncateForColumn(delivery.remote(), 64),
                null,
                null,
                NotificationDao.Repeats.NONE);
    }

    /** Returns the message of this number for display; empty when there is none. */
    Optional<NotificationDao.NotificationRecord> entry(long id) {
        return handle.createQuery(select + " where id = :id")
                .bind("id", id)
                .map((row, context) -> entry(row))
                .findOne();
    }

    /** Returns the message of this number as received; empty when there is none. */
    Optional<NotificationDao.StoredMessage> find(long id) {
        return handle.createQuery("select id, raw_message, decoded_as, outcome from " + table + " where id = :id")
                .bind("id", id)
                .map((row, context) -> new NotificationDao.StoredMessage(
                        row.getLong(1), row.getBytes(2), Charset.forName(row.getString(3)), row.getString(4)))
                .findOne();
    }

    void recordDiagnosis(long id, String diagnosis) {
        handle.createUpdate("update " + table + " set diagnosis = :diagnosis where id = :id")
                .bind("id", id)
                .bind("diagnosis", diagnosis)
                .execute();
    }

    List<NotificationDao.NotificationRecord> list(NotificationQuery search) {
        var query = handle.createQuery(select + search.sql());
        search.bind(query);
        return query.map((row, context) -> entry(row)).list();
    }

    /** Returns the messages about one order: those that wait for a person first, then the newest. */
    List<NotificationDao.NotificationRecord> about(String out_trade_no, int limit) {
        return handle.createQuery(select + """
                         where out_trade_no = :out_trade_no
                        order by case when outcome = :held then 0 else 1 end, received_at desc, id desc limit :limit
                        """)
                .bind("out_trade_no", out_trade_no)
                .bind("held", ProcessingStatus.HELD.code())
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list();
    }

    /**
     * Truncates a text for a searchable column of that length; the message itself is stored whole. Control characters become
     * U+FFFD: PostgreSQL does not accept U+0000, which an unverified message could contain. Null stays null.
     */
    static String truncateForColumn(String text, int length) {
        if (text == null) {
            return null;
        }
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

    private static NotificationDao.NotificationRecord entry(ResultSet row) throws SQLException {
        Long millis = row.getObject("took_millis", Long.class);
        String actual = row.getString("reason_found");
        String expected = row.getString("reason_agreed");
        Long last = row.getObject("last_received_at", Long.class);
        return new NotificationDao.NotificationRecord(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("received_at")),
                row.getString("source"),
                row.getString("outcome"),
                row.getString("reason"),
                DecisionReason.Code.of(row.getString("reason_code"))
                        .map(code -> new DecisionReason(code, actual, expected)),
                row.getString("operator"),
                row.getString("note"),
                row.getString("out_trade_no"),
                row.getString("trade_no"),
                row.getString("trade_status"),
                row.getString("notify_id"),
                row.getString("answer"),
                row.getString("verdict"),
                row.getString("decoded_as"),
                row.getString("node"),
                row.getString("remote_addr"),
                millis == null ? null : Duration.ofMillis(millis),
                row.getString("diagnosis"),
                new NotificationDao.Repeats(
                        row.getLong("deliveries") - 1,
                        last == null ? null : Instant.ofEpochMilli(last),
                        row.getString("last_outcome"),
                        row.getString("last_answer")));
    }
}
