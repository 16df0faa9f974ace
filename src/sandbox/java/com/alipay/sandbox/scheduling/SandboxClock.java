package com.alipay.sandbox.scheduling;

import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.persistence.StoredMap;
import com.alipay.sandbox.text.InvalidValueException;
import java.time.Duration;
import java.time.Instant;

/** System time plus an offset that only grows, until a reset. Thread-safe. */
public final class SandboxClock {
    private static final Duration FURTHEST = Duration.ofDays(3650);

    private static final String OFFSET = "offset";

    private final StoredMap<Duration> kept;
    private Duration offset;
    private Duration goal;

    public SandboxClock(StateStore vault) {
        this.kept = vault.map("clock", Duration.class);
        this.offset = kept.find(OFFSET).orElse(Duration.ZERO);
        this.goal = offset;
    }

    public synchronized Instant now() {
        return Instant.now().plus(offset);
    }

    public synchronized Duration offset() {
        return offset;
    }

    /** Reserves additional offset, which {@link #moveTo} and {@link #advanceTo} then apply; returns the target offset. */
    synchronized Duration reserve(Duration more) {
        Duration left = FURTHEST.minus(goal);
        if (more.compareTo(left) > 0) {
            throw new InvalidValueException("value.advance-too-far", more, left);
        }
        goal = goal.plus(more);
        return goal;
    }

    /** Returns the time that the clock will have when that reserved offset is applied. */
    synchronized Instant nowAt(Duration claimed) {
        return Instant.now().plus(claimed.compareTo(offset) > 0 ? claimed : offset);
    }

    /** Moves forward to that time; a time in the past changes nothing. */
    synchronized void moveTo(Instant time) {
        raise(Duration.between(Instant.now(), time));
    }

    /** Moves forward to the reserved offset. */
    synchronized void advanceTo(Duration claimed) {
        raise(claimed);
    }

    synchronized void reset() {
        offset = Duration.ZERO;
        goal = Duration.ZERO;
        kept.clear();
    }

    private void raise(Duration to) {
        if (to.compareTo(offset) > 0) {
            offset = to;
            kept.put(OFFSET, to);
        }
    }
}
