package com.alipay.orders;

import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.NotificationQuery;
import com.alipay.orders.persistence.OverviewDao;
import com.alipay.orders.persistence.UnverifiedMessageDao;
import com.alipay.orders.rules.MessageSource;
import com.alipay.protocol.FormData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads messages for people: the log of notifications with a valid signature, and the newest unverified messages without one. The
 * two are numbered separately. Changes no order, and of a message only its diagnosis.
 */
public final class NotificationQueryService {
    private final Database database;
    private final UnverifiedMessageWriter writer;
    private final DeliveryCounter deliveries;

    NotificationQueryService(Database database, UnverifiedMessageWriter writer, DeliveryCounter deliveries) {
        this.database = database;
        this.writer = writer;
        this.deliveries = deliveries;
    }

    /** Returns the matching messages with a valid signature, newest first. */
    public List<NotificationDao.NotificationRecord> search(NotificationQuery search) {
        deliveries.write();
        return database.inTransaction(session -> session.notifications().list(search));
    }

    /** Returns the message of this number; empty when there is none. */
    public Optional<NotificationDao.NotificationRecord> find(long id) {
        deliveries.write();
        return database.inTransaction(session -> session.notifications().entry(id));
    }

    /** Returns the parameters of the message of this number. */
    public Optional<FormData> content(long id) {
        return database.inTransaction(session -> session.notifications().find(id))
                .map(NotificationQueryService::parsed);
    }

    /** Returns the matching messages without a valid signature, newest first, including the most recent one. */
    public List<NotificationDao.NotificationRecord> searchUnverified(NotificationQuery search) {
        writer.write();
        return database.inTransaction(session -> session.unverifiedMessages().list(search));
    }

    /** Returns how many messages without a valid signature came in each minute, newest first. */
    public List<UnverifiedMessageDao.MinuteCount> minutes(Instant from, Instant until, int limit) {
        writer.write();
        return database.inTransaction(session -> session.unverifiedMessages().minutes(from, until, limit));
    }

    /** Returns the unverified message of this number; empty when there is none, or it was removed. */
    public Optional<NotificationDao.NotificationRecord> findUnverified(long id) {
        return database.inTransaction(session -> session.unverifiedMessages().entry(id));
    }

    /** Returns the parameters of an unverified message. */
    public Optional<FormData> unverifiedContent(long id) {
        return database.inTransaction(session -> session.unverifiedMessages().find(id))
                .map(NotificationQueryService::parsed);
    }

    /** Reads the counts for the first of the admin pages. */
    public <R> R overview(Function<OverviewDao, R> read) {
        deliveries.write();
        return database.inTransaction(session -> read.apply(session.overview()));
    }

    /** Returns when the last message that was not refused came over notify_url; empty when none has. */
    public Optional<Instant> lastNotification() {
        return database.inTransaction(session -> session.notifications().last(MessageSource.NOTIFY_URL));
    }

    /** Stores why the message of this number was not accepted. */
    public void recordDiagnosis(long id, String diagnosis) {
        database.inTransaction(session -> {
            session.notifications().recordDiagnosis(id, diagnosis);
            return null;
        });
    }

    /** Stores why an unverified message was not accepted, if it is still there. */
    public void recordUnverifiedDiagnosis(long id, String diagnosis) {
        database.inTransaction(session -> {
            session.unverifiedMessages().recordDiagnosis(id, diagnosis);
            return null;
        });
    }

    /** Parses a stored message in the charset it was decoded with on arrival, without a limit on the number of parameters. */
    private static FormData parsed(NotificationDao.StoredMessage stored) {
        int bytes = stored.raw().length;
        return FormData.parse(stored.raw(), stored.charset(), new FormData.Limits(bytes, bytes));
    }
}
