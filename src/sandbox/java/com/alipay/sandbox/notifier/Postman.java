package com.alipay.sandbox.notifier;

import com.alipay.sandbox.clock.Agenda;
import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.data.Vault;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Makes the attempts: writes, has it carried, notes how it went, and puts the next one on the agenda. */
final class Postman {
    private final FormWriter writer;
    private final Courier courier;
    private final NotifyIds ids;
    private final SandboxClock clock;
    private final Agenda agenda;
    private final Executor executor;
    private final Vault vault;
    private final Notifications notifications;
    private final DeliveryLog log;
    private final Pauses pauses;
    private volatile Consumer<Delivery> listener = delivery -> {};

    Postman(
            FormWriter writer,
            Courier courier,
            NotifyIds ids,
            SandboxClock clock,
            Agenda agenda,
            Executor executor,
            Vault vault) {
        this.writer = writer;
        this.courier = courier;
        this.ids = ids;
        this.clock = clock;
        this.agenda = agenda;
        this.executor = executor;
        this.vault = vault;
        this.notifications = new Notifications(vault);
        this.log = new DeliveryLog(vault);
        this.pauses = new Pauses(vault);
    }

    void onDelivery(Consumer<Delivery> told) {
        listener = told;
    }

    Notifications notifications() {
        return notifications;
    }

    DeliveryLog log() {
        return log;
    }

    Pauses pauses() {
        return pauses;
    }

    /** Sends it now; the ladder holds the waits that may follow. */
    void send(Notification notification, List<Duration> ladder) {
        send(notification, ladder, carrier(notification));
    }

    void send(Notification notification, List<Duration> ladder, Carrier carrier) {
        Instant now = clock.now();
        deliver(notification, now, carrier, Optional.of(Next.after(now, ladder)));
    }

    /** Sends it once more now, beside its ladder. */
    Delivery sendAgain(Notification notification) {
        return deliver(notification, clock.now(), carrier(notification), Optional.empty());
    }

    /** Tries it again when it is due, unless it has been acknowledged by then; later if it is paused then. */
    void sendLater(Notification notification, Next.Retry retry) {
        agenda.at(
                retry.due(),
                () -> CompletableFuture.runAsync(() -> retry(notification, retry.due(), retry.waits()), executor));
    }

    /** Forgets every attempt and every retry to come. */
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
            deliver(notification, clock.now(), carrier(notification), Optional.of(Next.after(due, ladder)));
        }
    }

    private Carrier carrier(Notification notification) {
        Charset charset =
                notification.falsification().charset(notification.message().charset());
        return Carrier.of(
                courier, notification.message().url(), notification.profile().wire(), charset);
    }

    /** What the merchant may ask about is saved before it is sent. */
    private Delivery deliver(Notification notification, Instant time, Carrier carrier, Optional<Next> then) {
        ids.open(
                notification.notifyId(),
                notification.message(),
                notification.profile().ids());
        vault.save();
        String form = writer.write(notification, time);
        Carrier.Outcome outcome = carrier.carry(form);
        Delivery delivery = vault.together(() -> note(notification, time, form, outcome, then));
        vault.save();
        listener.accept(delivery);
        return delivery;
    }

    private Delivery note(Notification sent, Instant time, String form, Carrier.Outcome outcome, Optional<Next> then) {
        boolean success = outcome.reception() instanceof Reception.Answered answer
                && sent.profile().acknowledgement().accepts(answer);
        Optional<Notification> now = notifications.change(sent.notifyId(), found -> found.attempted(success, then));
        Delivery delivery = new Delivery(
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
                then.filter(next -> !success).flatMap(Postman::due));
        if (now.isPresent()) {
            keep(delivery);
            then.filter(now.get().next()::equals).ifPresent(next -> schedule(now.get()));
        } else {
            ids.forget(sent.notifyId());
        }
        return delivery;
    }

    private void keep(Delivery delivery) {
        log.add(delivery).flatMap(notifications::forget).ifPresent(gone -> ids.forget(gone.notifyId()));
        if (delivery.acknowledged()) {
            ids.acknowledged(delivery.notifyId());
        }
    }

    private void schedule(Notification notification) {
        if (notification.next() instanceof Next.Retry retry) {
            sendLater(notification, retry);
        }
    }

    private static Optional<Instant> due(Next next) {
        return next instanceof Next.Retry retry ? Optional.of(retry.due()) : Optional.empty();
    }
}
