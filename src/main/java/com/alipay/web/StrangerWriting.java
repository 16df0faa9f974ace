package com.alipay.web;

import com.alipay.orders.StrangerWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the messages without a right signature be written down once a second, on a thread of its own. */
final class StrangerWriting implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StrangerWriting.class);

    /** Longer than a database that stands still is waited for. */
    private static final int ENDS_WITHIN_SECONDS = 15;

    private final StrangerWriter writer;
    private final ScheduledExecutorService timer;

    private StrangerWriting(StrangerWriter writer, ScheduledExecutorService timer) {
        this.writer = writer;
        this.timer = timer;
    }

    static StrangerWriting start(StrangerWriter writer) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "alipay strangers");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(writer::write, 1, 1, TimeUnit.SECONDS);
        return new StrangerWriting(writer, timer);
    }

    /** Ends the thread, then writes what is left. Never interrupts it: H2 closes a file whose writer is interrupted. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                log.warn("the database holds up the thread that writes messages without a right signature");
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        writer.write();
    }
}
