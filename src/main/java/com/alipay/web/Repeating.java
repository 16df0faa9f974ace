package com.alipay.web;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A thread that does one thing again and again. It is never interrupted: a database file that H2 reads or writes at that moment would
 * be closed by the interrupt.
 */
final class Repeating {
    private final ScheduledExecutorService timer;

    private Repeating(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /**
     * Does it for the first time after this pause, and again that long after each time.
     *
     * @param name the thread's
     * @param task throws nothing, or it was done for the last time
     */
    static Repeating every(Duration pause, String name, Runnable task) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(task, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return new Repeating(timer);
    }

    /**
     * Begins it no more, and waits until what has begun is over.
     *
     * @param within how long at the most
     * @return whether it is over
     */
    boolean end(Duration within) {
        timer.shutdown();
        try {
            return timer.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
