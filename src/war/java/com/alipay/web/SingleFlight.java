package com.alipay.web;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that takes seconds and is not done twice at once: who asks while it is being done is given the same result. */
final class SingleFlight<R> {
    private FutureTask<R> running;

    /**
     * Does the work, or waits for the one that is being done.
     *
     * @throws IllegalStateException the work failed, or this thread was interrupted while it waited
     */
    R get(Callable<R> work) {
        FutureTask<R> task = running(work);
        task.run(); // nothing, where another thread is at it
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
