package com.alipay.diagnosis.site;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Questions that are asked all at once and waited for together, so that ten silent hosts take no longer than one. Nobody is
 * interrupted: a database file that H2 reads at that moment would be closed by it; a question without an answer ends by itself.
 */
final class ProbeExecutor implements AutoCloseable {
    /** Of all questions ever asked; those that have ended are taken out when others begin. */
    private static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();

    private final ExecutorService threads = Executors.newCachedThreadPool(ProbeExecutor::thread);
    private final long end;

    /** @param patience how long the answers to all of them may take, from now on */
    ProbeExecutor(Duration patience) {
        end = System.nanoTime() + patience.toNanos();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "alipay doctor");
        thread.setDaemon(true);
        THREADS.removeIf(each -> each.getState() == Thread.State.TERMINATED);
        THREADS.add(thread);
        return thread;
    }

    /** Asks, and returns at once. */
    <T> ProbeFuture<T> ask(Supplier<T> probe) {
        return new ProbeFuture<>(threads.submit(probe::get), end);
    }

    /** Asks nothing more; what has no answer yet goes on until it ends by itself. */
    @Override
    public void close() {
        threads.shutdown();
    }

    /**
     * Waits until the last question of all has ended.
     *
     * @return whether it has, within that time
     */
    static boolean awaitEnd(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Thread thread : THREADS) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        }
        return THREADS.stream().noneMatch(Thread::isAlive);
    }

    /** A question that was asked. */
    record ProbeFuture<T>(Future<T> asked, long end) {
        /** Waits; empty when the patience is over. */
        Optional<T> answer() {
            try {
                return Optional.of(asked.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                // What was asked: whether there is an answer in time.
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a probe failed; it should have said what it could not find out", e);
            }
        }
    }
}
