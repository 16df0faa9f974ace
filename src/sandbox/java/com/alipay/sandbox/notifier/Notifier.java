package com.alipay.sandbox.notifier;

import com.alipay.sandbox.account.Signers;
import com.alipay.sandbox.clock.Agenda;
import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.Faults;
import com.alipay.sandbox.fault.Target;
import com.alipay.sandbox.trade.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Tells the merchant's notify_url what happened, and again until it answers {@code success}.
 *
 * <p>The events of one trade are sent for the first time one after the other. Each event then has its own ladder of
 * retries, so a late retry of an old status can arrive after a newer status, as it does in life.
 *
 * @tutorial 双功能 3.4, 4.4 / 担保 4.4, 5.4
 */
public final class Notifier {
    private static final Duration MONTHS = Duration.ofDays(90);

    private final NotificationProfiles profiles;
    private final Function<Trade, Optional<String>> returnUrl;
    private final SandboxClock clock;
    private final NotifyIds ids;
    private final Faults faults;
    private final Agenda agenda;
    private final Executor executor;
    private final Courier courier;
    private final Postman postman;
    private final Map<String, CompletableFuture<?>> lastOfSubject = new HashMap<>();
    private final Map<String, Notification> heldBack = new ConcurrentHashMap<>();

    /** An event to be sent for the first time; the payment is the trade if it has just been paid. */
    private record Event(Notification notification, Optional<Trade> payment) {
        private Target target() {
            return notification.message().target();
        }

        private String subject() {
            return notification.message().subject();
        }
    }

    /** @param returnUrl where the browser of a paid trade would go now; empty if nowhere */
    public Notifier(
            Signers signers,
            NotificationProfiles profiles,
            Function<Trade, Optional<String>> returnUrl,
            SandboxClock clock,
            Agenda agenda,
            NotifyIds ids,
            Faults faults,
            Executor executor) {
        this.profiles = profiles;
        this.returnUrl = returnUrl;
        this.clock = clock;
        this.ids = ids;
        this.faults = faults;
        this.agenda = agenda;
        this.executor = executor;
        this.courier = new Courier(executor);
        this.postman = new Postman(new FormWriter(signers), courier, ids, clock, agenda, executor);
    }

    /**
     * Sends the trade as it is now, if the merchant's profile tells that. Returns at once; the future is done when the first
     * attempt is over, however it ended. A pay request without {@code notify_url} is notified of nothing.
     */
    public CompletableFuture<?> publish(Trade trade) {
        return profiles.of(trade.request().partner()).tells(trade)
                ? publish(Message.ofTrade(trade), Optional.of(trade).filter(Notifier::isPayment))
                : CompletableFuture.completedFuture(trade);
    }

    /** As {@link #publish(Trade)}, for any message. */
    public CompletableFuture<?> publish(Message message) {
        return publish(message, Optional.empty());
    }

    /** Whether a first attempt for this trade is still on its way. */
    public boolean isBusyWith(String tradeNo) {
        synchronized (lastOfSubject) {
            return lastOfSubject.containsKey(tradeNo);
        }
    }

    /** Sends once more what that attempt sent, on the caller's thread; ladder and pauses are left as they are. */
    public Optional<Delivery> resend(long deliveryId) {
        return postman.log().notificationOf(deliveryId).map(found -> postman.send(found, List.of()));
    }

    /** From now on nothing is sent by itself, first attempts included. */
    public void pauseAll() {
        postman.pauses().pauseAll();
    }

    /** Sends what was due meanwhile, on the caller's thread and in its order. */
    public void resumeAll() {
        postman.pauses().resumeAll().forEach(Runnable::run);
    }

    public boolean isPaused() {
        return postman.pauses().areAll();
    }

    /** How many notifications are due and wait for a pause to end. */
    public int waiting() {
        return postman.pauses().waiting();
    }

    /** That attempt's notification is no longer sent by itself; the attempt, or empty if there is none of that id. */
    public Optional<Delivery> pause(long deliveryId) {
        Optional<Delivery> delivery = find(deliveryId);
        delivery.ifPresent(found -> postman.pauses().pause(found.notifyId()));
        return delivery;
    }

    /** Goes on with it; what was due meanwhile is sent on the caller's thread. */
    public Optional<Delivery> resume(long deliveryId) {
        Optional<Delivery> delivery = find(deliveryId);
        delivery.ifPresent(found -> postman.pauses().resume(found.notifyId()).forEach(Runnable::run));
        return delivery;
    }

    /** Whether that attempt's notification waits for a person, by itself or with all. */
    public boolean isPaused(Delivery delivery) {
        return postman.pauses().isPaused(delivery.notifyId());
    }

    /** When the try that was to follow that attempt will come; empty if it has come, or is no longer needed. */
    public Optional<Instant> nextTry(Delivery delivery) {
        boolean open = postman.log()
                .notificationOf(delivery.id())
                .filter(found -> !found.isAcknowledged())
                .isPresent();
        return delivery.nextTry().filter(next -> open && next.isAfter(clock.now()));
    }

    /** Every attempt that is kept, newest first. */
    public List<Delivery> deliveries() {
        return postman.log().before(Long.MAX_VALUE);
    }

    /**
     * Those older than that one, newest first.
     *
     * @param deliveryId as text; empty for all
     * @throws IllegalArgumentException it is no number
     */
    public List<Delivery> deliveriesBefore(String deliveryId) {
        if (!deliveryId.matches("\\d{0,15}")) {
            throw new IllegalArgumentException(
                    "before (" + deliveryId + ") is no number: give the id of the last delivery you have");
        }
        return deliveryId.isEmpty() ? deliveries() : postman.log().before(Long.parseLong(deliveryId));
    }

    public Optional<Delivery> find(long deliveryId) {
        return postman.log().find(deliveryId);
    }

    /** Forgets every attempt and every retry to come. */
    public void clear() {
        postman.clear();
        heldBack.clear();
        synchronized (lastOfSubject) {
            lastOfSubject.clear();
        }
    }

    private CompletableFuture<?> publish(Message message, Optional<Trade> payment) {
        if (message.url().isEmpty()) {
            return CompletableFuture.completedFuture(message);
        }
        Notification notification = new Notification(
                ids.forNotification(),
                message,
                profiles.of(message.partner()),
                Falsification.strike(faults, message),
                postman.generation());
        Event event = new Event(notification, payment);
        synchronized (lastOfSubject) {
            CompletableFuture<?> before =
                    lastOfSubject.getOrDefault(event.subject(), CompletableFuture.completedFuture(message));
            CompletableFuture<?> first =
                    before.handle((done, failure) -> done).thenRunAsync(() -> sendFirst(event), executor);
            lastOfSubject.put(event.subject(), first);
            first.whenComplete((done, failure) -> forget(event.subject(), first));
            return agenda.track(first);
        }
    }

    private void forget(String subject, CompletableFuture<?> first) {
        synchronized (lastOfSubject) {
            lastOfSubject.remove(subject, first);
        }
    }

    private static boolean isPayment(Trade trade) {
        return trade.moments().paid().filter(trade.moments().modified()::equals).isPresent();
    }

    private void sendFirst(Event event) {
        if (postman.pauses().hold(event.notification().notifyId(), () -> sendFirst(event))) {
            return;
        }
        Optional<Notification> waiting = Optional.ofNullable(heldBack.remove(event.subject()));
        if (waiting.isEmpty() && faults.strikes(Fault.NOTICE_REORDERED, event.target())) {
            holdBack(event.notification(), event.subject());
        } else {
            sendNow(event);
        }
        waiting.ifPresent(older -> postman.send(older, older.ladder()));
    }

    private void sendNow(Event event) {
        Notification notification = event.notification();
        if (faults.strikes(Fault.NOTICE_LOST, event.target())) {
            postman.send(notification, List.of(), Carrier.withholding(Fault.NOTICE_LOST));
        } else if (faults.strikes(Fault.NOTICE_LATE, event.target())) {
            postman.send(notification, notification.ladder(), Carrier.withholding(Fault.NOTICE_LATE));
        } else if (faults.strikes(Fault.NOTICE_MONTHS_LATE, event.target())) {
            postman.send(notification, monthsAhead(notification), Carrier.withholding(Fault.NOTICE_MONTHS_LATE));
        } else {
            postman.send(notification, notification.ladder(), carrier(event));
            repeat(event);
        }
    }

    private Carrier carrier(Event event) {
        String url = event.notification().message().url();
        if (faults.strikes(Fault.SLOW_CONNECTION, event.target())) {
            return Carrier.impatient(courier, url);
        }
        return event.payment()
                .filter(paid -> !paid.request().returnUrl().isEmpty())
                .filter(paid -> faults.strikes(Fault.RETURN_WITH_NOTICE, event.target()))
                .flatMap(returnUrl)
                .map(address -> Carrier.beside(courier, url, address, executor))
                .orElseGet(() -> Carrier.of(courier, url));
    }

    private void repeat(Event event) {
        if (faults.strikes(Fault.NOTICE_TWICE, event.target())) {
            postman.send(event.notification(), List.of());
        }
    }

    private static List<Duration> monthsAhead(Notification notification) {
        return Stream.concat(Stream.of(MONTHS), notification.ladder().stream()).toList();
    }

    /** Until the next event of the same subject comes, or else the time of the first retry. */
    private void holdBack(Notification notification, String subject) {
        List<Duration> ladder = notification.ladder();
        heldBack.put(subject, notification);
        agenda.at(
                clock.now().plus(ladder.get(0)),
                () -> heldBack.remove(subject, notification)
                        ? CompletableFuture.runAsync(
                                () -> postman.send(notification, ladder.subList(1, ladder.size())), executor)
                        : CompletableFuture.completedFuture(notification));
    }
}
