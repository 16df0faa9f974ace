package com.alipay.diagnosis.site;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs probes in parallel with one deadline, so that ten silent hosts take no longer than one. Threads are never interrupted,
 * because an interrupt would close a database file that H2 is reading; a probe without an answer ends by its own timeout.
 */
final class ProbeExecutor implements AutoCloseable {
    /** All probe threads; finished ones are removed when others start. */
    private static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();

    private final ExecutorService threads = Executors.newCachedThreadPool(ProbeExecutor::thread);
    private final long end;

    /** @param patience maximum time for all probes together, from now on */
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

    /** Starts a probe and returns at once. */
    <T> ProbeFuture<T> ask(Supplier<T> probe) {
        return new ProbeFuture<>(threads.submit(probe::get), end);
    }

    /** Runs the tasks at the same time, and hands over each result as soon as it is there. */
    <T> void each(List<Callable<T>> tasks, Consumer<T> finished) {
        CompletionService<T> running = new ExecutorCompletionService<>(threads);
        tasks.forEach(running::submit);
        try {
            for (int i = 0; i < tasks.size(); i++) {
                finished.accept(running.take().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the diagnosis was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a check failed; it should have been UNKNOWN", e);
        }
    }

    /** Starts no more probes; unfinished ones run until their own timeout. */
    @Override
    public void close() {
        threads.shutdown();
    }

    /**
     * Waits until every probe has ended.
     *
     * @return whether all ended within that time
     */
    static boolean awaitEnd(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Thread thread : THREADS) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        }
        return THREADS.stream().noneMatch(Thread::isAlive);
    }

    /** The result of a running probe. */
    record ProbeFuture<T>(Future<T> asked, long end) {
        /** Waits for the result; empty after the deadline. */
        Optional<T> answer() {
            try {
                return Optional.of(asked.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                // No result before the deadline.
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
