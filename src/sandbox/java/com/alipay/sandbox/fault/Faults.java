package com.alipay.sandbox.fault;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The faults that are on, each until it is ended or for so many times more. Thread-safe. */
public final class Faults {
    private static final int ALWAYS = Integer.MAX_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition removed = lock.newCondition();
    private final Map<Fault, Integer> on = new EnumMap<>(Fault.class);

    /** On until it is ended. */
    public void add(Fault fault) {
        add(fault, ALWAYS);
    }

    /** On for that many times, whatever was said before. */
    public void add(Fault fault, int times) {
        lock.lock();
        try {
            on.put(fault, times);
        } finally {
            lock.unlock();
        }
    }

    /** Whether that fault strikes now; one that is limited has then struck once more. */
    public boolean strikes(Fault fault) {
        lock.lock();
        try {
            Integer left = on.get(fault);
            if (left != null && left != ALWAYS) {
                on.computeIfPresent(fault, (same, times) -> times == 1 ? null : times - 1);
            }
            return left != null;
        } finally {
            lock.unlock();
        }
    }

    /** How often each limited fault will still strike. */
    public Map<Fault, Integer> left() {
        lock.lock();
        try {
            Map<Fault, Integer> limited = new EnumMap<>(on);
            limited.values().removeIf(times -> times == ALWAYS);
            return limited;
        } finally {
            lock.unlock();
        }
    }

    /** Ends every fault, and lets go of whoever waits in {@link #awaitRemoval}. */
    public void clear() {
        lock.lock();
        try {
            on.clear();
            removed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public Set<Fault> all() {
        lock.lock();
        try {
            return Set.copyOf(on.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** Answers when that fault is off, or after the limit. */
    public void awaitRemoval(Fault fault, Duration limit) {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (on.containsKey(fault) && left > 0) {
                left = removed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
