package com.alipay.orders;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import com.alipay.orders.persistence.ChangeSource;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.ListenerCallDao;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.Transaction;
import com.alipay.orders.rules.BatchRefundResult;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.HistoryEvent;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.OrderDecision;
import com.alipay.orders.rules.ProcessingResult;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.protocol.FormData;
import com.alipay.protocol.Money;
import com.alipay.protocol.Notification;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Actions of a person when a message was held or never came: 补单. They use the same path as a message, with the same listener in
 * the same transaction, and record the operator's name and reason in the history. Without a listener every action is refused,
 * because an order would be marked as paid without a delivery.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public final class OrderAdminService {
    /**
     * The person, and the reason.
     *
     * @param name the user name known to the container
     * @param reason a sentence, not blank
     */
    public record Operator(String name, String reason) {}

    private static final Logger log = LoggerFactory.getLogger(OrderAdminService.class);

    private final OrderService orderService;

    OrderAdminService(OrderService orderService) {
        this.orderService = orderService;
    }

    /**
     * Applies a held message as it is: the order takes the transition it names, despite contradictions. The listener is not
     * called again for a call that ended the transaction by itself and whose work may be done already.
     */
    public ProcessingResult release(long entry, Operator operator) {
        return refusal(operator)
                .orElseGet(() -> guarded(entry, operator, session -> release(session, entry, operator)));
    }

    private ProcessingResult release(Transaction session, long entry, Operator operator) {
        Optional<NotificationDao.StoredMessage> stored = session.notifications().find(entry);
        if (stored.isEmpty() || !ProcessingStatus.HELD.is(stored.get().outcome())) {
            return refused("NOT_HELD.release");
        }
        Notification notification = message(stored.get());
        if (BatchRefundResult.read(notification).isPresent()) {
            return refused("BATCH");
        }
        Optional<Order> order = session.orders().find(notification.text("out_trade_no"));
        if (order.isEmpty()) {
            return refused("NO_ORDER", notification.text("out_trade_no"));
        }
        ChangeSource origin = ChangeSource.person(notification.text("notify_id"), operator.name(), operator.reason());
        Optional<OrderDecision> decision = orderService.release(session, order.get(), notification, origin);
        if (decision.isEmpty() || decision.get().type() == OrderDecision.Type.HELD) {
            return decision.map(held -> refused(held.reason().sentence())).orElseGet(() -> refused("CHANGED"));
        }
        String what = "released by " + operator.name() + ": " + operator.reason();
        session.notifications()
                .recordDecision(entry, origin, decision.get().type().status());
        return ProcessingResult.accepted(Optional.of(decision.get().after()), what);
    }

    /** Rejects a held message. The order is not changed. */
    public ProcessingResult dismiss(long entry, Operator operator) {
        return refusal(operator)
                .orElseGet(() -> orderService.inTransaction(session -> dismiss(session, entry, operator)));
    }

    private ProcessingResult dismiss(Transaction session, long entry, Operator operator) {
        Optional<NotificationDao.StoredMessage> stored = session.notifications().find(entry);
        if (stored.isEmpty() || !ProcessingStatus.HELD.is(stored.get().outcome())) {
            return refused("NOT_HELD.dismiss");
        }
        Notification notification = message(stored.get());
        ChangeSource origin = ChangeSource.person(notification.text("notify_id"), operator.name(), operator.reason());
        String what = "dismissed by " + operator.name() + ": " + operator.reason();
        session.notifications().recordDecision(entry, origin, ProcessingStatus.DISMISSED);
        Optional<Order> order = session.orders().find(notification.text("out_trade_no"));
        order.ifPresent(found -> orderService.recordDismissal(session, found, notification, origin));
        return ProcessingResult.accepted(order, what);
    }

    /** Processes a verified message again, by the rules: after the order was stored, or the listener fixed. */
    public ProcessingResult replay(long entry, Operator operator) {
        Optional<ProcessingResult> refusal = refusal(operator);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<NotificationDao.StoredMessage> stored =
                orderService.inTransaction(session -> session.notifications().find(entry));
        boolean genuine = stored.isPresent()
                && !ProcessingStatus.RECEIVED.is(stored.get().outcome())
                && !ProcessingStatus.REFUSED.is(stored.get().outcome());
        if (!genuine) {
            return refused("NOT_GENUINE");
        }
        Notification notification = message(stored.get());
        return orderService.reprocess(
                notification, ChangeSource.person(notification.text("notify_id"), operator.name(), operator.reason()));
    }

    /**
     * Changes an order by hand, when Alipay's site shows the payment and no message ever came.
     *
     * @param to a status that follows the order's
     */
    public ProcessingResult mark(String out_trade_no, TradeStatus to, Operator operator) {
        return refusal(operator)
                .orElseGet(() -> guarded(0, operator, session -> mark(session, out_trade_no, to, operator)));
    }

    private ProcessingResult mark(Transaction session, String out_trade_no, TradeStatus to, Operator operator) {
        Optional<Order> order = session.orders().find(out_trade_no);
        if (order.isEmpty()) {
            return refused("NO_ORDER", out_trade_no);
        }
        BigDecimal agreed = order.get().payable(order.get().logistics().get(0));
        Notification byHand = new Notification(Map.of(
                "out_trade_no", out_trade_no,
                "trade_status", to.name(),
                "total_fee",
                        Money.format(
                                order.get().total_fee() == null
                                        ? agreed
                                        : order.get().total_fee())));
        ChangeSource origin = ChangeSource.person(null, operator.name(), operator.reason());
        Optional<OrderDecision> decision = orderService.release(session, order.get(), byHand, origin);
        if (decision.isEmpty() || decision.get().type() != OrderDecision.Type.ADVANCED) {
            return decision.map(held -> refused(held.reason().sentence())).orElseGet(() -> refused("CHANGED"));
        }
        return ProcessingResult.accepted(
                Optional.of(decision.get().after()), "marked by " + operator.name() + ": " + operator.reason());
    }

    /**
     * Confirms that the work of the listener calls that ended the transaction by themselves is done: the next message changes the
     * order without repeating these calls.
     */
    public ProcessingResult confirmCalls(String out_trade_no, Operator operator) {
        return decide(out_trade_no, operator, HistoryEvent.CONFIRMED, calls -> calls.done(out_trade_no));
    }

    /**
     * States that their work is not done, or was undone: the next message, or a replay of a held one, calls the listener again.
     */
    public ProcessingResult resetCalls(String out_trade_no, Operator operator) {
        return decide(out_trade_no, operator, HistoryEvent.RESET, calls -> calls.delete(out_trade_no));
    }

    private ProcessingResult decide(
            String out_trade_no, Operator operator, HistoryEvent event, Consumer<ListenerCallDao> decision) {
        return refusal(operator)
                .orElseGet(() -> orderService.inTransaction(session -> {
                    Optional<Order> order = session.orders().find(out_trade_no);
                    if (order.isEmpty()
                            || session.listenerCalls().of(out_trade_no).isEmpty()) {
                        return refused("NO_CALLS", out_trade_no);
                    }
                    if (!session.orders().lock(order.get())) {
                        return refused("CHANGED");
                    }
                    decision.accept(session.listenerCalls());
                    orderService.recordDecision(
                            session, order.get(), event, ChangeSource.person(null, operator.name(), operator.reason()));
                    return ProcessingResult.accepted(
                            order, event.code() + " by " + operator.name() + ": " + operator.reason());
                }));
    }

    /** Runs one transaction that may call the listener; when that fails, reports to the person what is left of it. */
    private ProcessingResult guarded(
            long entry, Operator operator, Database.TransactionCallback<ProcessingResult> work) {
        try {
            return orderService.inTransaction(work);
        } catch (ListenerException e) {
            log.error("out_trade_no={}: the step was rolled back", e.order().out_trade_no(), e);
            ChangeSource origin = ChangeSource.person(null, operator.name(), operator.reason());
            Optional<DecisionReason> suspension =
                    orderService.suspended(e, new Notification(Map.of()).numbered(entry), origin);
            suspension.ifPresent(reason -> orderService.inTransaction(session -> {
                session.notifications().recordReplay(entry, origin, ProcessingStatus.HELD, reason);
                return null;
            }));
            return refused(suspension
                    .orElse(DecisionReason.of(DecisionReason.Code.ROLLED_BACK, e.getMessage()))
                    .sentence());
        }
    }

    private Optional<ProcessingResult> refusal(Operator operator) {
        if (!orderService.hasListener()) {
            return Optional.of(refused("NO_LISTENER"));
        }
        return operator.reason().isBlank() ? Optional.of(refused("NO_REASON")) : Optional.empty();
    }

    private static ProcessingResult refused(String code, Object... arguments) {
        return refused(refusal(code, arguments));
    }

    /** Returns why an action is refused. */
    static Text refusal(String code, Object... arguments) {
        return Messages.of(OrderAdminService.class).message("refused." + code, arguments);
    }

    private static ProcessingResult refused(Text why) {
        return ProcessingResult.refused(Optional.empty(), why);
    }

    static Notification message(NotificationDao.StoredMessage stored) {
        return new Notification(FormData.parse(stored.raw(), stored.charset()).values()).numbered(stored.id());
    }
}
