package com.alipay.web;

import com.alipay.orders.persistence.DatabaseUnavailableException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does one thing again and again, whatever comes of it: what fails is told when it begins to fail and when it works
 * again, and is done the next time as well. An outage of the database is told by the database. The thread is never interrupted: a database file that H2 reads or writes at that moment
 * would be closed by the interrupt.
 */
final class ScheduledJob {
    private static final Logger log = LoggerFactory.getLogger(ScheduledJob.class);

    /** Longer than the gateway, a name server or a database that does not answer is waited for. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final BooleanSupplier task;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(this::thread);
    private volatile Thread thread;
    /** Belongs to the thread. */
    private boolean failing;

    private ScheduledJob(String name, BooleanSupplier task) {
        this.name = name;
        this.task = task;
    }

    /**
     * Does it for the first time after this pause, and again that long after each time.
     *
     * @param name the thread's
     */
    static ScheduledJob every(Duration pause, String name, Runnable task) {
        return whenNeeded(pause, name, () -> {
            task.run();
            return true;
        });
    }

    /**
     * The same for a task that often finds nothing to do.
     *
     * @param task answers whether it did something: that it works again cannot be told from a time when it did nothing
     */
    static ScheduledJob whenNeeded(Duration pause, String name, BooleanSupplier task) {
        ScheduledJob repeating = new ScheduledJob(name, task);
        repeating.timer.scheduleWithFixedDelay(
                repeating::once, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return repeating;
    }

    private Thread thread(Runnable work) {
        thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Throws nothing, not even an error: the timer would drop the task, and nobody would hear of it. */
    private void once() {
        try {
            if (task.getAsBoolean()) {
                told(null);
            }
        } catch (DatabaseUnavailableException e) {
            log.debug("{}: the database is away, which it tells itself", name, e);
        } catch (RuntimeException | Error e) {
            told(e);
        }
    }

    private void told(Throwable problem) {
        if (problem != null && !failing) {
            log.error("{}: job failed; will retry", name, problem);
        } else if (problem == null && failing) {
            log.info("{}: job works again", name);
        }
        failing = problem != null;
    }

    /**
     * Begins it no more, and waits until what has begun is over; half a minute at the most, which is told.
     *
     * @return whether it is over
     */
    boolean end() {
        boolean over = end(ENDS_WITHIN);
        if (!over) {
            log.warn("{}: it is still under way after {} s", name, ENDS_WITHIN.toSeconds());
        }
        return over;
    }

    boolean end(Duration within) {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            // The timer's thread goes on for a moment after the timer has ended.
            thread.join(ENDS_WITHIN.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
