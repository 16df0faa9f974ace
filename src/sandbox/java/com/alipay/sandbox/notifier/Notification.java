package com.alipay.sandbox.notifier;

import com.alipay.sandbox.trade.Trade;
import java.util.Map;

/**
 * One event of one trade, to be delivered until the merchant acknowledges it. What it says is fixed at the event: a
 * resend carries the same {@code notify_id} and the same fields, with a new {@code notify_time} and signature.
 */
final class Notification {
    private final String notifyId;
    private final Trade trade;
    private final int generation;
    private final Map<String, String> fields;
    private int attempts;
    private boolean acknowledged;

    Notification(String notifyId, Trade trade, int generation) {
        this.notifyId = notifyId;
        this.trade = trade;
        this.generation = generation;
        this.fields = Map.copyOf(MessageFields.ofNotification(trade));
    }

    String notifyId() {
        return notifyId;
    }

    /** The trade as it was at the event. */
    Trade trade() {
        return trade;
    }

    /** Counts the resets of the sandbox: one of an older generation is not kept and not retried. */
    int generation() {
        return generation;
    }

    Map<String, String> fields() {
        return fields;
    }

    /** Counts one more attempt: 1 for the first. */
    synchronized int nextAttempt() {
        return ++attempts;
    }

    synchronized void acknowledge() {
        acknowledged = true;
    }

    synchronized boolean isAcknowledged() {
        return acknowledged;
    }
}
