package com.alipay.sandbox.notification;

import com.alipay.sandbox.persistence.StoredAs;
import com.alipay.sandbox.trade.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The next automatic attempt of a notification. */
sealed interface NextAttempt {
    /**
     * Sends it for the first time, after earlier events of the same subject.
     *
     * @param payment the trade if it has just been paid
     */
    @StoredAs("First")
    record First(Optional<Trade> payment) implements NextAttempt {}

    /** Sends it for the first time after the next event of the same subject, or at that time at the latest. */
    @StoredAs("HeldBack")
    record HeldBack(Instant until) implements NextAttempt {}

    /**
     * Sends it again.
     *
     * @param waits the delays of further retries
     */
    @StoredAs("Retry")
    record Retry(Instant due, List<Duration> waits) implements NextAttempt {
        public Retry {
            waits = List.copyOf(waits);
        }
    }

    /** No further attempt: it is acknowledged, or its retries are exhausted. */
    @StoredAs("Nothing")
    record Nothing() implements NextAttempt {}

    /** Returns what follows an attempt that was due then, with those delays left. */
    static NextAttempt after(Instant due, List<Duration> waits) {
        return waits.isEmpty() ? new Nothing() : new Retry(due.plus(waits.get(0)), waits.subList(1, waits.size()));
    }
}
