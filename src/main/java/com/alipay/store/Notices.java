package com.alipay.store;

import com.alipay.trade.Delivery;
import com.alipay.trade.MessageSource;
import com.alipay.trade.Notice;
import com.alipay.trade.ProcessingStatus;
import com.alipay.trade.Reason;
import com.alipay.trade.VerificationStatus;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The ledger: every delivery of every message with a right signature, as it came, and what was made of it. */
public final class Notices {
    /**
     * One delivery, for people; the raw bytes stay in the table.
     *
     * @param source the page that received it, or who else brought it; "" until that is known
     * @param reason what the rules or the check found, as the English sentence; "" until then
     * @param why the same as a value; empty until then
     * @param operator who asked for it, released, dismissed or replayed it; null when nobody did
     * @param note why the person did it; likewise
     * @param answer what the other side was told; "" until it was told, or when nobody was there
     * @param outcome the code of its {@link ProcessingStatus}
     * @param verdict the code of its {@link VerificationStatus}; "" until it is known
     * @param charset the charset it was decoded with
     * @param node the server that received it
     * @param remote the address of the other side; "" when nobody was there
     * @param took from its arrival to its answer; null until then
     * @param diagnosis why it was not accepted, as whoever examined it wrote it; null until somebody did
     */
    public record Entry(
            long id,
            Instant received_at,
            String source,
            String outcome,
            String reason,
            Optional<Reason> why,
            String operator,
            String note,
            String out_trade_no,
            String trade_no,
            String trade_status,
            String notify_id,
            String answer,
            String verdict,
            String charset,
            String node,
            String remote,
            Duration took,
            String diagnosis) {

        /** Whether it waits for a person. */
        public boolean held() {
            return ProcessingStatus.HELD.is(outcome);
        }

        /** Where it stands in a list. */
        public Search.Place place() {
            return new Search.Place(received_at, id);
        }

        /** The same delivery with what was found out about it. */
        public Entry examined(String said) {
            return new Entry(
                    id,
                    received_at,
                    source,
                    outcome,
                    reason,
                    why,
                    operator,
                    note,
                    out_trade_no,
                    trade_no,
                    trade_status,
                    notify_id,
                    answer,
                    verdict,
                    charset,
                    node,
                    remote,
                    took,
                    said);
        }

        /** The same delivery, answered. */
        Entry answered(Answer given) {
            return new Entry(
                    id,
                    received_at,
                    given.origin().source().code(),
                    given.outcome().code(),
                    Messages.aid(given.reason().english(), 1000),
                    Optional.of(given.reason()),
                    given.origin().operator(),
                    given.origin().note(),
                    out_trade_no,
                    trade_no,
                    trade_status,
                    notify_id,
                    given.answer(),
                    given.verdict().code(),
                    charset,
                    node,
                    remote,
                    given.took(),
                    diagnosis);
        }
    }

    /**
     * How a delivery ended.
     *
     * @param origin who received it, and the person who asked for it
     * @param verdict what it turned out to be
     * @param answer what the other side is told
     * @param took from its arrival until now
     */
    public record Answer(
            Origin origin,
            VerificationStatus verdict,
            ProcessingStatus outcome,
            Reason reason,
            String answer,
            Duration took) {}

    private final Handle handle;
    private final Messages messages;

    Notices(Handle handle) {
        this.handle = handle;
        this.messages = Messages.ledger(handle);
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
                Map.of(
                        "notify_id",
                        notify_id,
                        "received",
                        ProcessingStatus.RECEIVED.code(),
                        "refused",
                        ProcessingStatus.REFUSED.code()));
    }

    /** Whether a message of this notify_id has been applied to this order before. */
    public boolean isApplied(String out_trade_no, String notify_id) {
        return has(
                """
                select count(*) from alipay_notices
                where notify_id = :notify_id and out_trade_no = :out_trade_no and outcome in (:advanced, :noted, :repeat)
                """,
                Map.of(
                        "notify_id",
                        notify_id,
                        "out_trade_no",
                        out_trade_no,
                        "advanced",
                        ProcessingStatus.ADVANCED.code(),
                        "noted",
                        ProcessingStatus.NOTED.code(),
                        "repeat",
                        ProcessingStatus.REPEAT.code()));
    }

    /** The newest messages of this notify_id that have been applied to this order before, newest first. */
    public List<Stored> applied(String out_trade_no, String notify_id, int limit) {
        return handle.createQuery("""
                        select id, raw_message, decoded_as, outcome from alipay_notices
                        where notify_id = :notify_id and out_trade_no = :out_trade_no and outcome in (:advanced, :noted, :repeat)
                        order by id desc limit :limit
                        """)
                .bind("notify_id", notify_id)
                .bind("out_trade_no", out_trade_no)
                .bind("advanced", ProcessingStatus.ADVANCED.code())
                .bind("noted", ProcessingStatus.NOTED.code())
                .bind("repeat", ProcessingStatus.REPEAT.code())
                .bind("limit", limit)
                .map((row, context) -> new Stored(
                        row.getLong(1), row.getBytes(2), Charset.forName(row.getString(3)), row.getString(4)))
                .list();
    }

    /** Whether a message about this order waits for a person for this reason. */
    public boolean isHeld(String out_trade_no, Reason.Code reason) {
        return has(
                """
                select count(*) from alipay_notices
                where out_trade_no = :out_trade_no and outcome = :held and reason_code = :reason
                """,
                Map.of("out_trade_no", out_trade_no, "held", ProcessingStatus.HELD.code(), "reason", reason.name()));
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
                        update alipay_notices set source = :source, verdict = :verdict, answer = :answer,
                            took_millis = :took_millis, outcome = :outcome, reason = :reason, reason_code = :reason_code,
                            reason_found = :reason_found, reason_agreed = :reason_agreed, operator = :operator, note = :note
                        where id = :id
                        """)
                .bind("id", id)
                .bind("source", answer.origin().source().code())
                .bind("verdict", answer.verdict().code())
                .bind("answer", answer.answer())
                .bind("took_millis", answer.took().toMillis())
                .bind("outcome", answer.outcome().code())
                .bindMap(Messages.columns(Optional.of(answer.reason())))
                .bindMap(person(answer.origin()))
                .execute();
    }

    /** Writes what a person's replay made of a message, long after it was answered; who brought it and what was answered stays. */
    public void settled(long id, Origin person, ProcessingStatus outcome, Reason reason) {
        handle.createUpdate("""
                        update alipay_notices set outcome = :outcome, reason = :reason, reason_code = :reason_code,
                            reason_found = :reason_found, reason_agreed = :reason_agreed, operator = :operator, note = :note
                        where id = :id
                        """)
                .bind("id", id)
                .bind("outcome", outcome.code())
                .bindMap(Messages.columns(Optional.of(reason)))
                .bindMap(person(person))
                .execute();
    }

    /** Writes what a person decided about a held message. Why it was held stays. */
    public void decided(long id, Origin person, ProcessingStatus outcome) {
        handle.createUpdate(
                        "update alipay_notices set outcome = :outcome, operator = :operator, note = :note where id = :id")
                .bind("id", id)
                .bind("outcome", outcome.code())
                .bindMap(person(person))
                .execute();
    }

    /** Writes why a message was not accepted; nothing else of it changes. */
    public void examined(long id, String diagnosis) {
        messages.examined(id, diagnosis);
    }

    /** Who did it and why, for the columns; both null when no person did. */
    private static Map<String, String> person(Origin origin) {
        Map<String, String> person = new HashMap<>();
        person.put("operator", Messages.aid(origin.operator(), 64));
        person.put("note", Messages.aid(origin.note(), 400));
        return person;
    }

    /** The message of this number, for people; empty when there is none. */
    public Optional<Entry> entry(long id) {
        return messages.entry(id);
    }

    /** The messages that are looked for, newest first. */
    public List<Entry> list(Search search) {
        return messages.list(search);
    }

    /** When the last message came over this page that was not refused; empty when none ever did. */
    public Optional<Instant> last(MessageSource source) {
        // Naming the source in the order, which changes nothing, lets H2 read the index from its end.
        return handle.createQuery("""
                        select received_at from alipay_notices where source = :source and outcome <> :refused
                        order by source desc, received_at desc, id desc limit 1
                        """)
                .bind("source", source.code())
                .bind("refused", ProcessingStatus.REFUSED.code())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    /** The messages about one order, those that wait for a person first, then the newest. */
    public List<Entry> about(String out_trade_no, int limit) {
        return messages.about(out_trade_no, limit);
    }

    /** How many messages about each of these orders wait for a person; an order without one is missing. */
    public Map<String, Integer> held(List<String> out_trade_nos) {
        if (out_trade_nos.isEmpty()) {
            return Map.of();
        }
        return handle.createQuery("""
                        select out_trade_no, count(*) from alipay_notices
                        where outcome = :held and out_trade_no in (<numbers>) group by out_trade_no
                        """)
                .bind("held", ProcessingStatus.HELD.code())
                .bindList("numbers", out_trade_nos)
                .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
