package com.alipay.web;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be done when the application ends. An ending that fails keeps none of the others from being done. */
final class ShutdownActions {
    private static final Logger log = LoggerFactory.getLogger(ShutdownActions.class);

    private final Deque<Runnable> endings = new ArrayDeque<>();

    /** Adds one; what began last ends first. */
    void add(Runnable ending) {
        endings.push(ending);
    }

    /** Does all of them, once. Throws nothing. */
    void run() {
        while (!endings.isEmpty()) {
            try {
                endings.pop().run();
            } catch (RuntimeException | LinkageError e) {
                // A container that stops may have taken away a class that is needed only now.
                log.error("something of the application could not be ended", e);
            }
        }
    }
}
