package com.alipay.diagnosis;

import java.time.Duration;
import java.util.Optional;
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
final class Questions implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(Questions::thread);
    private final long end;

    /** @param patience how long the answers to all of them may take, from now on */
    Questions(Duration patience) {
        end = System.nanoTime() + patience.toNanos();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "alipay doctor");
        thread.setDaemon(true);
        return thread;
    }

    /** Asks, and returns at once. */
    <T> Question<T> ask(Supplier<T> probe) {
        return new Question<>(threads.submit(probe::get), end);
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    /** A question that was asked. */
    record Question<T>(Future<T> asked, long end) {
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
