package com.alipay.sandbox.notification;

import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.scheduling.SandboxClock;
import com.alipay.sandbox.scheduling.Scheduler;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Makes delivery attempts: encodes the form, sends it, records the result and schedules the retry. */
final class NotificationSender {
    private final NotificationFormEncoder writer;
    private final NotificationHttpClient courier;
    private final NotifyIdRegistry ids;
    private final SandboxClock clock;
    private final Scheduler agenda;
    private final Executor executor;
    private final StateStore vault;
    private final NotificationRepository notifications;
    private final DeliveryLog log;
    private final PauseRegistry pauses;
    private volatile Consumer<DeliveryAttempt> listener = delivery -> {};

    NotificationSender(
            NotificationFormEncoder writer,
            NotificationHttpClient courier,
            NotifyIdRegistry ids,
            SandboxClock clock,
            Scheduler agenda,
            Executor executor,
            StateStore vault) {
        this.writer = writer;
        this.courier = courier;
        this.ids = ids;
        this.clock = clock;
        this.agenda = agenda;
        this.executor = executor;
        this.vault = vault;
        this.notifications = new NotificationRepository(vault);
        this.log = new DeliveryLog(vault);
        this.pauses = new PauseRegistry(vault);
    }

    void onDelivery(Consumer<DeliveryAttempt> told) {
        listener = told;
    }

    NotificationRepository notifications() {
        return notifications;
    }

    DeliveryLog log() {
        return log;
    }

    PauseRegistry pauses() {
        return pauses;
    }

    /** Sends the notification now; {@code ladder} holds the retry delays that follow. */
    void send(Notification notification, List<Duration> ladder) {
        send(notification, ladder, carrier(notification));
    }

    void send(Notification notification, List<Duration> ladder, DeliveryStrategy carrier) {
        Instant now = clock.now();
        deliver(notification, now, carrier, Optional.of(NextAttempt.after(now, ladder)));
    }

    /** Sends the notification once more now, outside its retry schedule. */
    DeliveryAttempt sendAgain(Notification notification) {
        return deliver(notification, clock.now(), carrier(notification), Optional.empty());
    }

    /** Schedules a retry; it is skipped if the notification is acknowledged by then, and postponed if it is paused. */
    void scheduleRetry(Notification notification, NextAttempt.Retry retry) {
        agenda.schedule(
                retry.due(),
                () -> CompletableFuture.runAsync(() -> retry(notification, retry.due(), retry.waits()), executor));
    }

    /** Removes every attempt and every scheduled retry. */
    void clear() {
        notifications.clear();
        log.clear();
        pauses.clear();
    }

    private void retry(Notification notification, Instant due, List<Duration> ladder) {
        boolean open = notifications
                .find(notification.notifyId())
                .filter(found -> !found.acknowledged())
                .isPresent();
        if (open && !pauses.hold(notification.notifyId(), () -> retry(notification, clock.now(), ladder))) {
            deliver(notification, clock.now(), carrier(notification), Optional.of(NextAttempt.after(due, ladder)));
        }
    }

    private DeliveryStrategy carrier(Notification notification) {
        Charset charset =
                notification.falsification().charset(notification.message().charset());
        return DeliveryStrategy.of(
                courier, notification.message().url(), notification.profile().wire(), charset);
    }

    /** Saves what the merchant may ask about before sending it. */
    private DeliveryAttempt deliver(
            Notification notification, Instant time, DeliveryStrategy carrier, Optional<NextAttempt> then) {
        ids.activate(
                notification.notifyId(),
                notification.message(),
                notification.profile().ids());
        vault.flush();
        String form = writer.write(notification, time);
        DeliveryStrategy.Outcome outcome = carrier.deliver(form);
        DeliveryAttempt delivery = vault.atomically(() -> record(notification, time, form, outcome, then));
        vault.flush();
        listener.accept(delivery);
        return delivery;
    }

    private DeliveryAttempt record(
            Notification sent,
            Instant time,
            String form,
            DeliveryStrategy.Outcome outcome,
            Optional<NextAttempt> then) {
        boolean success = outcome.reception() instanceof DeliveryResponse.Answered answer
                && sent.profile().acknowledgement().accepts(answer);
        Optional<Notification> now = notifications.change(sent.notifyId(), found -> found.attempted(success, then));
        DeliveryAttempt delivery = new DeliveryAttempt(
                log.nextId(),
                sent.notifyId(),
                now.map(Notification::attempts).orElse(sent.attempts() + 1),
                sent.message(),
                sent.profile(),
                sent.falsification().charset(sent.message().charset()),
                outcome.wire(),
                form,
                sent.falsification().faults(),
                time,
                outcome.reception(),
                outcome.remark(),
                success,
                then.filter(next -> !success).flatMap(NotificationSender::due));
        if (now.isPresent()) {
            retain(delivery);
            then.filter(now.get().next()::equals).ifPresent(next -> schedule(now.get()));
        } else {
            ids.forget(sent.notifyId());
        }
        return delivery;
    }

    private void retain(DeliveryAttempt delivery) {
        log.add(delivery).flatMap(notifications::forget).ifPresent(gone -> ids.forget(gone.notifyId()));
        if (delivery.acknowledged()) {
            ids.acknowledged(delivery.notifyId());
        }
    }

    private void schedule(Notification notification) {
        if (notification.next() instanceof NextAttempt.Retry retry) {
            scheduleRetry(notification, retry);
        }
    }

    private static Optional<Instant> due(NextAttempt next) {
        return next instanceof NextAttempt.Retry retry ? Optional.of(retry.due()) : Optional.empty();
    }
}
