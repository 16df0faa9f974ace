package com.alipay.sandbox.notifier;

import java.time.Duration;
import java.util.List;

/**
 * One event, to be delivered until the merchant acknowledges it. What it says is fixed at the event: a
 * resend carries the same {@code notify_id} and the same fields, with a new {@code notify_time} and signature.
 */
final class Notification {
    private final String notifyId;
    private final Message message;
    private final NotificationProfile profile;
    private final Falsification falsification;
    private final int generation;
    private int attempts;
    private boolean acknowledged;

    Notification(
            String notifyId,
            Message message,
            NotificationProfile profile,
            Falsification falsification,
            int generation) {
        this.notifyId = notifyId;
        this.message = message;
        this.profile = profile;
        this.falsification = falsification;
        this.generation = generation;
    }

    String notifyId() {
        return notifyId;
    }

    Message message() {
        return message;
    }

    NotificationProfile profile() {
        return profile;
    }

    /** The waits that follow failures. */
    List<Duration> ladder() {
        return profile.ladder().waits();
    }

    Falsification falsification() {
        return falsification;
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
