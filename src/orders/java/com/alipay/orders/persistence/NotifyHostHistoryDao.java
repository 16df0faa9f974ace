package com.alipay.orders.persistence;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Accesses the addresses to which a notify_url has resolved. They are few: a row is added when the site moves, never changed. */
public final class NotifyHostHistoryDao {
    /** An address, and when it was first recorded. */
    public record HostAddress(String address, Instant first_seen) {}

    private final Handle handle;

    NotifyHostHistoryDao(Handle handle) {
        this.handle = handle;
    }

    /**
     * Records the addresses that are new.
     *
     * @param addresses to which the host name resolves now
     */
    public void record(String notify_url, Set<String> addresses, Instant now) {
        Set<String> fresh = new HashSet<>(addresses);
        entries(notify_url).forEach(known -> fresh.remove(known.address()));
        fresh.forEach(address -> insert(notify_url, address, now));
    }

    void insert(String notify_url, String address, Instant now) {
        handle.createUpdate("""
                        insert into alipay_notify_addresses (notify_url, address, first_seen_at)
                        values (:notify_url, :address, :now)
                        """)
                .bindMap(Map.of("notify_url", column(notify_url), "address", address, "now", now.toEpochMilli()))
                .execute();
    }

    /** Returns all addresses of this notify_url, in the order in which they appeared. */
    public List<HostAddress> entries(String notify_url) {
        return handle.createQuery("""
                        select address, first_seen_at from alipay_notify_addresses
                        where notify_url = :notify_url order by first_seen_at, address
                        """)
                .bind("notify_url", column(notify_url))
                .map((row, context) -> new HostAddress(row.getString(1), Instant.ofEpochMilli(row.getLong(2))))
                .list();
    }

    private static String column(String notify_url) {
        return NotificationTable.truncateForColumn(notify_url, 300);
    }
}
