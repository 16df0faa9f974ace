package com.alipay.sandbox.trade;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When what happened to a trade; empty until it has.
 *
 * @param modified the last change of any kind
 * @param paused how long refunds and the seller have put off the timer that confirms the receipt
 */
public record Moments(
        Instant created,
        Optional<Instant> logisticsChosen,
        Optional<Instant> paid,
        Optional<Instant> sent,
        Optional<Instant> closed,
        Instant modified,
        Duration paused) {

    static Moments begin(Instant now) {
        Optional<Instant> never = Optional.empty();
        return new Moments(now, never, never, never, never, now, Duration.ZERO);
    }

    Moments modified(Instant now) {
        return new Moments(created, logisticsChosen, paid, sent, closed, now, paused);
    }

    Moments logisticsChosen(Instant now) {
        return new Moments(created, Optional.of(now), paid, sent, closed, now, paused);
    }

    Moments paid(Instant now) {
        return new Moments(created, logisticsChosen, Optional.of(now), sent, closed, now, paused);
    }

    Moments sent(Instant now) {
        return new Moments(created, logisticsChosen, paid, Optional.of(now), closed, now, paused);
    }

    Moments closed(Instant now) {
        return new Moments(created, logisticsChosen, paid, sent, Optional.of(now), now, paused);
    }

    Moments pausedSince(Instant from, Instant now) {
        return putOff(Duration.between(from, now), now);
    }

    Moments putOff(Duration more, Instant now) {
        return new Moments(created, logisticsChosen, paid, sent, closed, now, paused.plus(more));
    }
}
