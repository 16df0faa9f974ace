package com.alipay.sandbox.notifier;

import com.alipay.sandbox.account.Accounts;
import com.alipay.sandbox.account.Signers;
import com.alipay.sandbox.clock.Agenda;
import com.alipay.sandbox.clock.ChinaTime;
import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.Faults;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.wire.FormCodec;
import com.alipay.sandbox.wire.SignType;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Tells the merchant's notify_url what happened, and again until it answers {@code success}.
 *
 * <p>The events of one trade are sent for the first time one after the other. Each event then has its own ladder of
 * retries, so a late retry of an old status can arrive after a newer status, as it does in life.
 *
 * @tutorial 双功能 3.4, 4.4 / 担保 4.4, 5.4
 */
public final class Notifier {
    /** Waits after the first failure, the second, and so on: eight attempts within 24 hours and 22 minutes. */
    public static final List<Duration> LADDER = List.of(
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(15));

    private final SandboxClock clock;
    private final Agenda agenda;
    private final NotifyIds ids;
    private final Signers signers;
    private final Executor executor;
    private final Courier courier;
    private final AtomicInteger generation = new AtomicInteger();
    private final DeliveryLog log = new DeliveryLog();
    private final Map<String, CompletableFuture<?>> lastOfSubject = new HashMap<>();
    private final Map<String, Notification> heldBack = new ConcurrentHashMap<>();
    private final Faults faults;

    public Notifier(
            Signers signers, SandboxClock clock, Agenda agenda, NotifyIds ids, Faults faults, Executor executor) {
        this.faults = faults;
        this.clock = clock;
        this.agenda = agenda;
        this.ids = ids;
        this.signers = signers;
        this.executor = executor;
        this.courier = new Courier(executor);
    }

    /**
     * Sends the trade as it is now. Returns at once; the future is done when the first attempt is over, however it ended.
     * A pay request without {@code notify_url} is notified of nothing.
     */
    public CompletableFuture<?> publish(Trade trade) {
        return publish(Message.ofTrade(trade));
    }

    /** As {@link #publish(Trade)}, for any message. */
    public CompletableFuture<?> publish(Message message) {
        if (message.url().isEmpty()) {
            return CompletableFuture.completedFuture(message);
        }
        String id = ids.forNotification(message.partner());
        Notification notification = new Notification(id, falsified(message), generation.get());
        synchronized (lastOfSubject) {
            CompletableFuture<?> before =
                    lastOfSubject.getOrDefault(message.subject(), CompletableFuture.completedFuture(message));
            CompletableFuture<?> first =
                    before.handle((done, failure) -> done).thenRunAsync(() -> sendFirst(notification), executor);
            lastOfSubject.put(message.subject(), first);
            first.whenComplete((done, failure) -> forget(message.subject(), first));
            return agenda.track(first);
        }
    }

    /** Whether a first attempt for this trade is still on its way. */
    public boolean isBusyWith(String tradeNo) {
        synchronized (lastOfSubject) {
            return lastOfSubject.containsKey(tradeNo);
        }
    }

    /** Sends once more what that attempt sent, on the caller's thread; the ladder is left as it is. */
    public Optional<Delivery> resend(long deliveryId) {
        Optional<Notification> notification = log.notificationOf(deliveryId);
        notification.ifPresent(
                found -> ids.reopen(found.notifyId(), found.message().partner()));
        return notification.map(found -> deliver(found, clock.now(), List.of()));
    }

    /** Every attempt, newest first. */
    public List<Delivery> deliveries() {
        return log.all();
    }

    /** Forgets every attempt and every retry to come. */
    public void clear() {
        generation.incrementAndGet();
        log.clear();
        heldBack.clear();
        synchronized (lastOfSubject) {
            lastOfSubject.clear();
        }
    }

    private void forget(String subject, CompletableFuture<?> first) {
        synchronized (lastOfSubject) {
            lastOfSubject.remove(subject, first);
        }
    }

    private Message falsified(Message message) {
        Message told = message;
        if (!message.get("total_fee").isEmpty() && faults.strikes(Fault.WRONG_AMOUNT)) {
            told = told.with(
                    "total_fee", Money.format(Money.of(message.get("total_fee")).add(BigDecimal.ONE)));
        }
        return !message.get("seller_id").isEmpty() && faults.strikes(Fault.OTHER_SELLER)
                ? told.with("seller_email", Accounts.UNBOUND_SELLER.email())
                        .with("seller_id", Accounts.UNBOUND_SELLER.id())
                : told;
    }

    private void sendFirst(Notification notification) {
        String subject = notification.message().subject();
        Optional<Notification> waiting = Optional.ofNullable(heldBack.remove(subject));
        if (waiting.isEmpty() && faults.strikes(Fault.NOTICE_REORDERED)) {
            holdBack(notification, subject);
        } else if (faults.strikes(Fault.NOTICE_LOST)) {
            withhold(notification, Fault.NOTICE_LOST, List.of());
        } else if (faults.strikes(Fault.NOTICE_LATE)) {
            withhold(notification, Fault.NOTICE_LATE, LADDER);
        } else {
            attempt(notification, clock.now(), LADDER);
            repeat(notification);
        }
        waiting.ifPresent(older -> attempt(older, clock.now(), LADDER));
    }

    private void repeat(Notification notification) {
        if (faults.strikes(Fault.NOTICE_TWICE)) {
            ids.reopen(notification.notifyId(), notification.message().partner());
            deliver(notification, clock.now(), List.of());
        }
    }

    private void holdBack(Notification notification, String subject) {
        Instant due = clock.now().plus(LADDER.get(0));
        heldBack.put(subject, notification);
        agenda.at(
                due,
                () -> heldBack.remove(subject, notification)
                        ? retry(notification, due, LADDER.subList(1, LADDER.size()))
                        : CompletableFuture.completedFuture(notification));
    }

    /** Notes an attempt that is not made. */
    private void withhold(Notification notification, Fault fault, List<Duration> ladder) {
        deliver(notification, clock.now(), ladder, form -> new Reception.Failed("故障 " + fault + "：这次通知没有发出"));
    }

    private CompletableFuture<?> retry(Notification notification, Instant due, List<Duration> ladder) {
        return CompletableFuture.runAsync(() -> attempt(notification, due, ladder), executor);
    }

    private void attempt(Notification notification, Instant due, List<Duration> ladder) {
        if (!notification.isAcknowledged()) {
            deliver(notification, due, ladder);
        }
    }

    private Delivery deliver(Notification notification, Instant due, List<Duration> ladder) {
        return deliver(
                notification,
                due,
                ladder,
                form -> courier.post(notification.message().url(), form));
    }

    private Delivery deliver(
            Notification notification, Instant due, List<Duration> ladder, Function<String, Reception> carrier) {
        Instant time = clock.now();
        String form = form(notification, time, notification.message().charset());
        Reception reception = carrier.apply(form);
        boolean acknowledged = reception instanceof Reception.Answered answer && answer.isSuccess();
        Optional<Instant> nextTry =
                acknowledged || ladder.isEmpty() ? Optional.empty() : Optional.of(due.plus(ladder.get(0)));
        Delivery delivery = new Delivery(
                log.nextId(),
                notification.notifyId(),
                notification.nextAttempt(),
                notification.message(),
                form,
                time,
                reception,
                acknowledged,
                nextTry);
        if (notification.generation() == generation.get()) {
            record(delivery, notification, ladder);
        }
        return delivery;
    }

    private void record(Delivery delivery, Notification notification, List<Duration> ladder) {
        log.add(delivery, notification);
        if (delivery.acknowledged()) {
            notification.acknowledge();
            ids.acknowledged(notification.notifyId());
        }
        delivery.nextTry()
                .ifPresent(next -> agenda.at(next, () -> retry(notification, next, ladder.subList(1, ladder.size()))));
    }

    private String form(Notification notification, Instant time, Charset charset) {
        Map<String, String> params = new TreeMap<>(notification.message().fields());
        params.put("notify_id", notification.notifyId());
        params.put("notify_time", ChinaTime.format(time));
        SignType type = notification.message().signType();
        params.put("sign", signers.of(notification.message().partner(), type).sign(params, charset));
        params.put("sign_type", type.name());
        List<Map.Entry<String, String>> pairs = new ArrayList<>(params.entrySet());
        // The order on the wire is arbitrary; made from the id, so that a resend has the order of the first.
        Collections.shuffle(pairs, new Random(notification.notifyId().hashCode()));
        return FormCodec.encode(pairs, charset);
    }
}
