package com.alipay.store;

import com.alipay.trade.Notice;
import com.alipay.trade.Reason;
import com.alipay.trade.Ruling;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /**
     * One message of the ledger, for people; the raw bytes stay in the table.
     *
     * @param reason the English sentence, with what a person did
     * @param why what the rules or the check found; empty until then
     * @param operator who released, dismissed or replayed it; null when nobody did
     * @param note why the person did it; likewise
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
            String answer) {

        /** Whether it waits for a person. */
        public boolean held() {
            return outcome.equals(Ruling.Effect.HELD.name());
        }
    }

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

    /**
     * Writes what was made of a message.
     *
     * @param origin the page that brought it, or the person who had it taken once more
     */
    public void conclude(long id, Origin origin, String outcome, Reason reason, String answer) {
        handle.createUpdate("""
                        update alipay_notices set source = :source, outcome = :outcome, reason = :reason,
                            reason_code = :code, reason_found = :found, reason_agreed = :agreed,
                            operator = :operator, note = :note, answer = :answer
                        where id = :id
                        """)
                .bind("id", id)
                .bind("source", origin.source())
                .bind("outcome", outcome)
                .bind("reason", Orders.cut(reason.english() + by(origin), 1000))
                .bind("code", reason.code().name())
                .bind("found", Orders.cut(reason.found(), 1000))
                .bind("agreed", Orders.cut(reason.agreed(), 300))
                .bind("operator", Orders.cut(origin.operator(), 64))
                .bind("note", Orders.cut(origin.note(), 400))
                .bind("answer", answer)
                .execute();
    }

    /** Who had a message taken: replayed, for a reason; or asked for, which needs none. */
    private static String by(Origin origin) {
        if (origin.operator() == null) {
            return "";
        }
        return origin.note().isBlank()
                ? " (asked by " + origin.operator() + ")"
                : " (replayed by " + origin.operator() + ": " + origin.note() + ")";
    }

    /**
     * Writes what a person decided about a held message. Why it was held stays.
     *
     * @param what the English sentence
     */
    public void decide(long id, Origin person, String outcome, String what) {
        handle.createUpdate("""
                        update alipay_notices set outcome = :outcome, reason = :reason, operator = :operator, note = :note
                        where id = :id
                        """)
                .bind("id", id)
                .bind("outcome", outcome)
                .bind("reason", Orders.cut(what, 1000))
                .bind("operator", Orders.cut(person.operator(), 64))
                .bind("note", Orders.cut(person.note(), 400))
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

    /** The messages about one order, those that wait for a person first, then the newest. */
    public List<Entry> about(String out_trade_no, int limit) {
        return handle.createQuery("""
                        select * from alipay_notices where out_trade_no = :out_trade_no
                        order by case when outcome = :held then 0 else 1 end, id desc limit :limit
                        """)
                .bind("out_trade_no", out_trade_no)
                .bind("held", Ruling.Effect.HELD.name())
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list();
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
                .bind("held", Ruling.Effect.HELD.name())
                .bindList("numbers", out_trade_nos)
                .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String found = row.getString("reason_found");
        String agreed = row.getString("reason_agreed");
        return new Entry(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("received_at")),
                row.getString("source"),
                row.getString("outcome"),
                row.getString("reason"),
                Reason.Code.of(row.getString("reason_code")).map(code -> new Reason(code, found, agreed)),
                row.getString("operator"),
                row.getString("note"),
                row.getString("out_trade_no"),
                row.getString("trade_no"),
                row.getString("trade_status"),
                row.getString("notify_id"),
                row.getString("answer"));
    }
}
