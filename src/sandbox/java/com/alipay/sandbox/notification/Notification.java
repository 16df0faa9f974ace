package com.alipay.sandbox.notification;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One event, delivered until the merchant acknowledges it. Its content is fixed at the event: a resend carries the same
 * {@code notify_id} and fields, with a new {@code notify_time} and signature.
 *
 * @param attempts how many have been made; manual ones included
 */
record Notification(
        String notifyId,
        NotificationContent message,
        NotificationProfile profile,
        ContentTampering falsification,
        int attempts,
        boolean acknowledged,
        NextAttempt next) {
    /** Returns the delays between retries. */
    List<Duration> ladder() {
        return profile.ladder().waits();
    }

    Notification with(NextAttempt other) {
        return new Notification(notifyId, message, profile, falsification, attempts, acknowledged, other);
    }

    /**
     * Returns a copy after one more attempt.
     *
     * @param then what follows unless it is acknowledged; empty for an attempt outside the retry schedule
     */
    Notification attempted(boolean success, Optional<NextAttempt> then) {
        boolean over = acknowledged || success;
        return new Notification(
                notifyId,
                message,
                profile,
                falsification,
                attempts + 1,
                over,
                over ? new NextAttempt.Nothing() : then.orElse(next));
    }
}
