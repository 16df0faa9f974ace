package com.alipay.web;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Actions for the end of the application. A failing action does not prevent the others. */
final class ShutdownActions {
    private static final Logger log = LoggerFactory.getLogger(ShutdownActions.class);

    private final Deque<Runnable> endings = new ArrayDeque<>();

    /** Adds an action; the last added runs first. */
    void add(Runnable ending) {
        endings.push(ending);
    }

    /** Runs all actions, once. Never throws. */
    void run() {
        while (!endings.isEmpty()) {
            try {
                endings.pop().run();
            } catch (RuntimeException | LinkageError e) {
                // A container that stops may already have unloaded a class that is needed only here.
                log.error("a shutdown action failed", e);
            }
        }
    }
}
