package com.alipay.sandbox.notifier;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The last 10,000 attempts, with the notification of each. Thread-safe. */
final class DeliveryLog {
    private static final int LIMIT = 10_000;

    private record Entry(Delivery delivery, Notification notification) {}

    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private long last;

    synchronized long nextId() {
        return ++last;
    }

    synchronized void add(Delivery delivery, Notification notification) {
        entries.put(delivery.id(), new Entry(delivery, notification));
        if (entries.size() > LIMIT) {
            entries.pollFirstEntry();
        }
    }

    synchronized Optional<Notification> notificationOf(long deliveryId) {
        return Optional.ofNullable(entries.get(deliveryId)).map(Entry::notification);
    }

    synchronized Optional<Delivery> find(long deliveryId) {
        return Optional.ofNullable(entries.get(deliveryId)).map(Entry::delivery);
    }

    /** Those with a smaller id, newest first. */
    synchronized List<Delivery> before(long deliveryId) {
        return entries.headMap(deliveryId, false).descendingMap().values().stream()
                .map(Entry::delivery)
                .toList();
    }

    synchronized void clear() {
        entries.clear();
    }
}
