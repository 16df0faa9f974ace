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
 * Runs one task repeatedly on its own thread. A failing task is run again the next time; the first failure and the recovery are
 * logged. An unavailable database is logged by the database itself. The thread is never interrupted, because an interrupt would
 * close a database file that H2 is reading or writing.
 */
final class ScheduledJob {
    private static final Logger log = LoggerFactory.getLogger(ScheduledJob.class);

    /** Longer than the timeouts of the gateway, a name server and a database. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final BooleanSupplier task;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(this::thread);
    private volatile Thread thread;
    /** Accessed by the job's thread only. */
    private boolean failing;

    private ScheduledJob(String name, BooleanSupplier task) {
        this.name = name;
        this.task = task;
    }

    /**
     * Starts a job that runs the task after this pause, and again after the same pause each time.
     *
     * @param name the thread's name
     */
    static ScheduledJob every(Duration pause, String name, Runnable task) {
        return whenNeeded(pause, name, () -> {
            task.run();
            return true;
        });
    }

    /**
     * Starts a job whose task often finds nothing to do.
     *
     * @param task returns whether it did something; only then is a recovery logged
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

    /** Catches everything, including errors: the executor would silently cancel a task that throws. */
    private void once() {
        try {
            if (task.getAsBoolean()) {
                told(null);
            }
        } catch (DatabaseUnavailableException e) {
            log.debug("{}: the database is unavailable, which is logged elsewhere", name, e);
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
     * Stops the job and waits for a running task, at most half a minute; logs a warning if it is still running.
     *
     * @return whether the task has ended
     */
    boolean end() {
        boolean over = end(ENDS_WITHIN);
        if (!over) {
            log.warn("{}: still running after {} s", name, ENDS_WITHIN.toSeconds());
        }
        return over;
    }

    boolean end(Duration within) {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            // The executor's thread runs a moment longer than the executor.
            thread.join(ENDS_WITHIN.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
