package com.alipay.web;

import com.alipay.orders.OrderService;
import java.time.Duration;

/** Writes queued data once a second on its own thread: the unverified messages, and how often messages were repeated. */
final class UnverifiedMessageJob implements AutoCloseable {
    private final OrderService orderService;
    private final ScheduledJob writing;

    private UnverifiedMessageJob(OrderService orderService) {
        this.orderService = orderService;
        this.writing = ScheduledJob.every(Duration.ofSeconds(1), "alipay unverified messages", this::write);
    }

    static UnverifiedMessageJob start(OrderService orderService) {
        return new UnverifiedMessageJob(orderService);
    }

    private void write() {
        orderService.unverifiedMessages().write();
        orderService.deliveries().write();
    }

    /** Stops the thread, then writes what is still queued, unless the database blocks the thread. */
    @Override
    public void close() {
        if (writing.end()) {
            write();
        }
    }
}
