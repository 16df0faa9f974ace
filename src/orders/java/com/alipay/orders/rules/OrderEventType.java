package com.alipay.orders.rules;

import java.util.Arrays;
import java.util.Optional;

/** What a merchant acts on. Each happens at most once in the life of an order, but for {@link #REFUND}. */
public enum OrderEventType {
    /**
     * The moment to deliver: escrow at WAIT_SELLER_SEND_GOODS, instant payment at TRADE_FINISHED or TRADE_SUCCESS, whichever comes
     * first.
     */
    PAID(HistoryEvent.PAID),
    SHIPPED(HistoryEvent.SHIPPED),
    FINISHED(HistoryEvent.FINISHED),
    CLOSED(HistoryEvent.CLOSED),
    /** The refund moved one step; see {@link Order#refund_status()}. */
    REFUND(HistoryEvent.REFUND);

    private final HistoryEvent event;

    OrderEventType(HistoryEvent event) {
        this.event = event;
    }

    /** What it is called in the order's history. */
    public HistoryEvent event() {
        return event;
    }

    public String meaning() {
        return event.meaning();
    }

    /** The milestone of this name; empty for any other word. */
    public static Optional<OrderEventType> of(String name) {
        return Arrays.stream(values())
                .filter(milestone -> milestone.name().equals(name))
                .findFirst();
    }
}
