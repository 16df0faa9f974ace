package com.alipay.sandbox.http;

import java.time.Duration;

/** A counter that only grows and can be waited for. */
@FunctionalInterface
public interface EventSource {
    /** Waits until the count exceeds {@code after}, at most that long, and returns the count. */
    long await(long after, Duration atMost) throws InterruptedException;
}
