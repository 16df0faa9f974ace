package com.alipay.store;

import com.alipay.trade.Notice;
import com.alipay.trade.Ruling;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The ledger: every message with a right signature, as it came, and what was made of it. */
public final class Notices {
    /** The outcome of a message that has been written down and not yet acted on. */
    public static final String RECEIVED = "RECEIVED";

    /** The outcome of a message that was not found genuine: it changed nothing and may come again. */
    public static final String REFUSED = "REFUSED";

    /** The outcome of a genuine message whose step was rolled back: it changed nothing and must come again. */
    public static final String FAILED = "FAILED";

    /** The outcome of a held message that a person decided not to use. */
    public static final String DISMISSED = "DISMISSED";

    /** One message of the ledger, for people; the raw bytes stay in the table. */
    public record Entry(
            long id,
            Instant received_at,
            String source,
            String outcome,
            String reason,
            String out_trade_no,
            String trade_no,
            String trade_status,
            String notify_id,
            String answer) {}

    private final Handle handle;

    Notices(Handle handle) {
        this.handle = handle;
    }

    /**
     * Writes a message down.
     *
     * @return its number
     */
    public long insert(Notice notice, byte[] raw, Instant now) {
        return handle.createUpdate("""
                        insert into alipay_notices (received_at, raw_message, notify_id, out_trade_no, trade_no, trade_status,
                            outcome, reason, answer)
                        values (:received_at, :raw_message, :notify_id, :out_trade_no, :trade_no, :trade_status,
                            :outcome, '', '')
                        """)
                .bind("received_at", now.toEpochMilli())
                .bind("raw_message", raw)
                .bind("notify_id", Orders.cut(notice.text("notify_id"), 128))
                .bind("out_trade_no", Orders.cut(notice.text("out_trade_no"), 64))
                .bind("trade_no", Orders.cut(notice.text("trade_no"), 64))
                .bind("trade_status", Orders.cut(notice.text("trade_status"), 64))
                .bind("outcome", RECEIVED)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Whether the gateway has confirmed this notify_id before. */
    public boolean isKnownGenuine(String notify_id) {
        return has(
                "select count(*) from alipay_notices where notify_id = :notify_id and outcome not in (:received, :refused)",
                Map.of("notify_id", notify_id, "received", RECEIVED, "refused", REFUSED));
    }

    /** Whether a message of this notify_id has been applied to this order before. */
    public boolean isApplied(String out_trade_no, String notify_id) {
        return has(
                """
                select count(*) from alipay_notices
                where notify_id = :notify_id and out_trade_no = :out_trade_no and outcome in (:advanced, :repeat)
                """,
                Map.of(
                        "notify_id",
                        notify_id,
                        "out_trade_no",
                        out_trade_no,
                        "advanced",
                        Ruling.Effect.ADVANCED.name(),
                        "repeat",
                        Ruling.Effect.REPEAT.name()));
    }

    private boolean has(String question, Map<String, String> values) {
        return handle.createQuery(question).bindMap(values).mapTo(Integer.class).one() > 0;
    }

    /** One message as it came, for doing it again. */
    public record Stored(long id, byte[] raw, String outcome) {}

    /** The message of this number; empty when there is none. */
    public Optional<Stored> find(long id) {
        return handle.createQuery("select id, raw_message, outcome from alipay_notices where id = :id")
                .bind("id", id)
                .map((row, context) -> new Stored(row.getLong(1), row.getBytes(2), row.getString(3)))
                .findOne();
    }

    /** Writes what was made of a message. */
    public void conclude(long id, String source, String outcome, String reason, String answer) {
        handle.createUpdate("""
                        update alipay_notices set source = :source, outcome = :outcome, reason = :reason, answer = :answer
                        where id = :id
                        """)
                .bind("id", id)
                .bind("source", source)
                .bind("outcome", outcome)
                .bind("reason", Orders.cut(reason, 1000))
                .bind("answer", answer)
                .execute();
    }

    /** The message of this number, for people; empty when there is none. */
    public Optional<Entry> entry(long id) {
        return handle.createQuery("select * from alipay_notices where id = :id")
                .bind("id", id)
                .map((row, context) -> entry(row))
                .findOne();
    }

    /** The newest messages first. */
    public List<Entry> newest(int limit) {
        return handle.createQuery("select * from alipay_notices order by id desc limit :limit")
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("received_at")),
                row.getString("source"),
                row.getString("outcome"),
                row.getString("reason"),
                row.getString("out_trade_no"),
                row.getString("trade_no"),
                row.getString("trade_status"),
                row.getString("notify_id"),
                row.getString("answer"));
    }
}
