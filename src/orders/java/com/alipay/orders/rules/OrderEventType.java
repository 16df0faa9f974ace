package com.alipay.orders.rules;

import com.alipay.i18n.Text;
import java.util.Arrays;
import java.util.Optional;

/** The events a merchant acts on. Each happens at most once per order, except {@link #REFUND}. */
public enum OrderEventType {
    /** Time to deliver: escrow at WAIT_SELLER_SEND_GOODS, instant payment at the first of TRADE_FINISHED and TRADE_SUCCESS. */
    PAID(HistoryEvent.PAID),
    SHIPPED(HistoryEvent.SHIPPED),
    FINISHED(HistoryEvent.FINISHED),
    CLOSED(HistoryEvent.CLOSED),
    /** The refund status changed; see {@link Order#refund_status()}. */
    REFUND(HistoryEvent.REFUND);

    private final HistoryEvent event;

    OrderEventType(HistoryEvent event) {
        this.event = event;
    }

    /** Returns the corresponding event in the order's history. */
    public HistoryEvent event() {
        return event;
    }

    public Text meaning() {
        return event.meaning();
    }

    /** Returns the event type of this name; empty for any other word. */
    public static Optional<OrderEventType> of(String name) {
        return Arrays.stream(values())
                .filter(milestone -> milestone.name().equals(name))
                .findFirst();
    }
}
