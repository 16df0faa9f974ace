package com.alipay.web;

import com.alipay.orders.OrderService;
import java.time.Duration;

/**
 * Lets what the pages only laid aside be written down once a second, on a thread of its own: the messages without a right signature,
 * and how often messages came again.
 */
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

    /** Ends the thread, then writes what is left, unless the database holds the thread up. */
    @Override
    public void close() {
        if (writing.end()) {
            write();
        }
    }
}
