package com.alipay.store;

import java.time.Duration;
import java.util.function.Supplier;

/** A database that is opened when it can be: by whoever needs it, and not more often than every ten seconds. */
final class Later {
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final Supplier<Database> opener;
    private final Runnable opened;
    private Database database;
    private boolean closed;
    private IllegalStateException problem;
    private long nextTry = System.nanoTime() + PAUSE;

    /** Begins with a pause: the caller has just tried in vain. */
    Later(Supplier<Database> opener, Runnable opened) {
        this.opener = opener;
        this.opened = opened;
    }

    /** The opened database. While one caller opens it the others wait, no longer than opening takes. */
    synchronized Database.Opened opened() {
        if (closed) {
            throw new IllegalStateException("the order book is closed: the application has ended");
        }
        if (database == null) {
            if (System.nanoTime() - nextTry < 0) {
                throw new IllegalStateException("the order book is still closed", problem);
            }
            try {
                database = opener.get();
                opened.run();
            } catch (IllegalStateException e) {
                problem = e;
                nextTry = System.nanoTime() + PAUSE;
                throw e;
            }
        }
        return database.opened();
    }

    /** From now on nobody opens it any more: there would be nobody left to close it. */
    synchronized void close() {
        closed = true;
        if (database != null) {
            database.close();
        }
    }
}
