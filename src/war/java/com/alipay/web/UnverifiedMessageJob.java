package com.alipay.web;

import com.alipay.orders.OrderService;
import java.time.Duration;

/** Writes queued data once a second on its own thread: the unverified messages, and how often messages were repeated. */
final class UnverifiedMessageJob implements AutoCloseable {
    private final OrderService book;
    private final ScheduledJob writing;

    private UnverifiedMessageJob(OrderService book) {
        this.book = book;
        this.writing = ScheduledJob.every(Duration.ofSeconds(1), "alipay strangers", this::write);
    }

    static UnverifiedMessageJob start(OrderService book) {
        return new UnverifiedMessageJob(book);
    }

    private void write() {
        book.strangers().write();
        book.deliveries().write();
    }

    /** Stops the thread, then writes what is still queued, unless the database blocks the thread. */
    @Override
    public void close() {
        if (writing.end()) {
            write();
        }
    }
}
