package com.alipay.sandbox.trade;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Timestamps of a trade's events; empty until the event has happened.
 *
 * @param modified the last change of any kind
 * @param paused by how much refunds and the seller have extended the timer that confirms the receipt
 */
public record TradeTimestamps(
        Instant created,
        Optional<Instant> logisticsChosen,
        Optional<Instant> paid,
        Optional<Instant> sent,
        Optional<Instant> closed,
        Instant modified,
        Duration paused) {

    static TradeTimestamps begin(Instant now) {
        Optional<Instant> never = Optional.empty();
        return new TradeTimestamps(now, never, never, never, never, now, Duration.ZERO);
    }

    TradeTimestamps modified(Instant now) {
        return new TradeTimestamps(created, logisticsChosen, paid, sent, closed, now, paused);
    }

    TradeTimestamps logisticsChosen(Instant now) {
        return new TradeTimestamps(created, Optional.of(now), paid, sent, closed, now, paused);
    }

    TradeTimestamps paid(Instant now) {
        return new TradeTimestamps(created, logisticsChosen, Optional.of(now), sent, closed, now, paused);
    }

    TradeTimestamps sent(Instant now) {
        return new TradeTimestamps(created, logisticsChosen, paid, Optional.of(now), closed, now, paused);
    }

    TradeTimestamps closed(Instant now) {
        return new TradeTimestamps(created, logisticsChosen, paid, sent, Optional.of(now), now, paused);
    }

    TradeTimestamps excludeSince(Instant from, Instant now) {
        return extend(Duration.between(from, now), now);
    }

    TradeTimestamps extend(Duration more, Instant now) {
        return new TradeTimestamps(created, logisticsChosen, paid, sent, closed, now, paused.plus(more));
    }
}
