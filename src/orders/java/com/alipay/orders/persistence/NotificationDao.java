package com.alipay.orders.persistence;

import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.protocol.Notification;
import com.alipay.protocol.Notification.RawMessage;
import java.nio.charset.Charset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Accesses the log of notifications: every message with a valid signature, as first received, with its outcome and the number of
 * repetitions. The signed part identifies a message: the same parameters in other bytes, or with other padding, are the same
 * message.
 */
public final class NotificationDao {
    /** How many of the newest messages about one order are kept without condition; for older ones see {@link #trim}. */
    public static final int KEPT = 100;

    /** How many of them are removed in one transaction. */
    private static final int AT_ONCE = 1_000;

    /** Outcomes of messages that the gateway has confirmed. */
    private static final List<ProcessingStatus> CONFIRMED = Stream.of(ProcessingStatus.values())
            .filter(status -> status != ProcessingStatus.RECEIVED && status != ProcessingStatus.REFUSED)
            .toList();

    private static final String IN_CONFIRMED = in(CONFIRMED);

    /** Outcomes of messages whose whole content is in the order. */
    private static final List<ProcessingStatus> APPLIED =
            List.of(ProcessingStatus.ADVANCED, ProcessingStatus.NOTED, ProcessingStatus.REPEAT);

    /** The same for SQL. */
    static final String IN_APPLIED = in(APPLIED);

    /** Outcomes of messages that need no further action. */
    private static final List<ProcessingStatus> DONE_WITH =
            List.of(ProcessingStatus.REPEAT, ProcessingStatus.LATE, ProcessingStatus.IGNORED, ProcessingStatus.REFUSED);

    /** Outcomes of messages that may still change their order. */
    private static final List<ProcessingStatus> OPEN = List.of(ProcessingStatus.HELD, ProcessingStatus.FAILED);

    /**
     * The deliveries of a message after its first.
     *
     * @param count how many
     * @param last when the last one came; null when there was none
     * @param outcome its outcome; null when there was none, or the last delivery determined the message's outcome
     * @param answer the answer to it; likewise
     */
    public record Repeats(long count, Instant last, String outcome, String answer) {
        /** A message that came once. */
        public static final Repeats NONE = new Repeats(0, null, null, null);

        /** Returns the sum of these and later deliveries. */
        public Repeats plus(Repeats later) {
            return new Repeats(
                    count + later.count,
                    last == null || later.last != null && later.last.isAfter(last) ? later.last : last,
                    later.outcome == null ? outcome : later.outcome,
                    later.answer == null ? answer : later.answer);
        }
    }

    /**
     * What is stored about a message that has just come.
     *
     * @param id the number of its row
     * @param first whether it was not stored yet
     * @param confirmed whether the gateway has confirmed its notify_id before
     */
    public record Receipt(long id, boolean first, boolean confirmed) {}

    /**
     * The messages about an order that were removed because there were too many.
     *
     * @param deliveries how often they had come; 0 when none was removed
     * @param first when the first of them came; null when none was removed
     * @param last when the last of them came; likewise
     */
    public record Dropped(long deliveries, Instant first, Instant last) {
        public static final Dropped NONE = new Dropped(0, null, null);
    }

    /**
     * One message for display, without the raw bytes.
     *
     * @param source the page that received it, or its other origin; "" until that is known
     * @param reason the result of the rules or the verification, as the English sentence; "" until then
     * @param why the same as a value; empty until then
     * @param operator who entered, released, dismissed or replayed it; null when no person did
     * @param note the person's reason; likewise
     * @param answer the answer to the sender; "" until it was answered, or when there was no sender
     * @param outcome the code of its {@link ProcessingStatus}
     * @param verificationStatus the code of its {@link VerificationStatus}; "" until it is known
     * @param charset the charset it was decoded with
     * @param node the server that received it
     * @param remote the remote address; "" when there was none
     * @param elapsed from its arrival to its answer; null until then
     * @param diagnosis why it was not accepted, as written by the diagnosis; null until then
     * @param repeats how often it came again
     */
    public record NotificationRecord(
            long id,
            Instant received_at,
            String source,
            String outcome,
            String reason,
            Optional<DecisionReason> why,
            String operator,
            String note,
            String out_trade_no,
            String trade_no,
            String trade_status,
            String notify_id,
            String answer,
            String verificationStatus,
            String charset,
            String node,
            String remote,
            Duration elapsed,
            String diagnosis,
            Repeats repeats) {

        /** Returns how often it came. */
        public long deliveries() {
            return 1 + repeats.count();
        }

        /** Returns when it came last. */
        public Instant last_received_at() {
            return repeats.last() == null ? received_at : repeats.last();
        }

        /** Returns whether it waits for a person. */
        public boolean held() {
            return ProcessingStatus.HELD.is(outcome);
        }

        /** Returns its position in a list. */
        public NotificationQuery.Cursor cursor() {
            return new NotificationQuery.Cursor(received_at, id);
        }

        /** Returns the same message with its diagnosis. */
        public NotificationRecord withDiagnosis(String diagnosis) {
            return new NotificationRecord(
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
                    verificationStatus,
                    charset,
                    node,
                    remote,
                    elapsed,
                    diagnosis,
                    repeats);
        }

        /** Returns the same message with its answer. */
        NotificationRecord withAnswer(ProcessingUpdate update) {
            return new NotificationRecord(
                    id,
                    received_at,
                    update.origin().source().code(),
                    update.outcome().code(),
                    NotificationTable.truncateForColumn(update.reason().toString(), 1000),
                    Optional.of(update.reason()),
                    update.origin().operator(),
                    update.origin().note(),
                    out_trade_no,
                    trade_no,
                    trade_status,
                    notify_id,
                    update.answer(),
                    update.verificationStatus().code(),
                    charset,
                    node,
                    remote,
                    update.elapsed(),
                    diagnosis,
                    repeats);
        }
    }

    /**
     * The result of a delivery.
     *
     * @param origin the page that received it, and the person who requested it
     * @param verificationStatus the result of the verification
     * @param answer the answer to the sender
     * @param elapsed from its arrival until now
     */
    public record ProcessingUpdate(
            ChangeSource origin,
            VerificationStatus verificationStatus,
            ProcessingStatus outcome,
            DecisionReason reason,
            String answer,
            Duration elapsed) {}

    private final Handle handle;
    private final NotificationTable messages;

    NotificationDao(Handle handle) {
        this.handle = handle;
        this.messages = NotificationTable.notifications(handle);
    }

    /**
     * Stores a message before it is processed. A message that is already stored is not changed.
     *
     * @param node the server that received it
     * @throws RuntimeException for which {@link #isDuplicate} holds when the same message is being stored at the same moment
     */
    public Receipt receive(Notification notification, RawMessage delivery, String node) {
        String digest = NotificationDigest.of(notification).orElse(null);
        Receipt known = digest == null ? new Receipt(0, true, false) : known(digest, notification.text("notify_id"));
        return known.first() ? new Receipt(insert(notification, delivery, node), true, known.confirmed()) : known;
    }

    /** Returns what is known of a message before it is stored; for a new one, whether its notify_id was confirmed before. */
    private Receipt known(String digest, String notify_id) {
        // The column has only the beginning of a longer one, and PostgreSQL queries cannot contain U+0000.
        String stored = NotificationTable.truncateForColumn(notify_id, 128);
        return handle.createQuery("""
                        select (select id from alipay_notices where digest = :digest),
                            (select outcome from alipay_notices where digest = :digest),
                            exists (select 1 from alipay_notices where notify_id = :notify_id and outcome""" + IN_CONFIRMED + ")")
                .bind("digest", digest)
                .bind("notify_id", stored)
                .map((row, context) -> new Receipt(
                        row.getLong(1),
                        row.getString(2) == null,
                        codes(CONFIRMED).contains(row.getString(2)) || row.getBoolean(3) && stored.equals(notify_id)))
                .one();
    }

    private long insert(Notification notification, RawMessage delivery, String node) {
        return NotificationTable.bind(
                        handle.createUpdate(messages.insert("digest", "content")),
                        NotificationTable.arrived(notification, delivery, node),
                        delivery.raw())
                .bind("digest", NotificationDigest.of(notification).orElse(null))
                .bind("content", NotificationDigest.ofContent(notification))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Returns whether a row could not be written because one of the same message exists. */
    public static boolean isDuplicate(RuntimeException problem) {
        return Stream.<Throwable>iterate(problem, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && sql.getSQLState().startsWith("23"));
    }

    /** Returns the newest messages of this notify_id that have been applied to this order before, newest first. */
    public List<StoredMessage> applied(String out_trade_no, String notify_id, int limit) {
        return handle.createQuery("""
                        select id, raw_message, decoded_as, outcome from alipay_notices
                        where notify_id = :notify_id and out_trade_no = :out_trade_no and outcome%s
                        order by id desc limit :limit
                        """.formatted(IN_APPLIED))
                .bind("notify_id", notify_id)
                .bind("out_trade_no", out_trade_no)
                .bind("limit", limit)
                .map((row, context) -> new StoredMessage(
                        row.getLong(1), row.getBytes(2), Charset.forName(row.getString(3)), row.getString(4)))
                .list();
    }

    /** Adds repeated deliveries to their messages. */
    public void addRepeats(Map<Long, Repeats> repeats) {
        PreparedBatch batch = handle.prepareBatch("""
                        update alipay_notices set deliveries = deliveries + :count,
                            last_received_at = case when last_received_at > :last then last_received_at
                                else coalesce(:last, last_received_at) end,
                            last_outcome = coalesce(:outcome, last_outcome), last_answer = coalesce(:answer, last_answer)
                        where id = :id
                        """);
        // In the order of their numbers, as on every other server, so that no deadlock can occur.
        new TreeMap<>(repeats)
                .forEach((id, more) -> batch.bind("id", id)
                        .bind("count", more.count())
                        .bind("last", more.last() == null ? null : more.last().toEpochMilli())
                        .bind("outcome", more.outcome())
                        .bind("answer", more.answer())
                        .add());
        batch.execute();
    }

    /** Returns those of the orders about which there are more than {@link #KEPT} messages. */
    public List<String> overLimit(Collection<String> out_trade_nos) {
        return handle.createQuery("select out_trade_no from alipay_notices where out_trade_no in (<numbers>)"
                        + " group by out_trade_no having count(*) > " + KEPT)
                .bindList("numbers", List.copyOf(out_trade_nos))
                .mapTo(String.class)
                .list();
    }

    /**
     * Removes messages about an order that has too many. Of those older than the newest {@link #KEPT} it removes the ones that
     * changed nothing, and held or failed ones whose whole content a newer one repeats with the same outcome. Messages that
     * changed the order, that a person has handled or that may still change the order are kept. The number of removed messages is
     * recorded.
     *
     * @throws IllegalStateException when another server does the same at this moment
     */
    public void trim(String out_trade_no) {
        List<Map.Entry<Long, Dropped>> old = handle.createQuery("""
                        select id, deliveries, received_at, last_received_at from alipay_notices n
                        where out_trade_no = :out_trade_no and operator is null
                            and id <= (select id from alipay_notices where out_trade_no = :out_trade_no
                                order by id desc limit 1 offset :kept)
                            and (outcome in (<done>) or outcome in (<open>) and exists (
                                select 1 from alipay_notices newer where newer.out_trade_no = n.out_trade_no
                                    and newer.outcome = n.outcome and newer.content = n.content and newer.id > n.id))
                            and not exists (select 1 from alipay_order_history h
                                where h.out_trade_no = n.out_trade_no and h.notice_id = n.id)
                        order by id limit :some
                        """)
                .bind("out_trade_no", out_trade_no)
                .bind("kept", KEPT)
                .bind("some", AT_ONCE)
                .bindList("done", codes(DONE_WITH))
                .bindList("open", codes(OPEN))
                .map((row, context) -> Map.entry(row.getLong(1), dropped(row, 2)))
                .list();
        if (old.isEmpty()) {
            return;
        }
        int gone = handle.createUpdate("delete from alipay_notices where id in (<ids>)")
                .bindList("ids", old.stream().map(Map.Entry::getKey).toList())
                .execute();
        if (gone != old.size()) {
            throw new IllegalStateException("another server is removing old messages about this order");
        }
        write(out_trade_no, old.stream().map(Map.Entry::getValue).reduce(dropped(out_trade_no), NotificationDao::sum));
    }

    /** Returns how many messages about this order were removed. */
    public Dropped dropped(String out_trade_no) {
        return handle.createQuery("""
                        select deliveries, first_received_at, last_received_at from alipay_dropped_notices
                        where out_trade_no = :out_trade_no
                        """)
                .bind("out_trade_no", out_trade_no)
                .map((row, context) -> dropped(row, 1))
                .findOne()
                .orElse(Dropped.NONE);
    }

    /** Reads three columns: number, first and last time; the last one null for a message that came once. */
    private static Dropped dropped(ResultSet row, int column) throws SQLException {
        Long last = row.getObject(column + 2, Long.class);
        Instant first = Instant.ofEpochMilli(row.getLong(column + 1));
        return new Dropped(row.getLong(column), first, last == null ? first : Instant.ofEpochMilli(last));
    }

    private static Dropped sum(Dropped one, Dropped other) {
        return one.deliveries() == 0
                ? other
                : new Dropped(
                        one.deliveries() + other.deliveries(),
                        one.first().isBefore(other.first()) ? one.first() : other.first(),
                        one.last().isAfter(other.last()) ? one.last() : other.last());
    }

    private void write(String out_trade_no, Dropped dropped) {
        Map<String, Object> values = Map.of(
                "out_trade_no", out_trade_no,
                "deliveries", dropped.deliveries(),
                "first", dropped.first().toEpochMilli(),
                "last", dropped.last().toEpochMilli());
        int known = handle.createUpdate("""
                        update alipay_dropped_notices set deliveries = :deliveries, first_received_at = :first,
                            last_received_at = :last
                        where out_trade_no = :out_trade_no
                        """).bindMap(values).execute();
        if (known == 0) {
            handle.createUpdate("""
                            insert into alipay_dropped_notices (out_trade_no, deliveries, first_received_at, last_received_at)
                            values (:out_trade_no, :deliveries, :first, :last)
                            """).bindMap(values).execute();
        }
    }

    /**
     * One message as received, for processing again or for reading.
     *
     * @param charset the charset it was decoded with
     */
    public record StoredMessage(long id, byte[] raw, Charset charset, String outcome) {}

    /** Returns the message of this number; empty when there is none. */
    public Optional<StoredMessage> find(long id) {
        return messages.find(id);
    }

    /**
     * Stores the result of a delivery, unless the message has an outcome that must be kept. A refused or failed message may get
     * any outcome, and one that changed nothing may become held or noted; but only a change of the order replaces such a change,
     * a hold or a person's decision.
     *
     * @return false when the row has the same result already, or must not change: then this delivery is only counted
     */
    public boolean recordAnswer(long id, ProcessingUpdate answer) {
        return handle.createUpdate("""
                                update alipay_notices set source = :source, verdict = :verdict, answer = :answer,
                                    took_millis = :took_millis, outcome = :outcome, reason = :reason, reason_code = :reason_code,
                                    reason_found = :reason_found, reason_agreed = :reason_agreed, operator = :operator,
                                    note = :note, diagnosis = null, last_outcome = null, last_answer = null
                                where id = :id and not (outcome = :outcome and verdict = :verdict and reason = :reason)
                                    and outcome""" + in(before(answer.outcome())))
                        .bind("id", id)
                        .bind("source", answer.origin().source().code())
                        .bind("verdict", answer.verificationStatus().code())
                        .bind("answer", answer.answer())
                        .bind("took_millis", answer.elapsed().toMillis())
                        .bind("outcome", answer.outcome().code())
                        .bindMap(NotificationTable.columns(Optional.of(answer.reason())))
                        .bindMap(person(answer.origin()))
                        .execute()
                == 1;
    }

    /** Returns the stored outcomes that the outcome of a later delivery may replace. */
    private static List<ProcessingStatus> before(ProcessingStatus outcome) {
        return switch (outcome) {
            case ADVANCED ->
                Stream.of(ProcessingStatus.values())
                        .filter(other -> other != outcome)
                        .toList();
            case HELD, NOTED ->
                Stream.concat(Stream.of(ProcessingStatus.RECEIVED, ProcessingStatus.FAILED), DONE_WITH.stream())
                        .toList();
            default -> List.of(ProcessingStatus.RECEIVED, ProcessingStatus.REFUSED, ProcessingStatus.FAILED);
        };
    }

    /** Returns whether a message of this outcome may be removed when there are too many about its order. */
    public static boolean isRemovable(ProcessingStatus outcome) {
        return DONE_WITH.contains(outcome) || OPEN.contains(outcome);
    }

    /** Returns the condition on a column as constant text: its statement is the same, and prepared, at every call. */
    private static String in(List<ProcessingStatus> statuses) {
        return " in ('" + String.join("', '", codes(statuses)) + "')";
    }

    private static List<String> codes(List<ProcessingStatus> statuses) {
        return statuses.stream().map(ProcessingStatus::code).toList();
    }

    /** Stores the outcome of a replay by a person, after the message was answered; its source and answer are kept. */
    public void recordReplay(long id, ChangeSource person, ProcessingStatus outcome, DecisionReason reason) {
        handle.createUpdate("""
                        update alipay_notices set outcome = :outcome, reason = :reason, reason_code = :reason_code,
                            reason_found = :reason_found, reason_agreed = :reason_agreed, operator = :operator, note = :note
                        where id = :id
                        """)
                .bind("id", id)
                .bind("outcome", outcome.code())
                .bindMap(NotificationTable.columns(Optional.of(reason)))
                .bindMap(person(person))
                .execute();
    }

    /** Stores what a person decided about a held message. The reason why it was held is kept. */
    public void recordDecision(long id, ChangeSource person, ProcessingStatus outcome) {
        handle.createUpdate(
                        "update alipay_notices set outcome = :outcome, operator = :operator, note = :note where id = :id")
                .bind("id", id)
                .bind("outcome", outcome.code())
                .bindMap(person(person))
                .execute();
    }

    /** Stores why a message was not accepted; nothing else of it changes. */
    public void recordDiagnosis(long id, String diagnosis) {
        messages.recordDiagnosis(id, diagnosis);
    }

    /** Returns the columns for the person and the reason; both null when no person was involved. */
    private static Map<String, String> person(ChangeSource origin) {
        Map<String, String> person = new HashMap<>();
        person.put("operator", NotificationTable.truncateForColumn(origin.operator(), 64));
        person.put("note", NotificationTable.truncateForColumn(origin.note(), 400));
        return person;
    }

    /** Returns the message of this number for display; empty when there is none. */
    public Optional<NotificationRecord> entry(long id) {
        return messages.entry(id);
    }

    /** Returns the matching messages, newest first. */
    public List<NotificationRecord> list(NotificationQuery search) {
        return messages.list(search);
    }

    /** Returns when the last message that was not refused came over this page; empty when none ever did. */
    public Optional<Instant> last(MessageSource source) {
        // The source in the order by clause changes nothing, but lets H2 read the index from its end.
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

    /** Returns the messages about one order, those that wait for a person first, then the newest. */
    public List<NotificationRecord> about(String out_trade_no, int limit) {
        return messages.about(out_trade_no, limit);
    }

    /** Returns how many messages about each of these orders wait for a person; an order without one is missing. */
    public Map<String, Integer> heldCounts(List<String> out_trade_nos) {
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
