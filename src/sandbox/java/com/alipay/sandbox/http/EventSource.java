package com.alipay.sandbox.http;

import java.time.Duration;

/** Something that counts upwards and can be waited for. */
@FunctionalInterface
public interface EventSource {
    /** Returns the count as soon as it is larger than that, or else after that time at the latest. */
    long await(long after, Duration atMost) throws InterruptedException;
}
