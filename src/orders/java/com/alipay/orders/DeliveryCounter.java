package com.alipay.orders;

import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.DatabaseUnavailableException;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.NotificationDao.Repeats;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the repeated deliveries of messages that are already in the log of notifications, and limits the number of messages
 * about one order. Pages only count here; {@link #write} does the rest on a thread of its own. So a message that is sent a
 * thousand times a second costs one row that is written once a second. If the server is killed, the counts not yet written are
 * lost; the message itself is not.
 *
 * <p>Thread-safe.
 */
public final class DeliveryCounter {
    private static final Logger log = LoggerFactory.getLogger(DeliveryCounter.class);

    /** Maximum number of messages whose counts wait to be written, in case writing fails. */
    private static final int MOST_WAITING = 10_000;

    private final Database database;
    private final Map<Long, Repeats> waiting = new LinkedHashMap<>();
    private final Set<String> growing = new HashSet<>();

    /** Whether the last attempt failed, so that it is logged once. Used only while holding the lock of {@link #write}. */
    private boolean failing;

    private final Object writing = new Object();

    DeliveryCounter(Database database) {
        this.database = database;
    }

    /** Counts one more delivery of the message of this number. */
    void countRepeat(long entry, Instant arrived) {
        add(entry, new Repeats(1, arrived, null, null));
    }

    /**
     * Records how a delivery of the message of this number ended.
     *
     * @param decided whether its row now has this outcome
     */
    synchronized void recordAnswer(
            long entry, String out_trade_no, NotificationDao.ProcessingUpdate answer, boolean decided) {
        if (!decided) {
            add(entry, new Repeats(0, null, answer.outcome().code(), answer.answer()));
            return;
        }
        waiting.computeIfPresent(entry, (id, more) -> new Repeats(more.count(), more.last(), null, null));
        if (NotificationDao.isRemovable(answer.outcome()) && !out_trade_no.isEmpty() && growing.size() < MOST_WAITING) {
            growing.add(out_trade_no);
        }
    }

    private synchronized void add(long entry, Repeats more) {
        if (waiting.containsKey(entry) || waiting.size() < MOST_WAITING) {
            waiting.merge(entry, more, Repeats::plus);
        }
    }

    /** Writes the counts, and removes messages of orders that have too many. */
    public void write() {
        synchronized (writing) {
            try {
                writeCounts();
                trim();
                logState(null);
            } catch (RuntimeException e) {
                logState(e);
            }
        }
    }

    private void writeCounts() {
        Map<Long, Repeats> counted = removeCounts();
        if (counted.isEmpty()) {
            return;
        }
        try {
            database.inTransaction(session -> {
                session.notifications().addRepeats(counted);
                return null;
            });
        } catch (RuntimeException e) {
            restore(counted);
            throw e;
        }
    }

    private void trim() {
        Set<String> orders = removeGrowing();
        if (orders.isEmpty()) {
            return;
        }
        try {
            List<String> overLimit =
                    database.inTransaction(session -> session.notifications().overLimit(orders));
            for (String out_trade_no : overLimit) {
                database.inTransaction(session -> {
                    session.notifications().trim(out_trade_no);
                    return null;
                });
            }
        } catch (RuntimeException e) {
            restore(orders);
            throw e;
        }
    }

    private synchronized Map<Long, Repeats> removeCounts() {
        Map<Long, Repeats> removed = new LinkedHashMap<>(waiting);
        waiting.clear();
        return removed;
    }

    private synchronized void restore(Map<Long, Repeats> counted) {
        Map<Long, Repeats> later = removeCounts();
        waiting.putAll(counted);
        later.forEach(this::add);
    }

    private synchronized void restore(Set<String> orders) {
        growing.addAll(orders);
    }

    private synchronized Set<String> removeGrowing() {
        Set<String> removed = Set.copyOf(growing);
        growing.clear();
        return removed;
    }

    /** Logs once when writing starts to fail, and once when it works again. */
    private void logState(RuntimeException problem) {
        if (problem instanceof DatabaseUnavailableException) {
            return; // logged by the database itself
        }
        if (problem != null && !failing) {
            log.warn("repeated deliveries cannot be stored now; they are counted and stored later", problem);
        } else if (problem == null && failing) {
            log.info("repeated deliveries are stored again");
        }
        failing = problem != null;
    }
}
