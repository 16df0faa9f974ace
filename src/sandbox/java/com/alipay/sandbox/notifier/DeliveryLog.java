package com.alipay.sandbox.notifier;

import com.alipay.sandbox.data.Shelf;
import com.alipay.sandbox.data.Vault;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The last 10,000 attempts. Thread-safe. */
final class DeliveryLog {
    private static final int LIMIT = 10_000;

    private final Shelf<Delivery> entries;
    private final NavigableMap<Long, Delivery> byId = new ConcurrentSkipListMap<>();
    private long last;

    DeliveryLog(Vault vault) {
        entries = vault.shelf("deliveries", Delivery.class);
        entries.values().forEach(each -> byId.put(each.id(), each));
        last = byId.isEmpty() ? 0 : byId.lastKey();
    }

    synchronized long nextId() {
        return ++last;
    }

    /** Answers the attempt that had to go for it. */
    synchronized Optional<Delivery> add(Delivery delivery) {
        entries.put(String.valueOf(delivery.id()), delivery);
        byId.put(delivery.id(), delivery);
        Optional<Delivery> gone = entries.trim(LIMIT);
        gone.ifPresent(oldest -> byId.remove(oldest.id()));
        return gone;
    }

    Optional<Delivery> find(long deliveryId) {
        return Optional.ofNullable(byId.get(deliveryId));
    }

    /** Those with a smaller id, newest first. */
    Stream<Delivery> before(long deliveryId) {
        return byId.headMap(deliveryId, false).descendingMap().values().stream();
    }

    synchronized void clear() {
        entries.clear();
        byId.clear();
    }
}
