package com.alipay.sandbox.notification;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** How fast a slow connection is, in real time: nothing here blocks a thread or follows the sandbox's clock. */
@FunctionalInterface
public interface DelayScheduler {
    /** Does that so much later. */
    void after(Duration wait, Runnable next);

    static DelayScheduler real(Executor executor) {
        return (wait, next) -> CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS, executor)
                .execute(next);
    }
}
