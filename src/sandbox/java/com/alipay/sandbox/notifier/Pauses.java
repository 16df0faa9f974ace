package com.alipay.sandbox.notifier;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which notifications wait for a person to let them go on: all of them, or single ones. Thread-safe. */
final class Pauses {
    private boolean all;
    private final Set<String> single = new HashSet<>();
    private final List<Held> held = new ArrayList<>();

    private record Held(String notifyId, Runnable next) {}

    synchronized void pauseAll() {
        all = true;
    }

    synchronized void pause(String notifyId) {
        single.add(notifyId);
    }

    synchronized boolean areAll() {
        return all;
    }

    synchronized boolean isPaused(String notifyId) {
        return all || single.contains(notifyId);
    }

    /** How many have something due that waits. */
    synchronized int waiting() {
        return held.size();
    }

    /** Keeps what that notification should do now if it is paused; whether it is. */
    synchronized boolean hold(String notifyId, Runnable next) {
        boolean paused = isPaused(notifyId);
        if (paused) {
            held.add(new Held(notifyId, next));
        }
        return paused;
    }

    /** Ends the pause of all; what was due meanwhile, in its order, those that are paused singly left out. */
    synchronized List<Runnable> resumeAll() {
        all = false;
        return takeFree();
    }

    /** Ends the pause of one; what it had due, unless all are paused. */
    synchronized List<Runnable> resume(String notifyId) {
        single.remove(notifyId);
        return takeFree();
    }

    synchronized void clear() {
        all = false;
        single.clear();
        held.clear();
    }

    private List<Runnable> takeFree() {
        List<Held> free =
                held.stream().filter(each -> !isPaused(each.notifyId())).toList();
        held.removeAll(free);
        return free.stream().map(Held::next).toList();
    }
}
