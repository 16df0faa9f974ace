package com.alipay.sandbox.notification;

import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.persistence.StoredMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Which notifications are paused by a person: all, or single ones. What became due meanwhile is held in memory only: after a
 * restart it becomes due again. Thread-safe.
 */
final class PauseRegistry {
    private static final String ALL = "*";

    private final StoredMap<Boolean> paused;
    private final List<Held> held = new ArrayList<>();

    private record Held(String notifyId, Runnable next) {}

    PauseRegistry(StateStore vault) {
        paused = vault.map("pauses", Boolean.class);
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

    /** Returns how many notifications have something due. */
    synchronized int waiting() {
        return held.size();
    }

    /** Holds the task if that notification is paused; returns whether it is. */
    synchronized boolean hold(String notifyId, Runnable next) {
        boolean waits = isPaused(notifyId);
        if (waits) {
            held.add(new Held(notifyId, next));
        }
        return waits;
    }

    /** Ends the pause of all; returns the held tasks in order, except those of notifications paused individually. */
    synchronized List<Runnable> resumeAll() {
        paused.remove(ALL);
        return takeFree();
    }

    /** Ends the pause of one; returns its held task, unless all are paused. */
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
