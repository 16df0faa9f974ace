package com.alipay.sandbox.notification;

import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.persistence.StoredMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Every notification that has something ahead of it, or an attempt in the log. Thread-safe. */
final class NotificationRepository {
    private final StoredMap<Notification> byId;

    NotificationRepository(StateStore vault) {
        byId = vault.shelf("notifications", Notification.class);
    }

    synchronized void add(Notification notification) {
        byId.put(notification.notifyId(), notification);
    }

    synchronized Optional<Notification> find(String notifyId) {
        return byId.find(notifyId);
    }

    /** As it is afterwards; empty if the sandbox has been reset since. */
    synchronized Optional<Notification> change(String notifyId, UnaryOperator<Notification> change) {
        Optional<Notification> changed = byId.find(notifyId).map(change);
        changed.ifPresent(this::add);
        return changed;
    }

    /**
     * The log no longer has that attempt: with its last one a notification goes too, unless something is ahead of it. Answers the
     * one that has gone.
     */
    synchronized Optional<Notification> forget(DeliveryAttempt attempt) {
        return byId.find(attempt.notifyId())
                .filter(found -> found.attempts() == attempt.attempt() && found.next() instanceof NextAttempt.Nothing)
                .flatMap(found -> byId.remove(found.notifyId()));
    }

    /** In the order of their events. */
    synchronized List<Notification> all() {
        return List.copyOf(byId.values());
    }

    synchronized void clear() {
        byId.clear();
    }
}
