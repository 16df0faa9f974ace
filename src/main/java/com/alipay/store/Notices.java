package com.alipay.store;

import com.alipay.trade.Delivery;
import com.alipay.trade.Notice;
import com.alipay.trade.Ruling;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The ledger: every delivery of every message with a right signature, as it came, and what was made of it. */
public final class Notices {
    /** The outcome of a message that has been written down and not yet acted on. */
    public static final String RECEIVED = "RECEIVED";

    /** The outcome of a message that was not found genuine: it changed nothing and may come again. */
    public static final String REFUSED = "REFUSED";

    /** The outcome of a genuine message whose step was rolled back: it changed nothing and must come again. */
    public static final String FAILED = "FAILED";

    /** The outcome of a held message that a person decided not to use. */
    public static final String DISMISSED = "DISMISSED";

    /**
     * One delivery, for people; the raw bytes stay in the table.
     *
     * @param source the page that received it, or who else brought it; "" until that is known
     * @param answer what the other side was told; "" until it was told, or when nobody was there
     * @param verdict the name of its {@link com.alipay.trade.Verdict}; "" until it is known
     * @param charset the charset it was decoded with
     * @param node the server that received it
     * @param remote the address of the other side; "" when nobody was there
     * @param took from its arrival to its answer; null until then
     */
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
            String answer,
            String verdict,
            String charset,
            String node,
            String remote,
            Duration took) {

        /** Where it stands in a list. */
        public Search.Place place() {
            return new Search.Place(received_at, id);
        }

        /** The same delivery, answered. */
        Entry answered(Answer given) {
            return new Entry(
                    id,
                    received_at,
                    Messages.aid(given.source(), 32),
                    given.outcome(),
                    Messages.aid(given.reason(), 1000),
                    out_trade_no,
                    trade_no,
                    trade_status,
                    notify_id,
                    given.answer(),
                    given.verdict(),
                    charset,
                    node,
                    remote,
                    given.took());
        }
    }

    /**
     * How a delivery ended.
     *
     * @param source who received it
     * @param verdict the name of its verdict
     * @param answer what the other side is told
     * @param took from its arrival until now
     */
    public record Answer(String source, String verdict, String outcome, String reason, String answer, Duration took) {}

    private final Handle handle;
    private final Messages messages;

    Notices(Handle handle) {
        this.handle = handle;
        this.messages = new Messages(handle, "alipay_notices");
    }

    /**
     * Writes a delivery down, before anything is made of it.
     *
     * @param node the server that received it
     * @return its number
     */
    public long insert(Notice notice, Delivery delivery, String node) {
        return Messages.bind(
                        handle.createUpdate(messages.insert()),
                        Messages.arrived(notice, delivery, node),
                        delivery.raw())
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

    /**
     * One message as it came, for doing it again or for reading it.
     *
     * @param charset the charset it was decoded with
     */
    public record Stored(long id, byte[] raw, Charset charset, String outcome) {}

    /** The message of this number; empty when there is none. */
    public Optional<Stored> find(long id) {
        return messages.find(id);
    }

    /** Writes how a delivery ended. */
    public void answered(long id, Answer answer) {
        handle.createUpdate("""
                        update alipay_notices set source = :source, verdict = :verdict, outcome = :outcome, reason = :reason,
                            answer = :answer, took_millis = :took_millis
                        where id = :id
                        """)
                .bind("id", id)
                .bind("source", Messages.aid(answer.source(), 32))
                .bind("verdict", answer.verdict())
                .bind("outcome", answer.outcome())
                .bind("reason", Messages.aid(answer.reason(), 1000))
                .bind("answer", answer.answer())
                .bind("took_millis", answer.took().toMillis())
                .execute();
    }

    /** Writes what a person made of a message, long after it was answered; who brought it and what was answered stays. */
    public void settled(long id, String outcome, String reason) {
        handle.createUpdate("update alipay_notices set outcome = :outcome, reason = :reason where id = :id")
                .bind("id", id)
                .bind("outcome", outcome)
                .bind("reason", Messages.aid(reason, 1000))
                .execute();
    }

    /** The message of this number, for people; empty when there is none. */
    public Optional<Entry> entry(long id) {
        return messages.entry(id);
    }

    /** The messages that are looked for, newest first. */
    public List<Entry> list(Search search) {
        return messages.list(search);
    }
}
