package com.alipay.orders.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The embedded database comes back by itself; one line tells when it goes, and one when it is back. */
class DatabaseOutageTest {
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Database.class);

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() {
        FaultyDisk.mount();
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
    }

    private Stream<String> logLines() {
        return lines.list.stream()
                .filter(it -> it.getLevel().isGreaterOrEqual(Level.INFO))
                .map(ILoggingEvent::getFormattedMessage);
    }

    private Database open() {
        return Database.open(FaultyDisk.url(folder), "", "", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "broken"})
    void afterADiskThatTookNothingEverythingAnsweredIsThereAndMoreIsTaken(String fault) throws InterruptedException {
        Set<Integer> answered = new TreeSet<>();
        try (Database database = open()) {
            SurvivingOrders.create(database);
            for (int outage = 0; outage < 3; outage++) {
                int first = outage * 100;
                SurvivingOrders.write(database, first, "before");
                answered.add(first);
                fault(fault, true);
                for (int id = first + 1; id < first + 20; id++) {
                    int refused = id;
                    assertThatThrownBy(() -> SurvivingOrders.write(database, refused, "x".repeat(2_000)))
                            .isInstanceOf(DatabaseUnavailableException.class);
                }
                DatabaseHealth health = database.health();
                assertThat(health.reachable()).isFalse();
                assertThat(health.disk().orElseThrow().folder()).isEqualTo(folder.toString());
                fault(fault, false);
                lookAfterItUntilItWorks(database);
                SurvivingOrders.write(database, first + 50, "after");
                answered.add(first + 50);
            }
            assertThat(SurvivingOrders.ids(database)).containsAll(answered);
            assertThat(database.health().writable()).contains(true);
        }
        try (Database database = open()) {
            assertThat(SurvivingOrders.ids(database)).containsAll(answered);
        }
        assertThat(logLines()).hasSize(6);
        assertThat(lines.list.stream()
                        .filter(it -> it.getLevel() == Level.ERROR)
                        .toList())
                .hasSize(3)
                .allSatisfy(line -> {
                    assertThat(line.getThrowableProxy()).isNull();
                    assertThat(line.getFormattedMessage())
                            .contains(folder.toString(), "MB free", "user " + System.getProperty("user.name"));
                });
        assertThat(logLines().filter(line -> line.startsWith("the order database works again, after ")))
                .hasSize(3);
    }

    private static void fault(String fault, boolean now) {
        if (fault.equals("full")) {
            FaultyDisk.isFull(now);
        } else {
            FaultyDisk.isBroken(now);
        }
    }

    /** As the application does, only more often. */
    private static void lookAfterItUntilItWorks(Database database) throws InterruptedException {
        CountDownLatch works = new CountDownLatch(1);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            timer.scheduleWithFixedDelay(
                    () -> {
                        database.maintain();
                        if (database.health().reachable()) {
                            works.countDown();
                        }
                    },
                    0,
                    20,
                    TimeUnit.MILLISECONDS);
            assertThat(works.await(300, TimeUnit.SECONDS)).isTrue();
        } finally {
            timer.shutdown();
            assertThat(timer.awaitTermination(300, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aFileThatIsDeletedUnderTheDatabaseIsNotWrittenInVain() throws Exception {
        try (Database database = open()) {
            SurvivingOrders.create(database);
            Path file = folder.resolve("orders.mv.db");
            Path away = Files.move(file, folder.resolve("away"));

            assertThatThrownBy(() -> SurvivingOrders.write(database, 1, "lost"))
                    .isInstanceOf(DatabaseUnavailableException.class);

            Files.move(away, file);
            lookAfterItUntilItWorks(database);
            SurvivingOrders.write(database, 2, "kept");
            assertThat(SurvivingOrders.ids(database)).contains(2);
        }
    }

    /** The database is not open at that moment, which is no failure. */
    @Test
    void maintenanceWaitsWhileAnotherThreadRewritesTheFile() throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicReference<Thread> maintenance = new AtomicReference<>();
        try (Database database = open()) {
            FaultyDisk.atEachWrite(() -> {
                if (Files.exists(folder.resolve("orders.mv.db.tempFile")) && maintenance.get() == null) {
                    Thread thread = new Thread(database::maintain);
                    thread.setUncaughtExceptionHandler((ended, e) -> failure.set(e));
                    maintenance.set(thread);
                    thread.start();
                    while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
                        Thread.onSpinWait();
                    }
                }
            });
            SurvivingOrders.create(database);
            SurvivingOrders.write(database, 1, "");
            for (int i = 0; maintenance.get() == null; i++) {
                assertThat(i).as("changes before the file is rewritten").isLessThan(20_000);
                SurvivingOrders.execute(database, "update kept set filler = '" + i + "x".repeat(3_900) + "'");
            }
            maintenance.get().join();
        }
        assertThat(failure).hasNullValue();
        assertThat(logLines()).isEmpty();
    }

    @Test
    void aFailureOfTheWorkItselfIsNoOutage() {
        try (Database database = open()) {
            SurvivingOrders.create(database);
            SurvivingOrders.write(database, 1, "once");
            assertThatThrownBy(() -> SurvivingOrders.write(database, 1, "twice"))
                    .isNotInstanceOf(DatabaseUnavailableException.class);
            IllegalStateException shops =
                    new IllegalStateException(new SQLException("the shop's other database", "08001"));
            assertThatThrownBy(() -> database.inTransaction(session -> {
                        throw shops;
                    }))
                    .isSameAs(shops);
            SurvivingOrders.write(database, 2, "goes on");
        }
        assertThat(logLines()).isEmpty();
    }

    @Test
    void aDatabaseThatCouldNotBeOpenedAtFirstIsOpenedByLookingAfterIt() throws InterruptedException {
        AtomicBoolean there = new AtomicBoolean();
        AtomicInteger opened = new AtomicInteger();
        try (Database database = Database.openLater(
                () -> {
                    if (!there.get()) {
                        throw new IllegalStateException("not yet");
                    }
                    return open();
                },
                opened::incrementAndGet,
                Optional.empty(),
                new IllegalStateException("not yet"))) {
            assertThatThrownBy(() -> SurvivingOrders.create(database)).isInstanceOf(DatabaseUnavailableException.class);
            there.set(true);
            lookAfterItUntilItWorks(database);
            SurvivingOrders.create(database);
        }
        assertThat(opened).hasValue(1);
        assertThat(logLines()).hasSize(1);
    }

    @Test
    void whatWasNeverOpenedIsNotOpenedAfterTheEnd() {
        AtomicInteger tries = new AtomicInteger();
        Database later = Database.openLater(
                () -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("the disk is full");
                },
                () -> {},
                Optional.empty(),
                new IllegalStateException("the disk is full"));
        later.close();
        assertThatThrownBy(() -> later.inTransaction(session -> "done"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the application has stopped");
        assertThat(tries).hasValue(0);
    }
}
