package com.alipay.web;

import com.alipay.orders.StrangerWriter;
import java.time.Duration;

/** Lets the messages without a right signature be written down once a second, on a thread of its own. */
final class StrangerWriting implements AutoCloseable {
    private final StrangerWriter writer;
    private final Repeating writing;

    private StrangerWriting(StrangerWriter writer, Repeating writing) {
        this.writer = writer;
        this.writing = writing;
    }

    static StrangerWriting start(StrangerWriter writer) {
        return new StrangerWriting(writer, Repeating.every(Duration.ofSeconds(1), "alipay strangers", writer::write));
    }

    /** Ends the thread, then writes what is left, unless the database holds the thread up. */
    @Override
    public void close() {
        if (writing.end()) {
            writer.write();
        }
    }
}
