package com.alipay.sandbox.notification;

import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.persistence.StoredMap;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Log of the last 10,000 attempts. Thread-safe. */
final class DeliveryLog {
    private static final int LIMIT = 10_000;

    private final StoredMap<DeliveryAttempt> entries;
    private final NavigableMap<Long, DeliveryAttempt> byId = new ConcurrentSkipListMap<>();
    private final Map<String, NavigableMap<Long, DeliveryAttempt>> bySubject = new ConcurrentHashMap<>();
    private long last;

    DeliveryLog(StateStore vault) {
        entries = vault.map("deliveries", DeliveryAttempt.class);
        entries.values().forEach(this::index);
        last = byId.isEmpty() ? 0 : byId.lastKey();
    }

    synchronized long nextId() {
        return ++last;
    }

    /** Adds an attempt and returns the one removed for it, if any. */
    synchronized Optional<DeliveryAttempt> add(DeliveryAttempt delivery) {
        entries.put(String.valueOf(delivery.id()), delivery);
        index(delivery);
        Optional<DeliveryAttempt> gone = entries.trim(LIMIT);
        gone.ifPresent(this::forget);
        return gone;
    }

    Optional<DeliveryAttempt> find(long deliveryId) {
        return Optional.ofNullable(byId.get(deliveryId));
    }

    /** Returns the attempts with a smaller id, newest first. */
    Stream<DeliveryAttempt> before(long deliveryId) {
        return byId.headMap(deliveryId, false).descendingMap().values().stream();
    }

    /** Returns the attempts about that trade or batch, newest first. */
    Stream<DeliveryAttempt> about(String subject) {
        return bySubject.getOrDefault(subject, Collections.emptyNavigableMap()).descendingMap().values().stream();
    }

    private void index(DeliveryAttempt delivery) {
        byId.put(delivery.id(), delivery);
        bySubject
                .computeIfAbsent(delivery.message().subject(), any -> new ConcurrentSkipListMap<>())
                .put(delivery.id(), delivery);
    }

    private void forget(DeliveryAttempt delivery) {
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
