package com.alipay.sandbox.notifier;

import com.alipay.sandbox.data.Shelf;
import com.alipay.sandbox.data.Vault;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The last 10,000 attempts. Thread-safe. */
final class DeliveryLog {
    private static final int LIMIT = 10_000;

    private final Shelf<Delivery> entries;
    private final NavigableMap<Long, Delivery> byId = new ConcurrentSkipListMap<>();
    private final Map<String, NavigableMap<Long, Delivery>> bySubject = new ConcurrentHashMap<>();
    private long last;

    DeliveryLog(Vault vault) {
        entries = vault.shelf("deliveries", Delivery.class);
        entries.values().forEach(this::index);
        last = byId.isEmpty() ? 0 : byId.lastKey();
    }

    synchronized long nextId() {
        return ++last;
    }

    /** Answers the attempt that had to go for it. */
    synchronized Optional<Delivery> add(Delivery delivery) {
        entries.put(String.valueOf(delivery.id()), delivery);
        index(delivery);
        Optional<Delivery> gone = entries.trim(LIMIT);
        gone.ifPresent(this::forget);
        return gone;
    }

    Optional<Delivery> find(long deliveryId) {
        return Optional.ofNullable(byId.get(deliveryId));
    }

    /** Those with a smaller id, newest first. */
    Stream<Delivery> before(long deliveryId) {
        return byId.headMap(deliveryId, false).descendingMap().values().stream();
    }

    /** Those about that trade or batch, newest first. */
    Stream<Delivery> about(String subject) {
        return bySubject.getOrDefault(subject, Collections.emptyNavigableMap()).descendingMap().values().stream();
    }

    private void index(Delivery delivery) {
        byId.put(delivery.id(), delivery);
        bySubject
                .computeIfAbsent(delivery.message().subject(), any -> new ConcurrentSkipListMap<>())
                .put(delivery.id(), delivery);
    }

    private void forget(Delivery delivery) {
        byId.remove(delivery.id());
        bySubject.computeIfPresent(delivery.message().subject(), (subject, kept) -> {
            kept.remove(delivery.id());
            return kept.isEmpty() ? null : kept;
        });
    }

    synchronized void clear() {
        entries.clear();
        byId.clear();
        bySubject.clear();
    }
}
