package com.alipay.sandbox.fault;

import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.persistence.StoredMap;
import com.alipay.sandbox.trade.TradeStatus;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Registry of active faults, each until ended or for a number of times, for every trade or for one. Thread-safe. */
public final class FaultRegistry {
    /** Applies in every trade status. */
    public static final String ANY_STATUS = "any";

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final StoredMap<Active> active;
    private final Map<Fault, Integer> endings = new EnumMap<>(Fault.class);

    /**
     * An active fault.
     *
     * @param left how often it will still apply; empty for no limit
     * @param tradeStatus the trade status in which notifications are affected, {@link #ANY_STATUS}, or empty for every status
     *     from the payment on
     */
    public record Active(Fault fault, FaultTarget target, OptionalInt left, String tradeStatus) {
        public Active {
            // Data files written before this field existed have none.
            tradeStatus = tradeStatus == null ? "" : tradeStatus;
        }

        private boolean strikes(Fault other, FaultTarget event, String status) {
            return fault == other && target.matches(event) && concerns(status);
        }

        private boolean concerns(String status) {
            return tradeStatus.isEmpty()
                    ? !status.equals(TradeStatus.WAIT_BUYER_PAY.name())
                    : tradeStatus.equals(ANY_STATUS) || tradeStatus.equals(status);
        }
    }

    public FaultRegistry(StateStore vault) {
        active = vault.map("faults", Active.class);
    }

    /** Activates the fault for notifications from the payment on and for all other events, replacing an earlier activation. */
    public void add(Fault fault, FaultTarget target, OptionalInt times) {
        add(fault, target, times, "");
    }

    /**
     * Activates the fault for events of that target, a number of times or without limit, replacing an earlier activation for the
     * same target.
     *
     * @param tradeStatus see {@link Active}
     */
    public void add(Fault fault, FaultTarget target, OptionalInt times, String tradeStatus) {
        lock.lock();
        try {
            active.remove(key(fault, target));
            active.put(key(fault, target), new Active(fault, target, times, tradeStatus));
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether that fault applies to the event now; if so, a limited fault is counted down. */
    public boolean consume(Fault fault, FaultTarget event) {
        return consume(fault, event, "");
    }

    /**
     * Returns the same for a notification of a trade.
     *
     * @param status the trade's status; empty for a message about something else
     */
    public boolean consume(Fault fault, FaultTarget event, String status) {
        lock.lock();
        try {
            Optional<Active> striking = active.values().stream()
                    .filter(each -> each.strikes(fault, event, status))
                    .findFirst();
            striking.filter(each -> each.left().isPresent()).ifPresent(this::countDown);
            return striking.isPresent();
        } finally {
            lock.unlock();
        }
    }

    /** Blocks while that fault applies, until it is ended or the limit has passed; returns at once if it does not apply. */
    public void awaitEnd(Fault fault, FaultTarget event, Duration limit) {
        lock.lock();
        try {
            int before = endings.getOrDefault(fault, 0);
            long left = consume(fault, event) ? limit.toNanos() : 0;
            while (left > 0 && endings.getOrDefault(fault, 0) == before) {
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the active faults in the order they were added. */
    public List<Active> active() {
        lock.lock();
        try {
            return List.copyOf(active.values());
        } finally {
            lock.unlock();
        }
    }

    /** Ends that fault for that target. */
    public void end(Fault fault, FaultTarget target) {
        lock.lock();
        try {
            active.remove(key(fault, target));
            release(fault);
        } finally {
            lock.unlock();
        }
    }

    /** Ends every fault and releases waiting threads. */
    public void clear() {
        lock.lock();
        try {
            active.clear();
            releaseAll();
        } finally {
            lock.unlock();
        }
    }

    /** Releases waiting threads; the faults stay active. */
    public void releaseAll() {
        lock.lock();
        try {
            List.of(Fault.values()).forEach(this::release);
        } finally {
            lock.unlock();
        }
    }

    private static String key(Fault fault, FaultTarget target) {
        return fault + " " + target.tradeNo() + " " + target.outTradeNo();
    }

    private void release(Fault fault) {
        endings.merge(fault, 1, Integer::sum);
        ended.signalAll();
    }

    private void countDown(Active limited) {
        int left = limited.left().getAsInt() - 1;
        String key = key(limited.fault(), limited.target());
        if (left == 0) {
            active.remove(key);
        } else {
            active.put(key, new Active(limited.fault(), limited.target(), OptionalInt.of(left), limited.tradeStatus()));
        }
    }
}
