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
 * Writes down the messages without a right signature, and how many came in each minute. A page lays its message here and answers; it
 * never waits for the database. {@link #write} does the rest, on a thread of its own. What waits is bounded: when more come
 * than can be written the oldest give way, which would be the first to be thrown away again in any case, and are only counted.
 *
 * <p>While the database is away the newest keep waiting and the counts go on.
 *
 * <p>Thread-safe.
 */
public final class UnverifiedMessageWriter {
    private static final Logger log = LoggerFactory.getLogger(UnverifiedMessageWriter.class);

    /** How much waits at the most: more than so many messages are not kept anyway, and each may have 64 KiB. */
    private static final int MOST_WAITING = UnverifiedMessageDao.KEPT;

    private static final int MOST_BYTES = 16 * 1024 * 1024;

    /** How many are written in one transaction. */
    private static final int AT_ONCE = 100;

    /** How many minutes are counted without a database: a day's. */
    private static final int MOST_MINUTES = 24 * 60;

    private final Database database;
    private final String node;

    private final Deque<UnverifiedMessage> waiting = new ArrayDeque<>();
    private final NavigableMap<Instant, Count> counts = new TreeMap<>();
    private int bytes;

    /** Whether the last attempt failed, so that it is told once. Belongs to whoever writes. */
    private boolean failing;

    private final Object writing = new Object();

    /** @param node the name of this server */
    UnverifiedMessageWriter(Database database, String node) {
        this.database = database;
        this.node = node;
    }

    /** Takes one message and returns at once. */
    synchronized void take(UnverifiedMessage stranger) {
        count(stranger.minute(), new Count(1, 0));
        waiting.addLast(stranger);
        bytes += stranger.raw().length;
        while (waiting.size() > MOST_WAITING || bytes > MOST_BYTES) {
            count(next().minute(), new Count(0, 1));
        }
    }

    /**
     * Writes what is waiting. The counts go first: if they cannot be written the database is away, and the messages wait on. What is
     * refused although the counts were written is given up, lest it stand in the way of all that follow.
     */
    public void write() {
        synchronized (writing) {
            try {
                writeCounts();
                writeMessages();
                told(null);
            } catch (RuntimeException e) {
                told(e);
            }
        }
    }

    /** How much waits to be written. */
    @Override
    public synchronized String toString() {
        return waiting.size() + " messages and " + counts.size() + " minutes wait";
    }

    private void writeCounts() {
        Map<Instant, Count> taken = takeCounts();
        if (taken.isEmpty()) {
            return;
        }
        try {
            database.inTransaction(session -> {
                session.strangers().count(node, taken);
                return null;
            });
        } catch (RuntimeException e) {
            taken.forEach(this::giveBack);
            throw e;
        }
    }

    /** No more than can wait: while they come faster than they are written, this would never end. */
    private void writeMessages() {
        int written = 0;
        List<UnverifiedMessage> some = takeSome();
        while (!some.isEmpty()) {
            write(some);
            written += some.size();
            some = written < MOST_WAITING ? takeSome() : List.of();
        }
        if (written > 0) {
            database.inTransaction(session -> {
                session.strangers().trim();
                return null;
            });
        }
    }

    private void write(List<UnverifiedMessage> some) {
        try {
            database.inTransaction(session -> {
                session.strangers().insert(some);
                return null;
            });
        } catch (RuntimeException e) {
            some.forEach(stranger -> giveBack(stranger.minute(), new Count(0, 1)));
            throw e;
        }
    }

    private synchronized Map<Instant, Count> takeCounts() {
        Map<Instant, Count> taken = new TreeMap<>(counts);
        counts.clear();
        return taken;
    }

    private synchronized void giveBack(Instant minute, Count count) {
        count(minute, count);
    }

    private synchronized List<UnverifiedMessage> takeSome() {
        List<UnverifiedMessage> some = new ArrayList<>();
        while (some.size() < AT_ONCE && !waiting.isEmpty()) {
            some.add(next());
        }
        return some;
    }

    private UnverifiedMessage next() {
        UnverifiedMessage oldest = waiting.removeFirst();
        bytes -= oldest.raw().length;
        return oldest;
    }

    /** Beyond a day's minutes the oldest one also stands for those before it: none is forgotten. */
    private void count(Instant minute, Count more) {
        counts.merge(minute, more, Count::plus);
        if (counts.size() > MOST_MINUTES) {
            Count oldest = counts.pollFirstEntry().getValue();
            counts.merge(counts.firstKey(), oldest, Count::plus);
        }
    }

    /** Once when it stops working, and once when it works again: a flood of messages must not become a flood of lines. */
    private void told(RuntimeException problem) {
        if (problem instanceof DatabaseUnavailableException) {
            return; // told by the database itself
        }
        if (problem != null && !failing) {
            log.warn(
                    "messages without a right signature cannot be written down: they are counted, the newest wait",
                    problem);
        } else if (problem == null && failing) {
            log.info("messages without a right signature are written down again");
        }
        failing = problem != null;
    }
}
