package com.alipay.sandbox.journal;

import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.scheduling.SandboxClock;
import com.alipay.sandbox.text.InvalidValueException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * Journal of the last 1,000 requests and delivery attempts, in order, in memory only. Ids continue after a reset, so that a
 * caller waiting for the next entry misses none. Thread-safe.
 */
public final class Journal implements AutoCloseable {
    private static final int LIMIT = 1_000;

    private final SandboxClock clock;
    private final Deque<JournalEntry> newestFirst = new ArrayDeque<>();
    private long last;
    private boolean closed;
    private volatile Consumer<JournalEntry> listener = entry -> {};

    public Journal(SandboxClock clock) {
        this.clock = clock;
    }

    public void add(LoggedRequest request) {
        add(id -> new JournalEntry.Incoming(id, clock.now(), request));
    }

    public void add(DeliveryAttempt delivery) {
        add(id -> new JournalEntry.Outgoing(id, clock.now(), delivery));
    }

    /** Registers the listener that receives every entry, in order. */
    public void onEntry(Consumer<JournalEntry> told) {
        listener = told;
    }

    private synchronized void add(LongFunction<JournalEntry> made) {
        last++;
        JournalEntry entry = made.apply(last);
        newestFirst.addFirst(entry);
        if (newestFirst.size() > LIMIT) {
            newestFirst.removeLast();
        }
        listener.accept(entry);
        notifyAll();
    }

    /** Returns the id of the newest entry so far; 0 before the first. */
    public synchronized long latest() {
        return last;
    }

    public synchronized Optional<JournalEntry> find(long id) {
        return newestFirst.stream().filter(entry -> entry.id() == id).findFirst();
    }

    /**
     * Returns the entries older than that one, newest first.
     *
     * @param id as text; empty for all
     * @throws IllegalArgumentException it is not a number
     */
    public Stream<JournalEntry> before(String id) {
        if (!id.matches("\\d{0,15}")) {
            throw new InvalidValueException("value.before-entry", id);
        }
        long limit = id.isEmpty() ? Long.MAX_VALUE : Long.parseLong(id);
        return entries().stream().filter(entry -> entry.id() < limit);
    }

    private synchronized List<JournalEntry> entries() {
        return new ArrayList<>(newestFirst);
    }

    /**
     * Waits until {@link #latest} exceeds {@code after} and returns it, at the latest after that time; at once if the journal is
     * closed.
     */
    public synchronized long await(long after, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        long left = atMost.toNanos();
        while (last <= after && !closed && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            left = end - System.nanoTime();
        }
        return last;
    }

    public synchronized void clear() {
        newestFirst.clear();
        last++;
        notifyAll();
    }

    /** Releases waiting threads. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
