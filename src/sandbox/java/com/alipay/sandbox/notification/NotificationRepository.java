package com.alipay.sandbox.notification;

import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.persistence.StoredMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Repository of every notification that has a next attempt, or an attempt in the log. Thread-safe. */
final class NotificationRepository {
    private final StoredMap<Notification> byId;

    NotificationRepository(StateStore vault) {
        byId = vault.map("notifications", Notification.class);
    }

    synchronized void add(Notification notification) {
        byId.put(notification.notifyId(), notification);
    }

    synchronized Optional<Notification> find(String notifyId) {
        return byId.find(notifyId);
    }

    /** Changes a notification and returns the result; empty if the sandbox was reset meanwhile. */
    synchronized Optional<Notification> change(String notifyId, UnaryOperator<Notification> change) {
        Optional<Notification> changed = byId.find(notifyId).map(change);
        changed.ifPresent(this::add);
        return changed;
    }

    /**
     * Handles the removal of an attempt from the log: with its last attempt a notification is removed too, unless a next attempt
     * is planned. Returns the removed notification.
     */
    synchronized Optional<Notification> forget(DeliveryAttempt attempt) {
        return byId.find(attempt.notifyId())
                .filter(found -> found.attempts() == attempt.attempt() && found.next() instanceof NextAttempt.Nothing)
                .flatMap(found -> byId.remove(found.notifyId()));
    }

    /** Returns all notifications in the order of their events. */
    synchronized List<Notification> all() {
        return List.copyOf(byId.values());
    }

    synchronized void clear() {
        byId.clear();
    }
}
