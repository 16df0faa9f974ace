package com.alipay.sandbox.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The faults that are on, each until it is ended or for so many times more, for every trade or for one. Thread-safe. */
public final class Faults {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final List<Active> active = new ArrayList<>();
    private final Map<Fault, Integer> endings = new EnumMap<>(Fault.class);

    /**
     * A fault that is on.
     *
     * @param left how often it will still strike; empty for no end
     */
    public record Active(Fault fault, Target target, OptionalInt left) {
        private boolean is(Fault other, Target limit) {
            return fault == other && target.equals(limit);
        }

        private boolean strikes(Fault other, Target event) {
            return fault == other && target.covers(event);
        }
    }

    /** On for events of that target, whatever was said of the same fault and target before; for so many, or no end. */
    public void add(Fault fault, Target target, OptionalInt times) {
        lock.lock();
        try {
            active.removeIf(each -> each.is(fault, target));
            active.add(new Active(fault, target, times));
        } finally {
            lock.unlock();
        }
    }

    /** Whether that fault strikes an event of that target now; one that is limited has then struck once more. */
    public boolean strikes(Fault fault, Target event) {
        lock.lock();
        try {
            Optional<Active> striking =
                    active.stream().filter(each -> each.strikes(fault, event)).findFirst();
            striking.filter(each -> each.left().isPresent()).ifPresent(this::countDown);
            return striking.isPresent();
        } finally {
            lock.unlock();
        }
    }

    /** If that fault strikes, answers when it is ended, or after the limit. */
    public void hang(Fault fault, Target event, Duration limit) {
        lock.lock();
        try {
            int before = endings.getOrDefault(fault, 0);
            long left = strikes(fault, event) ? limit.toNanos() : 0;
            while (left > 0 && endings.getOrDefault(fault, 0) == before) {
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** What is on, in the order it was added. */
    public List<Active> active() {
        lock.lock();
        try {
            return List.copyOf(active);
        } finally {
            lock.unlock();
        }
    }

    /** Ends that fault for that target. */
    public void end(Fault fault, Target target) {
        lock.lock();
        try {
            active.removeIf(each -> each.is(fault, target));
            release(fault);
        } finally {
            lock.unlock();
        }
    }

    /** Ends every fault, and lets go of whoever hangs. */
    public void clear() {
        lock.lock();
        try {
            active.clear();
            List.of(Fault.values()).forEach(this::release);
        } finally {
            lock.unlock();
        }
    }

    private void release(Fault fault) {
        endings.merge(fault, 1, Integer::sum);
        ended.signalAll();
    }

    private void countDown(Active limited) {
        int left = limited.left().getAsInt() - 1;
        int place = active.indexOf(limited);
        if (left == 0) {
            active.remove(place);
        } else {
            active.set(place, new Active(limited.fault(), limited.target(), OptionalInt.of(left)));
        }
    }
}
