package com.alipay.sandbox.notifier;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One event, to be delivered until the merchant acknowledges it. What it says is fixed at the event: a
 * resend carries the same {@code notify_id} and the same fields, with a new {@code notify_time} and signature.
 *
 * @param attempts how many have been made; those by hand included
 */
record Notification(
        String notifyId,
        Message message,
        NotificationProfile profile,
        Falsification falsification,
        int attempts,
        boolean acknowledged,
        Next next) {
    /** The waits that follow failures. */
    List<Duration> ladder() {
        return profile.ladder().waits();
    }

    Notification with(Next other) {
        return new Notification(notifyId, message, profile, falsification, attempts, acknowledged, other);
    }

    /**
     * One more attempt has been made.
     *
     * @param then what follows unless it is acknowledged; empty for an attempt beside the ladder
     */
    Notification attempted(boolean success, Optional<Next> then) {
        boolean over = acknowledged || success;
        return new Notification(
                notifyId,
                message,
                profile,
                falsification,
                attempts + 1,
                over,
                over ? new Next.Nothing() : then.orElse(next));
    }
}
