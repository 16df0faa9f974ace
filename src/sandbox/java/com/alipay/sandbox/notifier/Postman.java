package com.alipay.sandbox.notifier;

import com.alipay.sandbox.clock.Agenda;
import com.alipay.sandbox.clock.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the attempts: writes, has it carried, notes how it went, and puts the next one on the agenda. */
final class Postman {
    private final FormWriter writer;
    private final Courier courier;
    private final NotifyIds ids;
    private final SandboxClock clock;
    private final Agenda agenda;
    private final Executor executor;
    private final DeliveryLog log = new DeliveryLog();
    private final Pauses pauses = new Pauses();
    private final AtomicInteger generation = new AtomicInteger();

    Postman(FormWriter writer, Courier courier, NotifyIds ids, SandboxClock clock, Agenda agenda, Executor executor) {
        this.writer = writer;
        this.courier = courier;
        this.ids = ids;
        this.clock = clock;
        this.agenda = agenda;
        this.executor = executor;
    }

    DeliveryLog log() {
        return log;
    }

    Pauses pauses() {
        return pauses;
    }

    int generation() {
        return generation.get();
    }

    /** Sends it now; the ladder holds the waits that may follow. */
    Delivery send(Notification notification, List<Duration> ladder) {
        return send(notification, ladder, carrier(notification));
    }

    Delivery send(Notification notification, List<Duration> ladder, Carrier carrier) {
        Instant now = clock.now();
        return deliver(notification, now, now, ladder, carrier);
    }

    /** Sends it at that time unless it has been acknowledged by then; later if it is paused then. */
    void sendAt(Instant due, Notification notification, List<Duration> ladder) {
        agenda.at(due, () -> CompletableFuture.runAsync(() -> retry(notification, due, ladder), executor));
    }

    /** Forgets every attempt and every retry to come. */
    void clear() {
        generation.incrementAndGet();
        log.clear();
        pauses.clear();
    }

    private void retry(Notification notification, Instant due, List<Duration> ladder) {
        if (!notification.isAcknowledged()
                && !pauses.hold(notification.notifyId(), () -> retry(notification, clock.now(), ladder))) {
            deliver(notification, due, clock.now(), ladder, carrier(notification));
        }
    }

    private Carrier carrier(Notification notification) {
        return Carrier.of(courier, notification.message().url());
    }

    private Delivery deliver(
            Notification notification, Instant due, Instant time, List<Duration> ladder, Carrier carrier) {
        Message message = notification.message();
        ids.open(notification.notifyId(), message, notification.profile().ids());
        String form = writer.write(notification, time);
        Carrier.Outcome outcome = carrier.carry(form);
        boolean acknowledged = outcome.reception() instanceof Reception.Answered answer
                && notification.profile().acknowledgement().accepts(answer);
        Delivery delivery = new Delivery(
                log.nextId(),
                notification.notifyId(),
                notification.nextAttempt(),
                message,
                notification.profile(),
                notification.falsification().charset(message.charset()),
                form,
                notification.falsification().faults(),
                time,
                outcome.reception(),
                outcome.remark(),
                acknowledged,
                acknowledged || ladder.isEmpty() ? Optional.empty() : Optional.of(due.plus(ladder.get(0))));
        if (notification.generation() == generation.get()) {
            keep(delivery, notification, ladder);
        }
        return delivery;
    }

    private void keep(Delivery delivery, Notification notification, List<Duration> ladder) {
        log.add(delivery, notification);
        if (delivery.acknowledged()) {
            notification.acknowledge();
            ids.acknowledged(notification.notifyId());
        }
        delivery.nextTry().ifPresent(next -> sendAt(next, notification, ladder.subList(1, ladder.size())));
    }
}
