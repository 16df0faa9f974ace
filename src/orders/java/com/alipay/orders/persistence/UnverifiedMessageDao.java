package com.alipay.orders.persistence;

import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.protocol.RawMessage;
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
 * The messages without a right signature: the newest of them, and how many came in each minute. Anybody may send one, so they
 * are few, they stand apart from the ledger, and nothing can act on them.
 */
public final class UnverifiedMessageDao {
    /** How many are kept, of all servers together. */
    public static final int KEPT = 1_000;

    /** How much is kept of one. */
    private static final int LARGEST = 64 * 1024;

    /** How long the counts are kept. */
    private static final Duration COUNTED = Duration.ofDays(90);

    /** One of them, as it is written down: cut to what is kept. */
    public record UnverifiedMessage(NotificationDao.NotificationRecord entry, byte[] raw) {
        /**
         * A message as it was answered.
         *
         * @param source the page that received it
         * @param node the server that received it
         * @param took from its arrival until now
         */
        public static UnverifiedMessage of(
                VerificationResult verdict,
                RawMessage delivery,
                MessageSource source,
                String answer,
                String node,
                Duration took) {
            byte[] raw = delivery.raw().length <= LARGEST ? delivery.raw() : Arrays.copyOf(delivery.raw(), LARGEST);
            return new UnverifiedMessage(
                    NotificationTable.arrived(verdict.notice(), delivery, node)
                            .answered(new NotificationDao.ProcessingUpdate(
                                    ChangeSource.message(source, null),
                                    verdict.status(),
                                    ProcessingStatus.REFUSED,
                                    DecisionReason.of(verdict),
                                    answer,
                                    took)),
                    raw);
        }

        /** The minute it came in. */
        public Instant minute() {
            return entry.received_at().truncatedTo(ChronoUnit.MINUTES);
        }
    }

    /**
     * How many came.
     *
     * @param seen all of them
     * @param dropped those that were never written down, because too many came at once or the database was away
     */
    public record Count(long seen, long dropped) {
        public Count plus(Count more) {
            return new Count(seen + more.seen, dropped + more.dropped);
        }
    }

    /** How many came in one minute, to all servers. */
    public record MinuteCount(Instant begin, Count count) {}

    private final Handle handle;
    private final NotificationTable messages;

    UnverifiedMessageDao(Handle handle) {
        this.handle = handle;
        this.messages = NotificationTable.strangers(handle);
    }

    /** Writes some of them down. */
    public void insert(List<UnverifiedMessage> strangers) {
        PreparedBatch batch = handle.prepareBatch(messages.insert());
        strangers.forEach(stranger ->
                NotificationTable.bind(batch, stranger.entry(), stranger.raw()).add());
        batch.execute();
    }

    /** Throws away all but the newest {@link #KEPT}. It looks at the numbers of these and of what it throws away, nothing else. */
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
     * Adds to what this server counted, and forgets the counts of long ago. Only this server writes these rows, so nobody waits for
     * them.
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

    /** The minutes in which any came, newest first. */
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

    /** Writes why a message was not accepted, if it is still there; nothing else of it changes. */
    public void examined(long id, String diagnosis) {
        messages.examined(id, diagnosis);
    }

    /** The message of this number as it came; empty when there is none, or no longer. */
    public Optional<NotificationDao.StoredMessage> find(long id) {
        return messages.find(id);
    }

    /** The message of this number, for people; empty when there is none, or no longer. */
    public Optional<NotificationDao.NotificationRecord> entry(long id) {
        return messages.entry(id);
    }

    /** Those that are looked for, newest first. */
    public List<NotificationDao.NotificationRecord> list(NotificationQuery search) {
        return messages.list(search);
    }
}
