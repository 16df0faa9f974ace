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
 * What people read about messages: the ledger of those with a right signature, and the newest of those without one. The two have
 * numbers of their own. Nothing here changes an order, or more of a message than what is known about it.
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

    /** The messages with a right signature that are looked for, newest first. */
    public List<NotificationDao.NotificationRecord> notices(NotificationQuery search) {
        deliveries.write();
        return database.inTransaction(session -> session.notices().list(search));
    }

    /** The message of this number; empty when there is none. */
    public Optional<NotificationDao.NotificationRecord> notice(long id) {
        deliveries.write();
        return database.inTransaction(session -> session.notices().entry(id));
    }

    /** What the message of this number brought. */
    public Optional<FormData> content(long id) {
        return database.inTransaction(session -> session.notices().find(id)).map(NotificationQueryService::parsed);
    }

    /** The messages without a right signature that are looked for, newest first, down to the one that came just now. */
    public List<NotificationDao.NotificationRecord> strangers(NotificationQuery search) {
        writer.write();
        return database.inTransaction(session -> session.strangers().list(search));
    }

    /** How many messages without a right signature came in each minute, newest first. */
    public List<UnverifiedMessageDao.MinuteCount> minutes(Instant from, Instant until, int limit) {
        writer.write();
        return database.inTransaction(session -> session.strangers().minutes(from, until, limit));
    }

    /** The message without a right signature that has this number; empty when there is none, or no longer. */
    public Optional<NotificationDao.NotificationRecord> stranger(long id) {
        return database.inTransaction(session -> session.strangers().entry(id));
    }

    /** What the message without a right signature brought. */
    public Optional<FormData> strangersContent(long id) {
        return database.inTransaction(session -> session.strangers().find(id)).map(NotificationQueryService::parsed);
    }

    /** What the first page of the admin pages counts. */
    public <R> R overview(Function<OverviewDao, R> read) {
        deliveries.write();
        return database.inTransaction(session -> read.apply(session.overview()));
    }

    /** When the last message came over notify_url that was not refused; empty when none has. */
    public Optional<Instant> lastNotification() {
        return database.inTransaction(session -> session.notices().last(MessageSource.NOTIFY_URL));
    }

    /** Writes why the message of this number was not accepted. */
    public void noticeExamined(long id, String diagnosis) {
        database.inTransaction(session -> {
            session.notices().examined(id, diagnosis);
            return null;
        });
    }

    /** Writes why the message without a right signature was not accepted, if it is still there. */
    public void strangerExamined(long id, String diagnosis) {
        database.inTransaction(session -> {
            session.strangers().examined(id, diagnosis);
            return null;
        });
    }

    /** In the charset that it was decoded with when it came, and however many parameters it has. */
    private static FormData parsed(NotificationDao.StoredMessage stored) {
        int bytes = stored.raw().length;
        return FormData.parse(stored.raw(), stored.charset(), new FormData.Limits(bytes, bytes));
    }
}
