package com.alipay.sandbox.notification;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.FaultRegistry;
import com.alipay.sandbox.merchant.SignerFactory;
import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.scheduling.SandboxClock;
import com.alipay.sandbox.scheduling.Scheduler;
import com.alipay.sandbox.text.InvalidValueException;
import com.alipay.sandbox.trade.Trade;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Sends notifications to the merchant's notify_url and repeats them until it answers {@code success}.
 *
 * <p>The events of one trade are sent for the first time one after the other. Each event then has its own retry schedule, so a
 * late retry of an old status can arrive after a newer status, as with the real Alipay.
 *
 * @tutorial 双功能 3.4, 4.4 / 担保 4.4, 5.4
 */
public final class NotificationService {
    private static final Duration MONTHS = Duration.ofDays(90);
    private static final Map<Fault, WireForm> WIRE_FAULTS = new EnumMap<>(Map.of(
            Fault.CONTENT_TYPE_CAPTURED, WireForm.CAPTURED_CONTENT_TYPE,
            Fault.BODY_CHUNKED, WireForm.CHUNKED,
            Fault.HTTP_1_0, WireForm.HTTP_1_0));

    private final NotificationProfiles profiles;
    private final Function<Trade, Optional<String>> returnUrl;
    private final SandboxClock clock;
    private final NotifyIdRegistry ids;
    private final FaultRegistry faults;
    private final Scheduler agenda;
    private final Executor executor;
    private final NotificationHttpClient courier;
    private final NotificationSender postman;
    private final Map<String, CompletableFuture<?>> lastOfSubject = new HashMap<>();
    private final Map<String, Notification> heldBack = new ConcurrentHashMap<>();

    /**
     * @param returnUrl the address that a paid trade's browser would be redirected to now; empty if none
     * @param pace schedules the delays of throttled connections
     */
    public NotificationService(
            SignerFactory signers,
            NotificationProfiles profiles,
            Function<Trade, Optional<String>> returnUrl,
            SandboxClock clock,
            Scheduler agenda,
            NotifyIdRegistry ids,
            FaultRegistry faults,
            Executor executor,
            DelayScheduler pace,
            StateStore vault) {
        this.profiles = profiles;
        this.returnUrl = returnUrl;
        this.clock = clock;
        this.ids = ids;
        this.faults = faults;
        this.agenda = agenda;
        this.executor = executor;
        this.courier = new NotificationHttpClient(executor, pace);
        this.postman = new NotificationSender(
                new NotificationFormEncoder(signers), courier, ids, clock, agenda, executor, vault);
    }

    /** Registers the listener that receives every finished attempt. Call it before the first publish. */
    public void onDelivery(Consumer<DeliveryAttempt> listener) {
        postman.onDelivery(listener);
    }

    /** Resumes the stored notifications; first attempts wait for {@code start}. Call it before the first publish. */
    public void resume(CompletableFuture<?> start) {
        for (Notification notification : postman.notifications().all()) {
            if (notification.next() instanceof NextAttempt.First) {
                queue(notification, start);
            } else if (notification.next() instanceof NextAttempt.HeldBack place) {
                reorder(notification, place);
            } else if (notification.next() instanceof NextAttempt.Retry retry) {
                postman.scheduleRetry(notification, retry);
            }
        }
    }

    /**
     * Sends the trade's current state, if the merchant's profile notifies it. Returns at once; the future completes after the
     * first attempt, whatever its result. A trade without {@code notify_url} is never notified.
     */
    public CompletableFuture<?> publish(Trade trade) {
        return profiles.of(trade.request().partner()).notifies(trade)
                ? publish(NotificationContent.ofTrade(trade), Optional.of(trade).filter(NotificationService::isPayment))
                : CompletableFuture.completedFuture(trade);
    }

    /** Publishes any message as {@link #publish(Trade)} does. */
    public CompletableFuture<?> publish(NotificationContent message) {
        return publish(message, Optional.empty());
    }

    /** Returns whether a first attempt for this trade is in progress. */
    public boolean isBusyWith(String tradeNo) {
        synchronized (lastOfSubject) {
            return lastOfSubject.containsKey(tradeNo);
        }
    }

    /** Sends the content of that attempt once more, on the caller's thread; retries and pauses stay unchanged. */
    public Optional<DeliveryAttempt> resend(long deliveryId) {
        return find(deliveryId).flatMap(this::notificationOf).map(postman::sendAgain);
    }

    /** Stops all automatic sending, first attempts included. */
    public void pauseAll() {
        postman.pauses().pauseAll();
    }

    /** Sends what became due during the pause, in order, on the caller's thread. */
    public void resumeAll() {
        postman.pauses().resumeAll().forEach(Runnable::run);
    }

    public boolean isPaused() {
        return postman.pauses().areAll();
    }

    /** Returns whether the merchant is notified when an unpaid trade is closed. */
    public boolean notifiesClose(Trade trade) {
        return profiles.of(trade.request().partner()).notifiesClose();
    }

    /** Returns the number of due notifications that wait for a pause to end. */
    public int waiting() {
        return postman.pauses().waiting();
    }

    /** Stops the automatic sending of that attempt's notification; returns the attempt, empty if the id is unknown. */
    public Optional<DeliveryAttempt> pause(long deliveryId) {
        Optional<DeliveryAttempt> delivery = find(deliveryId);
        delivery.ifPresent(found -> postman.pauses().pause(found.notifyId()));
        return delivery;
    }

    /** Resumes it; what became due meanwhile is sent on the caller's thread. */
    public Optional<DeliveryAttempt> resume(long deliveryId) {
        Optional<DeliveryAttempt> delivery = find(deliveryId);
        delivery.ifPresent(found -> postman.pauses().resume(found.notifyId()).forEach(Runnable::run));
        return delivery;
    }

    /** Returns whether that attempt's notification is paused, individually or with all. */
    public boolean isPaused(DeliveryAttempt delivery) {
        return postman.pauses().isPaused(delivery.notifyId());
    }

    /** Returns whether that attempt's notification has not been acknowledged yet, by any attempt. */
    public boolean isOpen(DeliveryAttempt delivery) {
        return notificationOf(delivery).map(found -> !found.acknowledged()).orElse(!delivery.acknowledged());
    }

    /** Returns when the retry after that attempt is due; empty if it was made or is no longer needed. */
    public Optional<Instant> nextTry(DeliveryAttempt delivery) {
        boolean open =
                notificationOf(delivery).filter(found -> !found.acknowledged()).isPresent();
        return delivery.nextTry().filter(next -> open && next.isAfter(clock.now()));
    }

    /**
     * Returns when that attempt's notification will be sent again if it is not acknowledged: the next retry and those after it.
     * Empty once it is acknowledged, and if no retry is planned.
     */
    public List<Instant> retriesToCome(DeliveryAttempt delivery) {
        List<Instant> times = new ArrayList<>();
        Optional<NextAttempt> next = notificationOf(delivery).map(Notification::next);
        while (next.isPresent() && next.get() instanceof NextAttempt.Retry retry) {
            times.add(retry.due());
            next = Optional.of(NextAttempt.after(retry.due(), retry.waits()));
        }
        return times;
    }

    /** Returns every kept attempt about that trade or batch of refunds, newest first. */
    public List<DeliveryAttempt> deliveriesAbout(String subject) {
        return postman.log().about(subject).toList();
    }

    /**
     * Returns the attempts older than that one, newest first.
     *
     * @param deliveryId as text; empty for all
     * @throws IllegalArgumentException it is not a number
     */
    public Stream<DeliveryAttempt> deliveriesBefore(String deliveryId) {
        if (!deliveryId.matches("\\d{0,15}")) {
            throw new InvalidValueException("value.before-entry", deliveryId);
        }
        return postman.log().before(deliveryId.isEmpty() ? Long.MAX_VALUE : Long.parseLong(deliveryId));
    }

    public Optional<DeliveryAttempt> find(long deliveryId) {
        return postman.log().find(deliveryId);
    }

    private Optional<Notification> notificationOf(DeliveryAttempt delivery) {
        return postman.notifications().find(delivery.notifyId());
    }

    /** Removes every attempt and every scheduled retry. */
    public void clear() {
        postman.clear();
        heldBack.clear();
        synchronized (lastOfSubject) {
            lastOfSubject.clear();
        }
    }

    private CompletableFuture<?> publish(NotificationContent message, Optional<Trade> payment) {
        if (message.url().isEmpty()) {
            return CompletableFuture.completedFuture(message);
        }
        Notification notification = new Notification(
                ids.forNotification(message.partner()),
                message,
                profiles.of(message.partner()),
                ContentTampering.select(faults, message),
                0,
                false,
                new NextAttempt.First(payment));
        postman.notifications().add(notification);
        return queue(notification, CompletableFuture.completedFuture(message));
    }

    /** Queues the first attempt after earlier ones of the same subject, and after {@code start}. */
    private CompletableFuture<?> queue(Notification notification, CompletableFuture<?> start) {
        String subject = notification.message().subject();
        synchronized (lastOfSubject) {
            CompletableFuture<?> before = lastOfSubject.getOrDefault(subject, start);
            CompletableFuture<?> first =
                    before.handle((done, failure) -> done).thenRunAsync(() -> sendFirst(notification), executor);
            lastOfSubject.put(subject, first);
            first.whenComplete((done, failure) -> forget(subject, first));
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

    private void sendFirst(Notification notification) {
        if (postman.pauses().hold(notification.notifyId(), () -> sendFirst(notification))) {
            return;
        }
        NotificationContent message = notification.message();
        Optional<Notification> waiting = Optional.ofNullable(heldBack.remove(message.subject()));
        if (waiting.isEmpty() && strikes(Fault.NOTICE_REORDERED, notification)) {
            NextAttempt.HeldBack place = new NextAttempt.HeldBack(
                    clock.now().plus(notification.ladder().get(0)));
            postman.notifications()
                    .change(notification.notifyId(), found -> found.with(place))
                    .ifPresent(found -> reorder(found, place));
        } else {
            sendNow(notification);
        }
        waiting.ifPresent(older -> postman.send(older, older.ladder()));
    }

    private boolean strikes(Fault fault, Notification notification) {
        NotificationContent message = notification.message();
        return faults.consume(fault, message.target(), message.get("trade_status"));
    }

    private void sendNow(Notification notification) {
        if (strikes(Fault.NOTICE_LOST, notification)) {
            postman.send(notification, List.of(), DeliveryStrategy.drop(Fault.NOTICE_LOST));
        } else if (strikes(Fault.NOTICE_LATE, notification)) {
            postman.send(notification, notification.ladder(), DeliveryStrategy.drop(Fault.NOTICE_LATE));
        } else if (strikes(Fault.NOTICE_MONTHS_LATE, notification)) {
            postman.send(notification, monthsAhead(notification), DeliveryStrategy.drop(Fault.NOTICE_MONTHS_LATE));
        } else {
            postman.send(notification, notification.ladder(), carrier(notification));
            repeat(notification);
        }
    }

    private DeliveryStrategy carrier(Notification notification) {
        String url = notification.message().url();
        if (strikes(Fault.SLOW_CONNECTION, notification)) {
            return DeliveryStrategy.throttled(courier, url);
        }
        Charset charset =
                notification.falsification().charset(notification.message().charset());
        for (Map.Entry<Fault, WireForm> each : WIRE_FAULTS.entrySet()) {
            if (strikes(each.getKey(), notification)) {
                return DeliveryStrategy.of(courier, url, each.getValue(), charset, each.getKey());
            }
        }
        return payment(notification)
                .filter(paid -> !paid.request().returnUrl().isEmpty())
                .filter(paid -> strikes(Fault.RETURN_WITH_NOTICE, notification))
                .flatMap(returnUrl)
                .map(address -> DeliveryStrategy.withConcurrentReturn(courier, url, address, executor))
                .orElseGet(() ->
                        DeliveryStrategy.of(courier, url, notification.profile().wire(), charset));
    }

    private static Optional<Trade> payment(Notification notification) {
        return notification.next() instanceof NextAttempt.First first ? first.payment() : Optional.empty();
    }

    private void repeat(Notification notification) {
        if (strikes(Fault.NOTICE_TWICE, notification)) {
            postman.sendAgain(notification);
        }
    }

    private static List<Duration> monthsAhead(Notification notification) {
        return Stream.concat(Stream.of(MONTHS), notification.ladder().stream()).toList();
    }

    /** Holds it back until the next event of the same subject, at the latest until the first retry time. */
    private void reorder(Notification notification, NextAttempt.HeldBack place) {
        String subject = notification.message().subject();
        List<Duration> ladder = notification.ladder();
        heldBack.put(subject, notification);
        agenda.schedule(
                place.until(),
                () -> heldBack.remove(subject, notification)
                        ? CompletableFuture.runAsync(
                                () -> postman.send(notification, ladder.subList(1, ladder.size())), executor)
                        : CompletableFuture.completedFuture(notification));
    }
}
