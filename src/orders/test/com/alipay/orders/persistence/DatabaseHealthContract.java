package com.alipay.orders.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.orders.persistence.NotifyHostHistoryDao.HostAddress;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.protocol.Notification;
import com.alipay.protocol.Notification.RawMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the doctor asks a database, over a real one that is new for every test. The subclasses say which. */
public abstract class DatabaseHealthContract {
    private static final String NOTIFY_URL = "http://shop.example.com/alipay/notify_url.jsp";
    private static final Instant MONDAY = Instant.parse("2011-03-14T02:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2011-03-15T02:00:00Z");

    private final JdbcAddress address = empty();
    private Database database;

    /** Where a database is, and who opens it. */
    public record JdbcAddress(String url, String user, String password) {
        Database open(boolean migrate) {
            return Database.open(url, user, password, migrate);
        }
    }

    /** A new, empty database. */
    protected abstract JdbcAddress empty();

    /** The same database for somebody who may only read. */
    protected abstract JdbcAddress readOnly(JdbcAddress address);

    @AfterEach
    void closeDatabase() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void aGoodDatabaseIsWrittenAndLeftAsItWas() {
        database = address.open(true);
        assertThat(state(database.health())).isEqualTo(new DatabaseHealth(true, true, Optional.of(true), ""));
        assertThat(state(database.health())).isEqualTo(new DatabaseHealth(true, true, Optional.of(true), ""));
        assertThat(database.opened()
                        .jdbi()
                        .<Integer, RuntimeException>withHandle(
                                handle -> handle.createQuery("select count(*) from alipay_notify_addresses")
                                        .mapTo(Integer.class)
                                        .one()))
                .isZero();
    }

    /** Wherever it is. */
    private static DatabaseHealth state(DatabaseHealth health) {
        return new DatabaseHealth(health.reachable(), health.migrated(), health.writable(), health.problem());
    }

    /** The settings of this server by which a commit may be lost. */
    protected abstract List<String> unsafe();

    @Test
    void settingsByWhichACommitMayBeLostAreNamedWithWhatTheyShouldBe() {
        database = address.open(true);
        assertThat(database.health().unsafe()).containsExactlyElementsOf(unsafe());
    }

    @Test
    void aDatabaseWithoutTablesIsOutdated() {
        database = address.open(false);
        assertThat(state(database.health())).isEqualTo(new DatabaseHealth(true, false, Optional.empty(), "V1"));
    }

    @Test
    void aDatabaseOfTheFirstVersionIsOutdatedAndKeepsItsMessagesWhenItIsBroughtUpToDate() {
        database = address.open(false);
        Flyway flyway = database.opened().flyway();
        Flyway.configure()
                .configuration(flyway.getConfiguration())
                .target("1")
                .load()
                .migrate();
        assertThat(state(database.health())).isEqualTo(new DatabaseHealth(true, false, Optional.empty(), "V2"));
        database.opened().jdbi().useHandle(handle -> {
            writtenByTheFirstVersion(handle, "alipay_notices");
            writtenByTheFirstVersion(handle, "alipay_strangers");
        });
        database.close();

        database = address.open(true);
        assertThat(state(database.health())).isEqualTo(new DatabaseHealth(true, true, Optional.of(true), ""));
        database.inTransaction(session -> {
            NotificationDao.NotificationRecord refused =
                    session.notifications().list(NotificationQuery.newest(10)).get(0);
            assertThat(refused.diagnosis()).isNull();
            session.notifications().recordDiagnosis(refused.id(), "{}");
            NotificationDao.NotificationRecord examined =
                    session.notifications().entry(refused.id()).orElseThrow();
            assertThat(examined).isEqualTo(refused.withDiagnosis("{}"));
            assertThat(session.unverifiedMessages().list(NotificationQuery.newest(10)))
                    .extracting(NotificationDao.NotificationRecord::diagnosis)
                    .containsExactly((String) null);
            return null;
        });
    }

    private static void writtenByTheFirstVersion(Handle handle, String table) {
        handle.createUpdate("insert into " + table + """
                         (received_at, raw_message, decoded_as, remote_addr, node, notify_id, out_trade_no, trade_no,
                            trade_status, source, verdict, outcome, reason, answer, took_millis)
                        values (:received_at, :raw, 'UTF-8', '203.0.113.7', '', '1', '', '', '', 'notify_url',
                            'NotConfirmed', 'REFUSED', 'the gateway did not confirm it', 'fail', 5)
                        """)
                .bind("received_at", MONDAY.toEpochMilli())
                .bind("raw", "notify_id=1".getBytes(StandardCharsets.US_ASCII))
                .execute();
    }

    @Test
    void aDatabaseThatIsAwayIsNotReached() {
        database = address.open(true);
        database.close();
        DatabaseHealth health = database.health();
        assertThat(health.reachable()).isFalse();
        assertThat(health.writable()).isEmpty();
        assertThat(health.problem()).isNotEmpty().doesNotContain("jdbc:");
    }

    @Test
    void whoMayOnlyReadCannotWrite() {
        address.open(true).close();
        database = readOnly(address).open(false);
        DatabaseHealth health = database.health();
        assertThat(health.writable()).contains(false);
        assertThat(health.problem()).contains("SQLState");
    }

    @Test
    void anAddressIsWrittenDownOnceWithTheMomentItAppeared() {
        database = address.open(true);
        List<HostAddress> entries = database.inTransaction(session -> {
            session.notifyAddresses().record(NOTIFY_URL, Set.of("203.0.113.10", "2001:db8:0:0:0:0:0:10"), MONDAY);
            session.notifyAddresses().record(NOTIFY_URL, Set.of("203.0.113.10"), TUESDAY);
            session.notifyAddresses().record(NOTIFY_URL, Set.of("203.0.113.10", "203.0.113.99"), TUESDAY);
            return session.notifyAddresses().entries(NOTIFY_URL);
        });
        assertThat(entries)
                .containsExactly(
                        new HostAddress("2001:db8:0:0:0:0:0:10", MONDAY),
                        new HostAddress("203.0.113.10", MONDAY),
                        new HostAddress("203.0.113.99", TUESDAY));
    }

    @Test
    void aNotifyUrlOfAnotherNameBeginsAnew() {
        database = address.open(true);
        String renamed = NOTIFY_URL.replace("notify_url.jsp", "notify_url_2.jsp");
        List<HostAddress> entries = database.inTransaction(session -> {
            session.notifyAddresses().record(NOTIFY_URL, Set.of("203.0.113.10"), MONDAY);
            return session.notifyAddresses().entries(renamed);
        });
        assertThat(entries).isEmpty();
    }

    @Test
    void theLastNotificationIsTheNewestThatWasNotRefused() {
        database = address.open(true);
        assertThat(last()).isEmpty();
        received(MONDAY, MessageSource.NOTIFY_URL, ProcessingStatus.ADVANCED);
        received(MONDAY.plusSeconds(60), MessageSource.NOTIFY_URL, ProcessingStatus.HELD);
        received(TUESDAY, MessageSource.NOTIFY_URL, ProcessingStatus.REFUSED);
        received(TUESDAY, MessageSource.RETURN_URL, ProcessingStatus.ADVANCED);
        assertThat(last()).contains(MONDAY.plusSeconds(60));
    }

    private Optional<Instant> last() {
        return database.inTransaction(session -> session.notifications().last(MessageSource.NOTIFY_URL));
    }

    private void received(Instant moment, MessageSource source, ProcessingStatus outcome) {
        RawMessage delivery = new RawMessage(
                "notify_id=1".getBytes(StandardCharsets.US_ASCII), StandardCharsets.UTF_8, moment, "203.0.113.7");
        NotificationDao.ProcessingUpdate answer = new NotificationDao.ProcessingUpdate(
                ChangeSource.message(source, "1"),
                VerificationStatus.GENUINE,
                outcome,
                DecisionReason.of(DecisionReason.Code.ID_APPLIED),
                "success",
                Duration.ofMillis(5));
        database.inTransaction(session -> {
            Notification notification =
                    new Notification(Map.of("notify_id", "1", "notify_time", moment + source.code()));
            session.notifications()
                    .recordAnswer(
                            session.notifications()
                                    .receive(notification, delivery, "")
                                    .id(),
                            answer);
            return null;
        });
    }
}
