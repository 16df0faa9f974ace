package com.alipay.sandbox.notifier;

/**
 * One event, to be delivered until the merchant acknowledges it. What it says is fixed at the event: a
 * resend carries the same {@code notify_id} and the same fields, with a new {@code notify_time} and signature.
 */
final class Notification {
    private final String notifyId;
    private final Message message;
    private final int generation;
    private int attempts;
    private boolean acknowledged;

    Notification(String notifyId, Message message, int generation) {
        this.notifyId = notifyId;
        this.message = message;
        this.generation = generation;
    }

    String notifyId() {
        return notifyId;
    }

    Message message() {
        return message;
    }

    /** Counts the resets of the sandbox: one of an older generation is not kept and not retried. */
    int generation() {
        return generation;
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
