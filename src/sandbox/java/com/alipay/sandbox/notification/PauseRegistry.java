package com.alipay.sandbox.notification;

import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.persistence.StoredMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Which notifications wait for a person to let them go on: all of them, or single ones. What has come due meanwhile is held in
 * memory alone: after a restart it comes due again. Thread-safe.
 */
final class PauseRegistry {
    private static final String ALL = "*";

    private final StoredMap<Boolean> paused;
    private final List<Held> held = new ArrayList<>();

    private record Held(String notifyId, Runnable next) {}

    PauseRegistry(StateStore vault) {
        paused = vault.shelf("pauses", Boolean.class);
    }

    synchronized void pauseAll() {
        paused.put(ALL, true);
    }

    synchronized void pause(String notifyId) {
        paused.put(notifyId, true);
    }

    synchronized boolean areAll() {
        return paused.find(ALL).isPresent();
    }

    synchronized boolean isPaused(String notifyId) {
        return areAll() || paused.find(notifyId).isPresent();
    }

    /** How many have something due that waits. */
    synchronized int waiting() {
        return held.size();
    }

    /** Keeps what that notification should do now if it is paused; whether it is. */
    synchronized boolean hold(String notifyId, Runnable next) {
        boolean waits = isPaused(notifyId);
        if (waits) {
            held.add(new Held(notifyId, next));
        }
        return waits;
    }

    /** Ends the pause of all; what was due meanwhile, in its order, those that are paused singly left out. */
    synchronized List<Runnable> resumeAll() {
        paused.remove(ALL);
        return takeFree();
    }

    /** Ends the pause of one; what it had due, unless all are paused. */
    synchronized List<Runnable> resume(String notifyId) {
        paused.remove(notifyId);
        return takeFree();
    }

    synchronized void clear() {
        paused.clear();
        held.clear();
    }

    private List<Runnable> takeFree() {
        List<Held> free =
                held.stream().filter(each -> !isPaused(each.notifyId())).toList();
        held.removeAll(free);
        return free.stream().map(Held::next).toList();
    }
}
