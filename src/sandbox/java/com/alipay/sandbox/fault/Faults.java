package com.alipay.sandbox.fault;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The faults that are on. */
public final class Faults {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition removed = lock.newCondition();
    private final Set<Fault> on = EnumSet.noneOf(Fault.class);

    public void add(Fault fault) {
        lock.lock();
        try {
            on.add(fault);
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

    public boolean has(Fault fault) {
        return all().contains(fault);
    }

    public Set<Fault> all() {
        lock.lock();
        try {
            return Set.copyOf(on);
        } finally {
            lock.unlock();
        }
    }

    /** Answers when that fault is off, or after the limit. */
    public void awaitRemoval(Fault fault, Duration limit) {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (on.contains(fault) && left > 0) {
                left = removed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
