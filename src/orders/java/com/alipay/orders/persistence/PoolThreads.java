package com.alipay.orders.persistence;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the threads of one connection pool and waits for their end: a closed pool only asks its threads to stop, and on a busy
 * machine they continue while the web application is removed.
 */
final class PoolThreads implements ThreadFactory {
    private static final Logger log = LoggerFactory.getLogger(PoolThreads.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicInteger count = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "alipay pool " + count.incrementAndGet());
        thread.setDaemon(true);
        threads.removeIf(each -> each.getState() == Thread.State.TERMINATED);
        threads.add(thread);
        return thread;
    }

    /** Waits for all threads after their pool was closed, at most half a minute; a timeout is logged. */
    void join() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                if (thread.isAlive()) {
                    log.warn("{}: still running after {} s", thread.getName(), PATIENCE.toSeconds());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
