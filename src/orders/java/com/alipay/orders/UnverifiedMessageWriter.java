package com.alipay.orders;

import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.DatabaseUnavailableException;
import com.alipay.orders.persistence.UnverifiedMessageDao;
import com.alipay.orders.persistence.UnverifiedMessageDao.Count;
import com.alipay.orders.persistence.UnverifiedMessageDao.UnverifiedMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the messages without a valid signature, and how many came in each minute. A page puts its message here and responds
 * without waiting for the database. {@link #write} does the rest on a thread of its own. The queue is bounded: when more messages
 * come than can be written, the oldest are dropped, which would be the first to be removed anyway, and are only counted.
 *
 * <p>While the database is unavailable the newest messages remain queued and counting continues.
 *
 * <p>Thread-safe.
 */
public final class UnverifiedMessageWriter {
    private static final Logger log = LoggerFactory.getLogger(UnverifiedMessageWriter.class);

    /** Queue capacity: more messages than this are not kept anyway, and each may have 64 KiB. */
    private static final int MOST_WAITING = UnverifiedMessageDao.KEPT;

    private static final int MOST_BYTES = 16 * 1024 * 1024;

    /** How many are written in one transaction. */
    private static final int AT_ONCE = 100;

    /** How many minutes are counted without a database: one day. */
    private static final int MOST_MINUTES = 24 * 60;

    private final Database database;
    private final String node;

    private final Deque<UnverifiedMessage> waiting = new ArrayDeque<>();
    private final NavigableMap<Instant, Count> counts = new TreeMap<>();
    private int bytes;

    /** Whether the last attempt failed, so that it is logged once. Used only while holding the lock of {@link #write}. */
    private boolean failing;

    private final Object writing = new Object();

    /** @param node the name of this server */
    UnverifiedMessageWriter(Database database, String node) {
        this.database = database;
        this.node = node;
    }

    /** Queues one message and returns at once. */
    synchronized void add(UnverifiedMessage message) {
        count(message.minute(), new Count(1, 0));
        waiting.addLast(message);
        bytes += message.raw().length;
        while (waiting.size() > MOST_WAITING || bytes > MOST_BYTES) {
            count(next().minute(), new Count(0, 1));
        }
    }

    /**
     * Writes what is queued. The counts are written first: if that fails the database is unavailable, and the messages remain
     * queued. Messages that fail although the counts were written are discarded, so that they do not block all that follow.
     */
    public void write() {
        synchronized (writing) {
            try {
                writeCounts();
                writeMessages();
                logState(null);
            } catch (RuntimeException e) {
                logState(e);
            }
        }
    }

    /** Returns how much is queued. */
    @Override
    public synchronized String toString() {
        return waiting.size() + " messages and " + counts.size() + " minutes wait";
    }

    private void writeCounts() {
        Map<Instant, Count> removed = removeCounts();
        if (removed.isEmpty()) {
            return;
        }
        try {
            database.inTransaction(session -> {
                session.unverifiedMessages().count(node, removed);
                return null;
            });
        } catch (RuntimeException e) {
            removed.forEach(this::restore);
            throw e;
        }
    }

    /** Writes no more messages than the queue can hold: if they arrived faster than they are written, this would never end. */
    private void writeMessages() {
        int written = 0;
        List<UnverifiedMessage> batch = removeBatch();
        while (!batch.isEmpty()) {
            write(batch);
            written += batch.size();
            batch = written < MOST_WAITING ? removeBatch() : List.of();
        }
        if (written > 0) {
            database.inTransaction(session -> {
                session.unverifiedMessages().trim();
                return null;
            });
        }
    }

    private void write(List<UnverifiedMessage> batch) {
        try {
            database.inTransaction(session -> {
                session.unverifiedMessages().insert(batch);
                return null;
            });
        } catch (RuntimeException e) {
            batch.forEach(message -> restore(message.minute(), new Count(0, 1)));
            throw e;
        }
    }

    private synchronized Map<Instant, Count> removeCounts() {
        Map<Instant, Count> removed = new TreeMap<>(counts);
        counts.clear();
        return removed;
    }

    private synchronized void restore(Instant minute, Count count) {
        count(minute, count);
    }

    private synchronized List<UnverifiedMessage> removeBatch() {
        List<UnverifiedMessage> batch = new ArrayList<>();
        while (batch.size() < AT_ONCE && !waiting.isEmpty()) {
            batch.add(next());
        }
        return batch;
    }

    private UnverifiedMessage next() {
        UnverifiedMessage oldest = waiting.removeFirst();
        bytes -= oldest.raw().length;
        return oldest;
    }

    /** Counts a message. Beyond a day's minutes the oldest one also includes those before it, so that no count is lost. */
    private void count(Instant minute, Count more) {
        counts.merge(minute, more, Count::plus);
        if (counts.size() > MOST_MINUTES) {
            Count oldest = counts.pollFirstEntry().getValue();
            counts.merge(counts.firstKey(), oldest, Count::plus);
        }
    }

    /** Logs once when writing starts to fail, and once when it works again: a flood of messages must not flood the log. */
    private void logState(RuntimeException problem) {
        if (problem instanceof DatabaseUnavailableException) {
            return; // logged by the database itself
        }
        if (problem != null && !failing) {
            log.warn(
                    "unverified messages cannot be stored now; they are counted and the newest are kept in memory",
                    problem);
        } else if (problem == null && failing) {
            log.info("unverified messages are stored again");
        }
        failing = problem != null;
    }
}
