package com.alipay.sandbox.scheduling;

import com.alipay.sandbox.text.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the sandbox's delayed tasks: resend a notification, close an unpaid trade, confirm a receipt.
 *
 * <p>A dedicated thread starts due tasks. {@link #advance} takes over from it, moves the clock from one due time to the next and
 * waits for each task in turn. No lock is held while a task runs.
 */
public final class Scheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

    /** Starts the work and returns a future that completes with it; must not block. */
    public interface Task extends Supplier<CompletableFuture<?>> {}

    private record Entry(Instant due, long number, Task task) {}

    private final SandboxClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::number));
    private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private long count;
    private int advancing;
    private boolean closed;

    /** Creates a scheduler that only collects tasks until {@link #start}. */
    public Scheduler(SandboxClock clock) {
        this.clock = clock;
        this.thread = new Thread(this::runLoop, "sandbox-agenda");
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Schedules a task for that time; tasks with the same time start in the order in which they were added. */
    public void schedule(Instant due, Task task) {
        lock.lock();
        try {
            entries.add(new Entry(due, count++, task));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Registers work started elsewhere, so that {@link #advance} waits for it. */
    public <T> CompletableFuture<T> track(CompletableFuture<T> work) {
        running.add(work);
        work.whenComplete((done, failure) -> running.remove(work));
        return work;
    }

    /**
     * Advances the clock by that duration. Every task that becomes due is run at its own time and in order; returns when all of
     * them and all work started before are finished.
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new InvalidValueException("value.advance-negative", by);
        }
        Duration goal = clock.reserve(by);
        countAdvance(1);
        try {
            runDue(goal);
            clock.advanceTo(goal);
        } finally {
            countAdvance(-1);
        }
    }

    /** Removes all scheduled tasks and sets the clock back to system time. */
    public void reset() {
        lock.lock();
        try {
            entries.clear();
            clock.reset();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            entries.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(ENDS_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for running work before it takes the next task, as that work may schedule something earlier. */
    private void runDue(Duration goal) {
        awaitRunning();
        for (Optional<Entry> next = pollDue(clock.nowAt(goal)); next.isPresent(); next = pollDue(clock.nowAt(goal))) {
            clock.moveTo(next.get().due());
            start(next.get());
            awaitRunning();
        }
    }

    private void awaitRunning() {
        CompletableFuture<?>[] work = running.toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(work).handle((done, failure) -> done).join();
    }

    private Optional<Entry> pollDue(Instant now) {
        lock.lock();
        try {
            boolean due = !entries.isEmpty() && !entries.peek().due().isAfter(now);
            return due ? Optional.of(entries.poll()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<?> start(Entry entry) {
        CompletableFuture<Object> work = CompletableFuture.completedFuture(entry)
                .thenCompose(due -> due.task().get())
                .handle((done, failure) -> {
                    if (failure != null) {
                        LOG.error("A task due at {} failed; the sandbox goes on without it", entry.due(), failure);
                    }
                    return done;
                });
        return track(work);
    }

    private void runLoop() {
        for (Optional<Entry> next = awaitDue(); next.isPresent(); next = awaitDue()) {
            start(next.get());
        }
    }

    private Optional<Entry> awaitDue() {
        lock.lock();
        try {
            while (!closed) {
                Duration wait = entries.isEmpty() || advancing > 0
                        ? Duration.ofDays(1)
                        : Duration.between(clock.now(), entries.peek().due());
                if (!wait.isNegative() && !wait.isZero()) {
                    changed.await(wait.toMillis() + 1, TimeUnit.MILLISECONDS);
                } else {
                    return Optional.of(entries.poll());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return Optional.empty();
    }

    private void countAdvance(int change) {
        lock.lock();
        try {
            advancing += change;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
