package com.alipay.web;

import com.alipay.orders.StrangerWriter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the messages without a right signature be written down once a second, on a thread of its own. */
final class StrangerWriting implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StrangerWriting.class);

    /** Longer than a database that stands still is waited for. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

    private final StrangerWriter writer;
    private final Repeating writing;

    private StrangerWriting(StrangerWriter writer, Repeating writing) {
        this.writer = writer;
        this.writing = writing;
    }

    static StrangerWriting start(StrangerWriter writer) {
        return new StrangerWriting(writer, Repeating.every(Duration.ofSeconds(1), "alipay strangers", writer::write));
    }

    /** Ends the thread, then writes what is left. */
    @Override
    public void close() {
        if (writing.end(ENDS_WITHIN)) {
            writer.write();
        } else {
            log.warn("the database holds up the thread that writes messages without a right signature");
        }
    }
}
