package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private final SingleFlight<Integer> work = new SingleFlight<>();
    private final AtomicInteger times = new AtomicInteger();

    @Test
    void whoAsksWhileItIsBeingDoneGetsTheSameResult() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> work.get(() -> {
            begun.countDown();
            proceed.await();
            return times.incrementAndGet();
        }));
        begun.await();
        AtomicReference<Integer> given = new AtomicReference<>();
        Thread second = new Thread(() -> given.set(work.get(times::incrementAndGet)));
        second.start();
        while (second.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        proceed.countDown();
        second.join();
        assertThat(first.join()).isEqualTo(1);
        assertThat(given).hasValue(1);
        assertThat(times).hasValue(1);
    }

    @Test
    void whoAsksAfterwardsGetsANewOne() {
        assertThat(work.get(times::incrementAndGet)).isEqualTo(1);
        assertThat(work.get(times::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void whatFailedIsDoneAgain() {
        assertThatThrownBy(() -> work.get(() -> {
                    throw new java.io.IOException("no");
                }))
                .hasRootCauseMessage("no");
        assertThat(work.get(times::incrementAndGet)).isEqualTo(1);
    }
}
