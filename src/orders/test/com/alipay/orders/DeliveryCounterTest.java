package com.alipay.orders;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.alipay.orders.persistence.ChangeSource;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.VerificationStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the counter tells when it cannot write. */
class DeliveryCounterTest {
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(DeliveryCounter.class);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
    }

    @Test
    void anOutageIsToldByTheDatabaseAlone() {
        DeliveryCounter counter = new DeliveryCounter(Database.unavailable("the disk is full"));
        counter.countRepeat(1, Instant.EPOCH);
        counter.write();
        grow(counter);
        counter.write();
        assertThat(lines.list).isEmpty();
    }

    /** Orders whose messages could not be counted are not forgotten, and having nothing else to do is no success. */
    @Test
    void anotherProblemIsToldOnceAndItsEndIsNotClaimed() {
        Database database = Database.unavailable("not started");
        database.close();
        DeliveryCounter counter = new DeliveryCounter(database);
        grow(counter);
        for (int i = 0; i < 3; i++) {
            counter.write();
        }
        assertThat(lines.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getLevel()).isEqualTo(Level.WARN));
    }

    /** A message about an order failed: too many of these are dropped. */
    private static void grow(DeliveryCounter counter) {
        NotificationDao.ProcessingUpdate failed = new NotificationDao.ProcessingUpdate(
                ChangeSource.message(MessageSource.NOTIFY_URL, null),
                VerificationStatus.GENUINE,
                ProcessingStatus.FAILED,
                DecisionReason.of(DecisionReason.Code.ROLLED_BACK, "test"),
                "fail",
                Duration.ZERO);
        counter.recordAnswer(1, "1", failed, true);
    }
}
