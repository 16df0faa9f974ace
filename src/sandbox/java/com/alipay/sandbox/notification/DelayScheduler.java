package com.alipay.sandbox.notification;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Schedules the delays of a throttled connection, in real time; it neither blocks a thread nor follows the sandbox's clock. */
@FunctionalInterface
public interface DelayScheduler {
    /** Runs the task after that delay. */
    void after(Duration wait, Runnable next);

    static DelayScheduler real(Executor executor) {
        return (wait, next) -> CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS, executor)
                .execute(next);
    }
}
