package com.alipay.sandbox.scheduling;

import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.persistence.StoredMap;
import java.time.Duration;
import java.time.Instant;

/** System time plus an offset that only grows (until a reset). Runs by itself; safe for any number of threads. */
public final class SandboxClock {
    private static final Duration FURTHEST = Duration.ofDays(3650);

    private static final String OFFSET = "offset";

    private final StoredMap<Duration> kept;
    private Duration offset;
    private Duration goal;

    public SandboxClock(StateStore vault) {
        this.kept = vault.shelf("clock", Duration.class);
        this.offset = kept.find(OFFSET).orElse(Duration.ZERO);
        this.goal = offset;
    }

    public synchronized Instant now() {
        return Instant.now().plus(offset);
    }

    public synchronized Duration offset() {
        return offset;
    }

    /** Claims more offset, which {@link #moveTo} and {@link #advanceTo} then use up; answers the offset to end at. */
    synchronized Duration reserve(Duration more) {
        Duration left = FURTHEST.minus(goal);
        if (more.compareTo(left) > 0) {
            throw new IllegalArgumentException("advance (" + more + ") leads more than ten years ahead: at most " + left
                    + ", or reset the sandbox first");
        }
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
