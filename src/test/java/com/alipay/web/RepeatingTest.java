package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatingTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void whatHasBegunComesToItsEndWithoutAnInterruptAndIsTheLast() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicInteger times = new AtomicInteger();
        Repeating repeating = Repeating.every(Duration.ofMillis(1), "repeating test", () -> {
            times.incrementAndGet();
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        });
        begun.await();

        assertThat(repeating.end(Duration.ZERO)).as("still at it").isFalse();
        goOn.countDown();

        assertThat(repeating.end(LONG)).isTrue();
        assertThat(interrupted).isFalse();
        assertThat(times).hasValue(1);
    }

    @Test
    void itIsDoneAgainAndAgain() throws InterruptedException {
        CountDownLatch thrice = new CountDownLatch(3);
        Repeating repeating = Repeating.every(Duration.ofMillis(1), "repeating test", thrice::countDown);
        thrice.await();
        assertThat(repeating.end(LONG)).isTrue();
    }
}
