package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ScheduledJobTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void whatHasBegunComesToItsEndWithoutAnInterruptAndIsTheLast() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicInteger times = new AtomicInteger();
        ScheduledJob repeating = ScheduledJob.every(Duration.ofMillis(1), "repeating test", () -> {
            times.incrementAndGet();
            begun.countDown();
            try {
                proceed.await();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        });
        begun.await();

        assertThat(repeating.end(Duration.ZERO)).as("still at it").isFalse();
        proceed.countDown();

        assertThat(repeating.end(LONG)).isTrue();
        assertThat(interrupted).isFalse();
        assertThat(times).hasValue(1);
    }

    @Test
    void itIsDoneAgainAndAgain() throws InterruptedException {
        CountDownLatch thrice = new CountDownLatch(3);
        ScheduledJob repeating = ScheduledJob.every(Duration.ofMillis(1), "repeating test", thrice::countDown);
        thrice.await();
        assertThat(repeating.end(LONG)).isTrue();
    }

    @Test
    void whatFoundNothingToDoDoesNotTellThatItWorksAgain() throws InterruptedException {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger(ScheduledJob.class);
        logger.addAppender(lines);
        try {
            AtomicInteger times = new AtomicInteger();
            CountDownLatch sixTimes = new CountDownLatch(6);
            ScheduledJob repeating = ScheduledJob.whenNeeded(Duration.ofMillis(1), "repeating test", () -> {
                sixTimes.countDown();
                if (times.incrementAndGet() % 2 == 1) {
                    throw new IllegalStateException("a message that cannot be examined");
                }
                return false;
            });
            sixTimes.await();
            assertThat(repeating.end(LONG)).isTrue();
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR);
    }

    @Test
    void whatFailsIsDoneAgainAndToldOnceEachWay() throws InterruptedException {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger(ScheduledJob.class);
        logger.addAppender(lines);
        try {
            AtomicInteger times = new AtomicInteger();
            CountDownLatch sixTimes = new CountDownLatch(6);
            ScheduledJob repeating = ScheduledJob.every(Duration.ofMillis(1), "repeating test", () -> {
                sixTimes.countDown();
                switch (times.incrementAndGet()) {
                    case 2 -> throw new IllegalStateException("the database is away");
                    case 3 -> throw new StackOverflowError("a hostile message");
                    default -> {}
                }
            });
            sixTimes.await();
            assertThat(repeating.end(LONG)).isTrue();
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR, Level.INFO);
        assertThat(lines.list.get(0).getThrowableProxy().getMessage()).isEqualTo("the database is away");
        assertThat(lines.list).allMatch(event -> event.getFormattedMessage().startsWith("repeating test: "));
    }
}
