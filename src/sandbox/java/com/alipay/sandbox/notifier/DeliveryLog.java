package com.alipay.sandbox.notifier;

import com.alipay.sandbox.data.Shelf;
import com.alipay.sandbox.data.Vault;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The last 10,000 attempts. Thread-safe. */
final class DeliveryLog {
    private static final int LIMIT = 10_000;

    private final Shelf<Delivery> entries;
    private long last;

    DeliveryLog(Vault vault) {
        entries = vault.shelf("deliveries", Delivery.class);
        last = entries.values().stream().mapToLong(Delivery::id).max().orElse(0);
    }

    synchronized long nextId() {
        return ++last;
    }

    /** Answers the attempt that had to go for it. */
    synchronized Optional<Delivery> add(Delivery delivery) {
        entries.put(String.valueOf(delivery.id()), delivery);
        return entries.trim(LIMIT);
    }

    synchronized Optional<Delivery> find(long deliveryId) {
        return entries.find(String.valueOf(deliveryId));
    }

    /** Those with a smaller id, newest first. */
    synchronized List<Delivery> before(long deliveryId) {
        return entries.values().stream()
                .filter(each -> each.id() < deliveryId)
                .sorted(Comparator.comparing(Delivery::id).reversed())
                .toList();
    }

    synchronized void clear() {
        entries.clear();
    }
}
