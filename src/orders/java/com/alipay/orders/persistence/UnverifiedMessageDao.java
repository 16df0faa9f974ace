package com.alipay.orders.persistence;

import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.protocol.Notification.RawMessage;
import com.alipay.protocol.VerificationResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Accesses the messages without a valid signature: the newest of them, and how many came in each minute. Anyone may send one, so
 * only few are kept, separate from the log of notifications, and nothing can act on them.
 */
public final class UnverifiedMessageDao {
    /** How many are kept, of all servers together. */
    public static final int KEPT = 1_000;

    /** How many bytes of one message are kept. */
    private static final int LARGEST = 64 * 1024;

    /** How long the counts are kept. */
    private static final Duration COUNTED = Duration.ofDays(90);

    /** One unverified message as it is stored: cut to what is kept. */
    public record UnverifiedMessage(NotificationDao.NotificationRecord entry, byte[] raw) {
        /**
         * Creates the record of a message that was answered.
         *
         * @param source the page that received it
         * @param node the server that received it
         * @param elapsed from its arrival until now
         */
        public static UnverifiedMessage of(
                VerificationResult result,
                RawMessage delivery,
                MessageSource source,
                String answer,
                String node,
                Duration elapsed) {
            byte[] raw = delivery.raw().length <= LARGEST ? delivery.raw() : Arrays.copyOf(delivery.raw(), LARGEST);
            return new UnverifiedMessage(
                    NotificationTable.arrived(result.notification(), delivery, node)
                            .withAnswer(new NotificationDao.ProcessingUpdate(
                                    ChangeSource.message(source, null),
                                    VerificationStatus.of(result),
                                    ProcessingStatus.REFUSED,
                                    DecisionReason.of(result),
                                    answer,
                                    elapsed)),
                    raw);
        }

        /** Returns the minute it came in. */
        public Instant minute() {
            return entry.received_at().truncatedTo(ChronoUnit.MINUTES);
        }
    }

    /**
     * A number of messages.
     *
     * @param seen all of them
     * @param dropped those that were never stored, because too many came at once or the database was unavailable
     */
    public record Count(long seen, long dropped) {
        public Count plus(Count more) {
            return new Count(seen + more.seen, dropped + more.dropped);
        }
    }

    /** The number of messages that came in one minute, to all servers. */
    public record MinuteCount(Instant begin, Count count) {}

    private final Handle handle;
    private final NotificationTable messages;

    UnverifiedMessageDao(Handle handle) {
        this.handle = handle;
        this.messages = NotificationTable.unverifiedMessages(handle);
    }

    /** Stores some messages. */
    public void insert(List<UnverifiedMessage> more) {
        PreparedBatch batch = handle.prepareBatch(messages.insert());
        more.forEach(message ->
                NotificationTable.bind(batch, message.entry(), message.raw()).add());
        batch.execute();
    }

    /** Removes all but the newest {@link #KEPT}. Reads only the numbers of these and of the removed ones. */
    public void trim() {
        Optional<Long> tooOld = handle.createQuery(
                        "select id from alipay_strangers order by id desc limit 1 offset " + KEPT)
                .mapTo(Long.class)
                .findOne();
        tooOld.ifPresent(id -> handle.createUpdate("delete from alipay_strangers where id <= :id")
                .bind("id", id)
                .execute());
    }

    /**
     * Adds to what this server counted, and removes old counts. Only this server writes these rows, so no other waits for them.
     *
     * @param counts by the beginning of the minute; not empty
     */
    public void count(String node, Map<Instant, Count> counts) {
        counts.forEach((minute, more) -> count(node, minute, more));
        handle.createUpdate("delete from alipay_stranger_minutes where minute_at < :old")
                .bind("old", Collections.max(counts.keySet()).minus(COUNTED).toEpochMilli())
                .execute();
    }

    private void count(String node, Instant minute, Count more) {
        Map<String, Object> values = Map.of(
                "minute", minute.toEpochMilli(),
                "node", NotificationTable.truncateForColumn(node, 64),
                "seen", more.seen(),
                "dropped", more.dropped());
        int known = handle.createUpdate("""
                        update alipay_stranger_minutes set seen = seen + :seen, dropped = dropped + :dropped
                        where minute_at = :minute and node = :node
                        """).bindMap(values).execute();
        if (known == 0) {
            handle.createUpdate("""
                            insert into alipay_stranger_minutes (minute_at, node, seen, dropped)
                            values (:minute, :node, :seen, :dropped)
                            """).bindMap(values).execute();
        }
    }

    /** Returns the minutes in which any came, newest first. */
    public List<MinuteCount> minutes(Instant from, Instant until, int limit) {
        return handle.createQuery("""
                        select minute_at, sum(seen), sum(dropped) from alipay_stranger_minutes
                        where minute_at >= :from and minute_at < :until
                        group by minute_at order by minute_at desc limit :limit
                        """)
                .bind("from", from.toEpochMilli())
                .bind("until", until.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> new MinuteCount(
                        Instant.ofEpochMilli(row.getLong(1)), new Count(row.getLong(2), row.getLong(3))))
                .list();
    }

    /** Stores why a message was not accepted, if it is still there; nothing else of it changes. */
    public void recordDiagnosis(long id, String diagnosis) {
        messages.recordDiagnosis(id, diagnosis);
    }

    /** Returns the message of this number as received; empty when there is none, or it was removed. */
    public Optional<NotificationDao.StoredMessage> find(long id) {
        return messages.find(id);
    }

    /** Returns the message of this number for display; empty when there is none, or it was removed. */
    public Optional<NotificationDao.NotificationRecord> entry(long id) {
        return messages.entry(id);
    }

    /** Returns the matching messages, newest first. */
    public List<NotificationDao.NotificationRecord> list(NotificationQuery search) {
        return messages.list(search);
    }
}
