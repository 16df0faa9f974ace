package com.alipay.web;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Shares one computation that takes seconds: threads that ask while it is running receive the same result. */
final class SingleFlight<R> {
    private FutureTask<R> running;

    /**
     * Runs the computation, or waits for the one that is running.
     *
     * @throws IllegalStateException if the computation failed, or this thread was interrupted while waiting
     */
    R get(Callable<R> work) {
        FutureTask<R> task = running(work);
        task.run(); // no effect if another thread runs it
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private synchronized FutureTask<R> running(Callable<R> work) {
        if (running == null || running.isDone()) {
            running = new FutureTask<>(work);
        }
        return running;
    }
}
