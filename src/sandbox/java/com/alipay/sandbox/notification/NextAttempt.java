package com.alipay.sandbox.notification;

import com.alipay.sandbox.persistence.StoredAs;
import com.alipay.sandbox.trade.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of a notification by itself: its place on the ladder. */
sealed interface NextAttempt {
    /**
     * It is sent for the first time when its turn comes.
     *
     * @param payment the trade if it has just been paid
     */
    @StoredAs("First")
    record First(Optional<Trade> payment) implements NextAttempt {}

    /** It is sent for the first time after the next event of the same subject, or else then. */
    @StoredAs("HeldBack")
    record HeldBack(Instant until) implements NextAttempt {}

    /**
     * It is tried again.
     *
     * @param waits that follow further failures
     */
    @StoredAs("Retry")
    record Retry(Instant due, List<Duration> waits) implements NextAttempt {
        public Retry {
            waits = List.copyOf(waits);
        }
    }

    /** It is acknowledged, or its ladder is over. */
    @StoredAs("Nothing")
    record Nothing() implements NextAttempt {}

    /** After a try that was due then, with those waits left. */
    static NextAttempt after(Instant due, List<Duration> waits) {
        return waits.isEmpty() ? new Nothing() : new Retry(due.plus(waits.get(0)), waits.subList(1, waits.size()));
    }
}
