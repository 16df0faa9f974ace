package com.alipay.store;

import com.alipay.trade.Notice;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The ledger: every message with a right signature, as it came, and what was made of it. */
public final class Notices {
    /** The outcome of a message that has been written down and not yet acted on. */
    public static final String RECEIVED = "RECEIVED";

    /** The outcome of a message that was not found genuine, or failed on the way: it changed nothing and may come again. */
    public static final String REFUSED = "REFUSED";

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
     * @param digest SHA-256 of the raw message in hex
     * @return its number
     */
    public long insert(Notice notice, byte[] raw, String digest, Instant now) {
        return handle.createUpdate("""
                        insert into notices (received_at, digest, raw_message, notify_id, out_trade_no, trade_no, trade_status,
                            outcome, reason, answer)
                        values (:received_at, :digest, :raw_message, :notify_id, :out_trade_no, :trade_no, :trade_status,
                            :outcome, '', '')
                        """)
                .bind("received_at", now.toEpochMilli())
                .bind("digest", digest)
                .bind("raw_message", raw)
                .bind("notify_id", cut(notice.text("notify_id"), 128))
                .bind("out_trade_no", cut(notice.text("out_trade_no"), 64))
                .bind("trade_no", cut(notice.text("trade_no"), 64))
                .bind("trade_status", cut(notice.text("trade_status"), 64))
                .bind("outcome", RECEIVED)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Whether the very same bytes were found genuine before. */
    public boolean isKnownGenuine(String digest) {
        return handle.createQuery("""
                                select count(*) from notices
                                where digest = :digest and outcome <> :received and outcome <> :refused
                                """)
                        .bind("digest", digest)
                        .bind("received", RECEIVED)
                        .bind("refused", REFUSED)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** Writes what was made of a message. */
    public void conclude(long id, String source, String outcome, String reason, String answer) {
        handle.createUpdate("""
                        update notices set source = :source, outcome = :outcome, reason = :reason, answer = :answer
                        where id = :id
                        """)
                .bind("id", id)
                .bind("source", source)
                .bind("outcome", outcome)
                .bind("reason", cut(reason, 1000))
                .bind("answer", answer)
                .execute();
    }

    /** The newest messages first. */
    public List<Entry> newest(int limit) {
        return handle.createQuery("select * from notices order by id desc limit :limit")
                .bind("limit", limit)
                .map((row, context) -> new Entry(
                        row.getLong("id"),
                        Instant.ofEpochMilli(row.getLong("received_at")),
                        row.getString("source"),
                        row.getString("outcome"),
                        row.getString("reason"),
                        row.getString("out_trade_no"),
                        row.getString("trade_no"),
                        row.getString("trade_status"),
                        row.getString("notify_id"),
                        row.getString("answer")))
                .list();
    }

    /** These columns help to find a message; the message itself is whole in {@code raw_message}. */
    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
