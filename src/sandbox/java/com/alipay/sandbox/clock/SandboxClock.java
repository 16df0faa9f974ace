package com.alipay.sandbox.clock;

import java.time.Duration;
import java.time.Instant;

/** System time plus an offset that only grows (until a reset). Runs by itself; safe for any number of threads. */
public final class SandboxClock {
    private Duration offset = Duration.ZERO;
    private Duration goal = Duration.ZERO;

    public synchronized Instant now() {
        return Instant.now().plus(offset);
    }

    public synchronized Duration offset() {
        return offset;
    }

    /** Claims more offset, which {@link #moveTo} and {@link #reach} then use up; answers the offset to end at. */
    synchronized Duration claim(Duration more) {
        goal = goal.plus(more);
        return goal;
    }

    /** The time it would be if the offset were already the one claimed. */
    synchronized Instant nowAt(Duration claimed) {
        return Instant.now().plus(claimed.compareTo(offset) > 0 ? claimed : offset);
    }

    /** Moves on to that time; a time already past changes nothing. */
    synchronized void moveTo(Instant time) {
        raise(Duration.between(Instant.now(), time));
    }

    /** Moves on to the claimed offset. */
    synchronized void reach(Duration claimed) {
        raise(claimed);
    }

    synchronized void reset() {
        offset = Duration.ZERO;
        goal = Duration.ZERO;
    }

    private void raise(Duration to) {
        if (to.compareTo(offset) > 0) {
            offset = to;
        }
    }
}
