package com.alipay.orders;

import com.alipay.config.MerchantConfig;
import com.alipay.gateway.GatewayClient;
import com.alipay.gateway.GatewayResponse;
import com.alipay.gateway.SharedVerifyCalls;
import com.alipay.i18n.Text;
import com.alipay.orders.persistence.ChangeSource;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.DatabaseUnavailableException;
import com.alipay.orders.persistence.ListenerCallDao.Call;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.NotificationQuery;
import com.alipay.orders.persistence.OrderDao;
import com.alipay.orders.persistence.OrderQuery;
import com.alipay.orders.persistence.OrderQueryDao;
import com.alipay.orders.persistence.Transaction;
import com.alipay.orders.persistence.UnverifiedMessageDao.UnverifiedMessage;
import com.alipay.orders.rules.BatchRefundResult;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.HistoryEvent;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.OrderCreationResult;
import com.alipay.orders.rules.OrderDecision;
import com.alipay.orders.rules.OrderEventType;
import com.alipay.orders.rules.OrderStateMachine;
import com.alipay.orders.rules.ProcessingResult;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.TradeQueryResult;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.protocol.FormData;
import com.alipay.protocol.Notification;
import com.alipay.protocol.Notification.NotificationLog;
import com.alipay.protocol.Notification.RawMessage;
import com.alipay.protocol.PayService;
import com.alipay.protocol.VerificationResult;
import com.alipay.services.InvalidRequestException;
import com.alipay.services.PaymentRequest;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates orders and processes every message about them. An order is stored before the buyer is sent to the cashier; every later
 * return or notification, first or repeated, goes through {@link #process}. A message with a valid signature is stored first; if
 * it is verified, one transaction changes the order, calls the merchant's listener and records the outcome. Two concurrent
 * messages about one order are separated by the version of its row: the second one finds the order changed and reads it again. A
 * message without a valid signature goes to {@link UnverifiedMessageWriter} and touches no order.
 *
 * <p>Thread-safe.
 *
 * @tutorial 双功能 2.3, 4.2, 4.3 / 担保 3.4, 5.2, 5.3
 */
public final class OrderService implements NotificationLog {
    private static final Logger log = LoggerFactory.getLogger(OrderService.class);

    /** Maximum number of messages with one notify_id compared with the next: there is one, unless the gateway repeats itself. */
    private static final int SAME_ID = 20;

    private static volatile OrderService current = new OrderService(
            MerchantConfig.of(Map.of()),
            Database.unavailable("the application has not started"),
            Optional.empty(),
            Clock.systemUTC());

    private final MerchantConfig merchant;
    private final SharedVerifyCalls verifyCalls = new SharedVerifyCalls(System::nanoTime);
    private final Database database;
    private final Optional<OrderListener> listener;
    private final GatewayClient gateway;
    private final Clock clock;
    private final String node;
    private final UnverifiedMessageWriter unverifiedMessages;
    private final DeliveryCounter deliveries;
    private final AtomicLong rejectedCount = new AtomicLong();
    private final AtomicLong listenerFailures = new AtomicLong();
    private volatile ProcessingObserver observer = (source, result, outcome) -> {};

    /** Creates the service of the only server on its database, which needs no name. */
    public OrderService(MerchantConfig merchant, Database database, Optional<OrderListener> listener, Clock clock) {
        this(merchant, database, listener, clock, "");
    }

    /**
     * Creates the service of one server.
     *
     * @param listener the merchant's own code; empty where none is configured
     * @param node the name of this server among those that share the database
     */
    public OrderService(
            MerchantConfig merchant, Database database, Optional<OrderListener> listener, Clock clock, String node) {
        this.merchant = merchant;
        this.database = database;
        this.listener = listener;
        this.gateway = new GatewayClient(merchant);
        this.clock = clock;
        this.node = node;
        this.unverifiedMessages = new UnverifiedMessageWriter(database, node);
        this.deliveries = new DeliveryCounter(database);
    }

    /** Is told of every message that has been processed, on the thread of its request. Must not throw. */
    @FunctionalInterface
    public interface ProcessingObserver {
        void processed(MessageSource source, VerificationResult result, ProcessingResult outcome);
    }

    /** Sets who is told of every processed message. Called once, at start-up. */
    public void observe(ProcessingObserver observer) {
        this.observer = observer;
    }

    /** Returns how many calls of the merchant's listener have failed since the start. */
    public long listenerFailures() {
        return listenerFailures.get();
    }

    /** Returns the order service of this web application. */
    public static OrderService current() {
        return current;
    }

    /** Sets the order service of the web application. Called once, at start-up. */
    public static void setCurrent(OrderService orderService) {
        current = orderService;
    }

    /**
     * Stores an order before the buyer is sent to the cashier, or returns why the buyer may not be sent there.
     *
     * @param service the payment service
     */
    public OrderCreationResult createOrder(PayService service, PaymentRequest request) {
        Order requested = unpaid(service, request);
        try {
            return database.inTransaction(session -> createOrder(session, requested));
        } catch (RuntimeException e) {
            return resolveDuplicate(requested, e);
        }
    }

    private Order unpaid(PayService service, PaymentRequest request) {
        return Order.placed(
                request.out_trade_no(),
                service,
                merchant.seller_email(),
                request.subject(),
                request.body(),
                request.price(),
                request.quantity(),
                request.discount(),
                request.logistics(),
                now());
    }

    /** Returns the order of a simultaneous request with the same number; if there is none, this one could not be stored. */
    private OrderCreationResult resolveDuplicate(Order requested, RuntimeException problem) {
        try {
            Optional<Order> stored = find(requested.out_trade_no());
            if (stored.isPresent()) {
                return OrderCreationResult.ofExisting(stored.get(), requested);
            }
        } catch (RuntimeException e) {
            problem.addSuppressed(e);
        }
        DatabaseUnavailableException.log(
                log, problem, "out_trade_no={}: the order could not be stored", requested.out_trade_no());
        return new OrderCreationResult(OrderCreationResult.Kind.UNAVAILABLE, requested);
    }

    private static OrderCreationResult createOrder(Transaction session, Order requested) {
        Optional<Order> stored = session.orders().find(requested.out_trade_no());
        if (stored.isPresent()) {
            return OrderCreationResult.ofExisting(stored.get(), requested);
        }
        session.orders().insert(requested);
        session.orders()
                .record(
                        requested,
                        requested.created_at(),
                        List.of(HistoryEvent.PLACED),
                        ChangeSource.message(MessageSource.ALIPAYTO, null),
                        0);
        return new OrderCreationResult(OrderCreationResult.Kind.PLACED, requested);
    }

    /**
     * Processes one message: a verified one changes its order, once; any other changes nothing. Never throws: a failure is logged
     * and answered {@code fail}, and the gateway sends the message again.
     *
     * @param source which page received it
     */
    public ProcessingResult process(VerificationResult result, MessageSource source) {
        ProcessingResult outcome = processed(result, source);
        observer.processed(source, result, outcome);
        return outcome;
    }

    private ProcessingResult processed(VerificationResult result, MessageSource source) {
        Notification notification = result.notification();
        if (notification.entry() == Notification.UNWRITTEN) {
            return ProcessingResult.refused(
                    Optional.empty(), Text.of("untouched: the notification log cannot be written"));
        }
        ChangeSource origin = ChangeSource.message(source, notification.text("notify_id"));
        return result.isGenuine() ? process(notification, origin) : refuse(result, origin);
    }

    private ProcessingResult process(Notification notification, ChangeSource origin) {
        try {
            Optional<DecisionReason> otherPartner = OrderStateMachine.otherPartner(notification, merchant.partner());
            if (otherPartner.isPresent()) {
                return database.inTransaction(session -> {
                    recordOutcome(session, notification, origin, OrderDecision.Type.HELD, otherPartner.get());
                    return ProcessingResult.held(
                            session.orders().find(notification.text("out_trade_no")), otherPartner.get());
                });
            }
            Optional<BatchRefundResult> refunds =
                    notification.isReturn() ? Optional.empty() : BatchRefundResult.read(notification);
            return refunds.isPresent()
                    ? new BatchRefundProcessor(this, refunds.get(), notification, origin).process()
                    : apply(notification, origin);
        } catch (RuntimeException e) {
            DatabaseUnavailableException.log(
                    log, e, "out_trade_no={}: the step was rolled back", notification.text("out_trade_no"));
            return failed(notification, origin, e);
        }
    }

    private ProcessingResult apply(Notification notification, ChangeSource origin) {
        TradeResponse response = TradeResponse.NONE;
        while (true) {
            TradeResponse latest = response;
            Attempt attempt = database.inTransaction(session -> tryApply(session, notification, latest, origin));
            if (attempt.outcome().isPresent()) {
                return attempt.outcome().get();
            }
            if (attempt.orderToQuery().isPresent()) {
                response = queryTrade(attempt.orderToQuery().get(), notification);
            }
        }
    }

    /**
     * The result of one transaction.
     *
     * @param outcome empty when another message changed the order between reading and writing, so that the message has to be
     *     tried again
     * @param orderToQuery the order as it was read, when Alipay has to be queried about it first
     */
    private record Attempt(Optional<ProcessingResult> outcome, Optional<Order> orderToQuery) {
        static final Attempt OVERTAKEN = new Attempt(Optional.empty(), Optional.empty());

        static Attempt done(ProcessingResult outcome) {
            return new Attempt(Optional.of(outcome), Optional.empty());
        }

        static Attempt asking(Order order) {
            return new Attempt(Optional.empty(), Optional.of(order));
        }
    }

    /**
     * Alipay's response about a trade. It is valid only while the order has the same version as before the query: a message
     * processed meanwhile may be newer.
     *
     * @param version the order's
     * @param trade empty when there was no usable response
     */
    private record TradeResponse(int version, Optional<TradeQueryResult> trade) {
        static final TradeResponse NONE = new TradeResponse(-1, Optional.empty());
    }

    /** Queries the state of a message's trade. Called without an open transaction, because the response may take seconds. */
    private TradeResponse queryTrade(Order order, Notification notification) {
        Optional<TradeQueryResult> trade = Optional.empty();
        try {
            GatewayResponse<TradeQueryResult> answer =
                    gateway.single_trade_query(Map.of("trade_no", notification.text("trade_no")));
            trade = answer.trusted().filter(found -> found.out_trade_no().equals(order.out_trade_no()));
            log.info(
                    "out_trade_no={}: single_trade_query to order two messages: {}",
                    order.out_trade_no(),
                    answer.reason());
        } catch (InvalidRequestException e) {
            log.warn("out_trade_no={}: Alipay cannot be queried", order.out_trade_no(), e);
        }
        return new TradeResponse(order.version(), trade);
    }

    private Attempt tryApply(
            Transaction session, Notification notification, TradeResponse response, ChangeSource origin) {
        Optional<OrderDao.Current> current =
                session.orders().find(notification.text("out_trade_no"), notification.text("notify_id"));
        if (current.isEmpty()) {
            Optional<DecisionReason> ignored = BatchRefundResult.isOne(notification)
                    ? Optional.empty()
                    : OrderStateMachine.reasonToIgnore(notification);
            if (ignored.isPresent()) {
                recordOutcome(session, notification, origin, OrderDecision.Type.IGNORED, ignored.get());
                return Attempt.done(
                        ProcessingResult.accepted(Optional.empty(), OrderDecision.Type.IGNORED + ": " + ignored.get()));
            }
            DecisionReason reason = DecisionReason.of(DecisionReason.Code.NO_ORDER);
            recordOutcome(session, notification, origin, OrderDecision.Type.HELD, reason);
            return Attempt.done(ProcessingResult.held(Optional.empty(), reason));
        }
        Order order = current.get().order();
        List<Notification> sameId = current.get().applied() ? appliedBefore(session, notification) : List.of();
        if (sameId.stream().anyMatch(applied -> isSameStatus(applied, notification))) {
            DecisionReason reason = DecisionReason.of(DecisionReason.Code.ID_APPLIED);
            recordOutcome(session, notification, origin, OrderDecision.Type.REPEAT, reason);
            return Attempt.done(
                    ProcessingResult.accepted(Optional.of(order), OrderDecision.Type.REPEAT + ": " + reason));
        }
        boolean refundWaits = order.paid_at() == null && current.get().refundWaits();
        boolean queried = response.version() == order.version();
        if (!queried && OrderStateMachine.dependsOnAlipay(order, notification, refundWaits)) {
            return Attempt.asking(order);
        }
        OrderStateMachine.Evidence evidence = queried
                ? new OrderStateMachine.Evidence(refundWaits, hadRefundStatus(session, notification), response.trade())
                : new OrderStateMachine.Evidence(refundWaits, false, Optional.empty());
        List<Call> calls = current.get().hasCalls() ? session.listenerCalls().of(order.out_trade_no()) : List.of();
        OrderDecision decision = unlessSuspended(
                order,
                calls,
                OrderStateMachine.rule(
                        order,
                        notification,
                        evidence,
                        now(),
                        merchant.late_payment().equals("accept")));
        if (!store(session, order, calls, decision, notification, origin)) {
            return Attempt.OVERTAKEN;
        }
        DecisionReason reason = sameId.isEmpty() || decision.type() == OrderDecision.Type.HELD
                ? decision.reason()
                : otherStatus(notification, sameId.get(0));
        recordOutcome(session, notification, origin, decision.type(), reason);
        return Attempt.done(ProcessingResult.of(
                new OrderDecision(decision.type(), decision.after(), decision.milestones(), reason)));
    }

    private static boolean hadRefundStatus(Transaction session, Notification notification) {
        String refund_status = notification.text("refund_status");
        return session.orders().history(notification.text("out_trade_no")).stream()
                .anyMatch(change -> change.refund_status().equals(refund_status));
    }

    private static DecisionReason otherStatus(Notification notification, Notification before) {
        String name = notification.text("trade_status").equals(before.text("trade_status"))
                ? "refund_status"
                : "trade_status";
        DecisionReason reason = new DecisionReason(
                DecisionReason.Code.ID_WITH_OTHER_STATUS,
                notification.value(name).orElse("-"),
                before.value(name).orElse("-"));
        log.warn("out_trade_no={}: {}", notification.text("out_trade_no"), reason);
        return reason;
    }

    /**
     * Returns the messages of the same notify_id that were applied to this order before. Each resend of one message has its id
     * and the same content; a message with other content is processed by its status, because its signature makes it Alipay's
     * regardless of its id.
     */
    private static List<Notification> appliedBefore(Transaction session, Notification notification) {
        String out_trade_no = notification.text("out_trade_no");
        String notify_id = notification.text("notify_id");
        return notify_id.isEmpty()
                ? List.of()
                : session.notifications().applied(out_trade_no, notify_id, SAME_ID).stream()
                        .map(OrderAdminService::message)
                        .toList();
    }

    /** Returns whether two messages report the same status of trade and refund. */
    private static boolean isSameStatus(Notification one, Notification other) {
        return one.text("trade_status").equals(other.text("trade_status"))
                && one.text("refund_status").equals(other.text("refund_status"));
    }

    /** Stores the changes of a decision, with history and listener calls; false when another message changed the order first. */
    private boolean store(
            Transaction session,
            Order before,
            List<Call> calls,
            OrderDecision decision,
            Notification notification,
            ChangeSource origin) {
        return decision.after().equals(before) || change(session, calls, decision, notification, origin);
    }

    /**
     * Does the same even if the decision does not change the order; that is recorded in its history. The listener is called
     * before the order is stored: if it committed by itself, it would commit the unchanged order and the record that the call had
     * begun.
     *
     * @param calls the calls of the order that were read with it: whoever changes them increments its version
     */
    boolean change(
            Transaction session,
            List<Call> calls,
            OrderDecision decision,
            Notification notification,
            ChangeSource origin) {
        Order after = decision.after();
        int version = after.version();
        if (listener.isPresent() && !decision.milestones().isEmpty()) {
            if (!session.orders().lock(after)) {
                return false;
            }
            version++;
            notifyListener(session, listener.get(), calls, decision, notification);
        }
        if (!session.orders().update(after, version)) {
            return false;
        }
        List<HistoryEvent> events = decision.milestones().isEmpty()
                ? List.of(HistoryEvent.NOTED)
                : decision.milestones().stream().map(OrderEventType::event).toList();
        session.orders().record(after, now(), events, origin, notification.entry());
        return true;
    }

    /**
     * Calls the merchant's listener for every event of a decision, except those whose work a person has confirmed. The calls
     * are recorded when one of them uses its connection: before that, nothing can be committed.
     */
    private void notifyListener(
            Transaction session,
            OrderListener shop,
            List<Call> before,
            OrderDecision decision,
            Notification notification) {
        Order after = decision.after();
        List<Call> calls = new ArrayList<>();
        List<Call> unrecorded = new ArrayList<>();
        for (OrderEventType milestone : decision.milestones()) {
            Call call = Call.of(milestone, after, now());
            if (before.stream().noneMatch(call::isSameEvent)) {
                calls.add(call);
                unrecorded.add(call);
                invoke(session, shop, new OrderEvent(milestone, after, notification), calls, () -> {
                    unrecorded.forEach(begun -> session.listenerCalls().insert(after.out_trade_no(), begun));
                    unrecorded.clear();
                });
            }
        }
        if (!before.isEmpty() || unrecorded.size() < calls.size()) {
            session.listenerCalls().delete(after.out_trade_no());
        }
    }

    private void invoke(
            Transaction session, OrderListener shop, OrderEvent event, List<Call> calls, Runnable beforeUse) {
        Optional<Throwable> thrown = thrown(shop, event, session.listenerConnection(beforeUse));
        Optional<String> problem = session.listenerReturned();
        if (thrown.isPresent() || problem.isPresent()) {
            listenerFailures.incrementAndGet();
            String what = Stream.concat(thrown.map(OrderService::messageOf).stream(), problem.stream())
                    .collect(Collectors.joining("; "));
            throw new ListenerException(
                    shop.getClass().getName() + " failed at " + event.milestone() + ": " + what,
                    thrown.orElse(null),
                    event.order(),
                    calls,
                    session.wasEnded());
        }
    }

    /** Returns what the listener throws, an Error included: a missing class must not count as a delivery. */
    private static Optional<Throwable> thrown(OrderListener shop, OrderEvent event, Connection connection) {
        try {
            switch (event.milestone()) {
                case PAID -> shop.paid(event, connection);
                case SHIPPED -> shop.shipped(event, connection);
                case FINISHED -> shop.finished(event, connection);
                case CLOSED -> shop.closed(event, connection);
                case REFUND -> shop.refund(event, connection);
            }
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(e);
        }
    }

    private static String messageOf(Throwable e) {
        return e instanceof Exception && e.getMessage() != null ? e.getMessage() : e.toString();
    }

    /** Holds a message that would change an order for which a listener call that ended the transaction is unresolved. */
    OrderDecision unlessSuspended(Order order, List<Call> calls, OrderDecision decision) {
        Optional<DecisionReason> reason = decision.milestones().isEmpty() ? Optional.empty() : suspension(calls);
        return reason.map(why -> new OrderDecision(OrderDecision.Type.HELD, order, List.of(), why))
                .orElse(decision);
    }

    private static Optional<DecisionReason> suspension(List<Call> calls) {
        return calls.stream()
                .filter(call -> !call.done())
                .map(Call::milestone)
                .max(Comparator.naturalOrder())
                .map(milestone -> DecisionReason.of(DecisionReason.Code.LISTENER_ENDED_TRANSACTION, milestone.name()));
    }

    /**
     * Finds out, after a step was rolled back, whether the listener had committed part of it. If so, the order waits for a
     * person, which is recorded in its history.
     *
     * @return why it waits; empty when nothing of the step was committed
     */
    Optional<DecisionReason> suspended(RuntimeException problem, Notification notification, ChangeSource origin) {
        return problem instanceof ListenerException failure
                ? database.inTransaction(session -> suspended(session, failure, notification, origin))
                : Optional.empty();
    }

    private Optional<DecisionReason> suspended(
            Transaction session, ListenerException failure, Notification notification, ChangeSource origin) {
        Order order = failure.order();
        boolean lost = failure.ended()
                && session.listenerCalls().of(order.out_trade_no()).isEmpty();
        if (lost && session.orders().lock(order)) {
            // It rolled back; whether it committed something afterwards cannot be determined.
            failure.calls().forEach(call -> session.listenerCalls().insert(order.out_trade_no(), call));
        }
        Optional<DecisionReason> reason = suspension(session.listenerCalls().of(order.out_trade_no()));
        // Without notify_id, because the message was not applied to the order.
        ChangeSource trace = new ChangeSource(origin.source(), null, origin.operator(), origin.note());
        reason.flatMap(why -> session.orders().find(order.out_trade_no()))
                .ifPresent(stored -> session.orders()
                        .record(stored, now(), List.of(HistoryEvent.SUSPENDED), trace, notification.entry()));
        return reason;
    }

    /** Records the outcome of a processed message: it need not be sent again. */
    void recordOutcome(
            Transaction session,
            Notification notification,
            ChangeSource origin,
            OrderDecision.Type type,
            DecisionReason reason) {
        recordOutcome(session, notification, origin, type.status(), reason, "success");
    }

    /**
     * Records the outcome of a verified message: a delivery that is answered now, or an old one that a person processed again.
     */
    private void recordOutcome(
            Transaction session,
            Notification notification,
            ChangeSource origin,
            ProcessingStatus outcome,
            DecisionReason reason,
            String answer) {
        if (notification.delivery().isPresent()) {
            recordAnswer(
                    session,
                    notification,
                    answer(new VerificationResult.Verified(notification), origin, outcome, reason, answer));
        } else {
            session.notifications().recordReplay(notification.entry(), origin, outcome, reason);
        }
    }

    private void recordAnswer(Transaction session, Notification notification, NotificationDao.ProcessingUpdate answer) {
        boolean decided = session.notifications().recordAnswer(notification.entry(), answer);
        deliveries.recordAnswer(notification.entry(), notification.text("out_trade_no"), answer, decided);
    }

    private NotificationDao.ProcessingUpdate answer(
            VerificationResult result,
            ChangeSource origin,
            ProcessingStatus outcome,
            DecisionReason reason,
            String answer) {
        return new NotificationDao.ProcessingUpdate(
                origin,
                VerificationStatus.of(result),
                outcome,
                reason,
                origin.source().answer(answer),
                elapsed(result.notification()));
    }

    /** Returns the time since the message's arrival; zero when this server's clock was set back meanwhile. */
    private Duration elapsed(Notification notification) {
        Duration elapsed = notification
                .delivery()
                .map(delivery -> Duration.between(delivery.arrived(), clock.instant()))
                .orElse(Duration.ZERO);
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    /**
     * Refuses an unverified message. With a valid signature the current order may be shown; without one no content is trusted.
     */
    private ProcessingResult refuse(VerificationResult result, ChangeSource origin) {
        try {
            return refused(result, origin);
        } finally {
            rejectedCount.incrementAndGet();
        }
    }

    private ProcessingResult refused(VerificationResult result, ChangeSource origin) {
        Notification notification = result.notification();
        if (!result.signatureMatches()) {
            notification
                    .delivery()
                    .map(delivery -> UnverifiedMessage.of(
                            result,
                            delivery,
                            origin.source(),
                            origin.source().answer("fail"),
                            node,
                            elapsed(notification)))
                    .ifPresent(unverifiedMessages::add);
            return ProcessingResult.refused(Optional.empty(), Text.of("untouched"));
        }
        try {
            return ProcessingResult.refused(
                    database.inTransaction(session -> {
                        recordAnswer(
                                session,
                                notification,
                                answer(result, origin, ProcessingStatus.REFUSED, DecisionReason.of(result), "fail"));
                        return session.orders().find(notification.text("out_trade_no"));
                    }),
                    Text.of("untouched"));
        } catch (RuntimeException e) {
            DatabaseUnavailableException.log(
                    log, e, "out_trade_no={}: the rejection could not be stored", notification.text("out_trade_no"));
            return ProcessingResult.refused(Optional.empty(), Text.of("untouched"));
        }
    }

    private ProcessingResult failed(Notification notification, ChangeSource origin, RuntimeException problem) {
        DecisionReason reason = DecisionReason.of(DecisionReason.Code.ROLLED_BACK, problem.getMessage());
        try {
            Optional<DecisionReason> suspension = suspended(problem, notification, origin);
            if (suspension.isPresent()) {
                return database.inTransaction(session -> {
                    recordOutcome(session, notification, origin, OrderDecision.Type.HELD, suspension.get());
                    return ProcessingResult.held(
                            session.orders().find(notification.text("out_trade_no")), suspension.get());
                });
            }
            database.inTransaction(session -> {
                recordOutcome(session, notification, origin, ProcessingStatus.FAILED, reason, "fail");
                return null;
            });
        } catch (RuntimeException e) {
            DatabaseUnavailableException.log(log, e, "the reason could not be stored in the notification log either");
        }
        return ProcessingResult.refused(Optional.empty(), reason.sentence());
    }

    /**
     * Applies a trade queried from Alipay, by the same rules as a notification, and stores it in the log of notifications.
     *
     * @param trade the response to {@code single_trade_query}, converted to a notification
     */
    ProcessingResult reconcile(Notification trade, ChangeSource origin) {
        byte[] raw = FormData.encoded(new TreeMap<>(trade.params()), merchant.charset())
                .delivery()
                .raw();
        Notification delivered = trade.delivered(new RawMessage(raw, merchant.charset(), now(), ""));
        Notification written = delivered.numbered(received(delivered).entry());
        return written.entry() == Notification.UNWRITTEN
                ? ProcessingResult.refused(
                        Optional.empty(), Text.of("untouched: the notification log cannot be written"))
                : process(written, origin);
    }

    /** Returns the actions for people: for held messages, and for orders that no message changes. */
    public OrderAdminService admin() {
        return new OrderAdminService(this);
    }

    boolean hasListener() {
        return listener.isPresent();
    }

    /** Runs one transaction of a person's action. */
    <R> R inTransaction(Database.TransactionCallback<R> work) {
        return database.inTransaction(work);
    }

    /**
     * Applies a message that a person released, despite its contradictions. The history records the person's name and reason even
     * when the order does not change.
     *
     * @return the decision; empty when another message changed the order first and the person should check it again
     */
    Optional<OrderDecision> release(Transaction session, Order order, Notification notification, ChangeSource origin) {
        OrderDecision decision = OrderStateMachine.release(order, notification, now());
        List<Call> calls = session.listenerCalls().of(order.out_trade_no());
        if (!store(session, order, calls, decision, notification, origin)) {
            return Optional.empty();
        }
        if (decision.type() == OrderDecision.Type.REPEAT) {
            session.orders().record(order, now(), List.of(HistoryEvent.RELEASED), origin, notification.entry());
        }
        return Optional.of(decision);
    }

    /** Records in the order's history that a person rejected this message; nothing else of the order changes. */
    void recordDismissal(Transaction session, Order order, Notification notification, ChangeSource origin) {
        session.orders().record(order, now(), List.of(HistoryEvent.DISMISSED), origin, notification.entry());
    }

    /** Records in the order's history what a person decided about the listener calls. */
    void recordDecision(Transaction session, Order order, HistoryEvent event, ChangeSource origin) {
        session.orders().record(order, now(), List.of(event), origin, 0);
    }

    /** Returns the listener calls that ended the transaction of their step by themselves. */
    public List<Call> unfinishedCalls(String out_trade_no) {
        return database.inTransaction(session -> session.listenerCalls().of(out_trade_no));
    }

    /** Processes a stored, verified message again, as if it had just arrived. */
    ProcessingResult reprocess(Notification notification, ChangeSource origin) {
        return process(notification, origin);
    }

    @Override
    public Receipt received(Notification notification) {
        RawMessage delivery = notification.delivery().orElseThrow();
        try {
            NotificationDao.Receipt receipt = written(notification, delivery);
            if (!receipt.first()) {
                deliveries.countRepeat(receipt.id(), delivery.arrived());
            }
            return new Receipt(receipt.id(), receipt.confirmed());
        } catch (RuntimeException e) {
            DatabaseUnavailableException.log(
                    log, e, "a message could not be stored; answering fail, so that it is sent again");
            return new Receipt(Notification.UNWRITTEN, false);
        }
    }

    @Override
    public VerificationResult verify(Notification stored, Function<Notification, VerificationResult> gateway) {
        return verifyCalls.verify(stored, gateway);
    }

    /** Stores a message. Of two simultaneous deliveries of one message the slower one finds the row of the faster one. */
    private NotificationDao.Receipt written(Notification notification, RawMessage delivery) {
        Database.TransactionCallback<NotificationDao.Receipt> write =
                session -> session.notifications().receive(notification, delivery, node);
        try {
            return database.inTransaction(write);
        } catch (RuntimeException e) {
            if (!NotificationDao.isDuplicate(e)) {
                throw e;
            }
            return database.inTransaction(write);
        }
    }

    /** Returns the current order of this number. */
    public Optional<Order> find(String out_trade_no) {
        return database.inTransaction(session -> session.orders().find(out_trade_no));
    }

    /** Returns the orders of a filter, newest first, with how many messages about each wait for a person. */
    public Found search(OrderQuery filter, int limit) {
        return database.inTransaction(session -> {
            OrderQueryDao.Page page = session.orders().search(filter, limit);
            return new Found(
                    page,
                    session.notifications()
                            .heldCounts(page.orders().stream()
                                    .map(Order::out_trade_no)
                                    .toList()));
        });
    }

    /**
     * The result of a search.
     *
     * @param held by order number; an order without waiting messages is missing
     */
    public record Found(OrderQueryDao.Page page, Map<String, Integer> held) {}

    /** Returns the newest orders, newest first. */
    public List<Order> newest(int limit) {
        return search(OrderQuery.ALL, limit).page().orders();
    }

    /** Returns the history of an order, oldest first. */
    public List<OrderDao.HistoryEntry> history(String out_trade_no) {
        return database.inTransaction(session -> session.orders().history(out_trade_no));
    }

    /** Returns the message of this number in the log of notifications. */
    public Optional<NotificationDao.NotificationRecord> findNotification(long id) {
        return notifications().find(id);
    }

    /** Returns the messages about one order: those that wait for a person first, then the newest. */
    public List<NotificationDao.NotificationRecord> notificationsAbout(String out_trade_no, int limit) {
        deliveries.write();
        return database.inTransaction(session -> session.notifications().about(out_trade_no, limit));
    }

    /** Returns how many messages about one order were removed. */
    public NotificationDao.Dropped dropped(String out_trade_no) {
        return database.inTransaction(session -> session.notifications().dropped(out_trade_no));
    }

    /** Returns the newest messages in the log of notifications, newest first. */
    public List<NotificationDao.NotificationRecord> newestNotifications(int limit) {
        return notifications().search(NotificationQuery.newest(limit));
    }

    /** Returns the queries about messages. */
    public NotificationQueryService notifications() {
        return new NotificationQueryService(database, unverifiedMessages, deliveries);
    }

    /** Returns the name of this server among those that share the database. */
    public String node() {
        return node;
    }

    /** Returns how many messages this server has not accepted since it started; growth means that a diagnosis is useful. */
    public long rejectedCount() {
        return rejectedCount.get();
    }

    /** Returns the writer of unverified messages; a background thread has to call its {@code write} repeatedly. */
    public UnverifiedMessageWriter unverifiedMessages() {
        return unverifiedMessages;
    }

    /** Returns the counter of repeated deliveries; a background thread has to call its {@code write} repeatedly. */
    public DeliveryCounter deliveries() {
        return deliveries;
    }

    /** Returns the current time, to the millisecond that the tables store. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
