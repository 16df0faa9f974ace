package com.alipay.web;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The background jobs of the web application, and whatever else has to be stopped with it. Each job has a thread of its own, so
 * that none waits for a gateway, a name server or a database that holds up another.
 */
final class BackgroundJobs {
    private static final Logger log = LoggerFactory.getLogger(BackgroundJobs.class);

    private final Deque<Runnable> stopActions = new ArrayDeque<>();

    /** Starts a job, see {@link ScheduledJob#every}. */
    void every(Duration pause, String name, Runnable task) {
        onStop(ScheduledJob.every(pause, name, task)::end);
    }

    /** Starts a job, see {@link ScheduledJob#whenNeeded}. */
    void whenNeeded(Duration pause, String name, BooleanSupplier task) {
        onStop(ScheduledJob.whenNeeded(pause, name, task)::end);
    }

    /** Starts a job that writes what others queue. It runs once more at the end, unless the database blocks its thread. */
    void everyAndAtTheEnd(Duration pause, String name, Runnable task) {
        ScheduledJob job = ScheduledJob.every(pause, name, task);
        onStop(() -> {
            if (job.end()) {
                task.run();
            }
        });
    }

    /** Adds an action for the end of the application. */
    void onStop(Runnable action) {
        stopActions.push(action);
    }

    /** Ends the jobs and runs the actions, once, the last added first. Never throws; a failing one does not prevent the others. */
    void stop() {
        while (!stopActions.isEmpty()) {
            try {
                stopActions.pop().run();
            } catch (RuntimeException | LinkageError e) {
                // A container that stops may already have unloaded a class that is needed only here.
                log.error("a shutdown action failed", e);
            }
        }
    }
}
