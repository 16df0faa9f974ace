package com.alipay.orders;

import com.alipay.orders.persistence.ChangeSource;
import com.alipay.orders.persistence.ListenerCallDao.Call;
import com.alipay.orders.persistence.Transaction;
import com.alipay.orders.rules.BatchRefundResult;
import com.alipay.orders.rules.BatchRefundResult.Details;
import com.alipay.orders.rules.BatchRefundResult.Item;
import com.alipay.orders.rules.BatchRefundRules;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.OrderDecision;
import com.alipay.orders.rules.ProcessingResult;
import com.alipay.protocol.Money;
import com.alipay.protocol.Notification;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Processes the result of a batch of refunds, which may name a thousand trades: each order in a transaction of its own, with its
 * history and the merchant's listener. An order whose history already has this notification is skipped, so a resend, or a replay
 * after a missing order was stored, continues where the last attempt stopped.
 */
final class BatchRefundProcessor {
    /** Maximum length of the listed reasons: a column's length, less room for the rest of the sentence. */
    private static final int MAX_REASONS = 800;

    private static final int MAX_TEXT = 120;

    private final OrderService orderService;
    private final BatchRefundResult result;
    private final Notification notification;
    private final ChangeSource origin;

    BatchRefundProcessor(
            OrderService orderService, BatchRefundResult result, Notification notification, ChangeSource origin) {
        this.orderService = orderService;
        this.result = result;
        this.notification = notification;
        this.origin = origin;
    }

    /** @throws RuntimeException the first failure of an order; the other orders have been processed all the same */
    ProcessingResult process() {
        if (orderService.inTransaction(this::isApplied)) {
            return conclude(OrderDecision.Type.REPEAT, DecisionReason.of(DecisionReason.Code.ID_APPLIED));
        }
        List<String> held = new ArrayList<>(contradictions());
        List<RuntimeException> failures = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (Item item : result.items()) {
            try {
                held.addAll(process(item, named));
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        String what = "batch_no " + result.batch_no() + ": " + refunded() + " of "
                + result.items().size() + " refunded";
        return held.isEmpty()
                ? conclude(OrderDecision.Type.ADVANCED, DecisionReason.of(DecisionReason.Code.REFUND_BATCH, what))
                : conclude(
                        OrderDecision.Type.HELD,
                        DecisionReason.of(DecisionReason.Code.REFUND_BATCH_DIFFERS, what + "; " + join(held)));
    }

    private boolean isApplied(Transaction session) {
        return !session.notifications()
                .applied(notification.text("out_trade_no"), notification.text("notify_id"), 1)
                .isEmpty();
    }

    /** Joins as many of the reasons as fit, and adds the number of the others. */
    private static String join(List<String> held) {
        StringBuilder joined = new StringBuilder(held.get(0));
        for (int i = 1; i < held.size(); i++) {
            if (joined.length() + held.get(i).length() > MAX_REASONS) {
                return joined + "; and " + (held.size() - i) + " more";
            }
            joined.append("; ").append(held.get(i));
        }
        return joined.toString();
    }

    private static String shorten(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }

    /** Returns the contradictions within the notification. */
    private List<String> contradictions() {
        if (result.items().isEmpty()) {
            return List.of("result_details names no trade");
        }
        long successes = refunded()
                + result.items().stream()
                        .filter(Item.BankRefused.class::isInstance)
                        .count();
        return result.success_num().isEmpty() || result.success_num().getAsInt() == successes
                ? List.of()
                : List.of("success_num is " + result.success_num().getAsInt());
    }

    private long refunded() {
        return result.items().stream().filter(Item.Refunded.class::isInstance).count();
    }

    /**
     * Processes one item and returns why it waits for a person; nothing when it was processed.
     *
     * @param named the trades of the preceding items: their history already has this notification
     */
    private List<String> process(Item item, Set<String> named) {
        if (item instanceof Item.Refunded refunded) {
            String note = note(refunded.amount(), "SUCCESS", refunded.details());
            return process(
                    refunded.trade_no(),
                    named,
                    note,
                    refunded.details(),
                    order -> BatchRefundRules.rule(order, refunded));
        }
        if (item instanceof Item.BankRefused refused) {
            DecisionReason why = BatchRefundRules.bankRefused(refused);
            List<String> held = new ArrayList<>(List.of(refused.trade_no() + ": " + why));
            String note = note(refused.amount(), why.code().name(), refused.details());
            held.addAll(process(
                    refused.trade_no(),
                    named,
                    note,
                    refused.details(),
                    order -> BatchRefundRules.rule(order, refused)));
            return held;
        }
        if (item instanceof Item.NotRefunded not) {
            String note = note(not.amount(), not.code(), not.details());
            return process(not.trade_no(), named, note, not.details(), order -> BatchRefundRules.rule(order, not));
        }
        Item.Unreadable unreadable = (Item.Unreadable) item;
        String why = unreadable.why();
        return List.of("unreadable: " + shorten(unreadable.text()) + (why.isEmpty() ? "" : " (" + why + ")"));
    }

    private List<String> process(
            String trade_no, Set<String> named, String note, Details details, Function<Order, OrderDecision> rule) {
        if (!named.add(trade_no)) {
            return List.of(trade_no + " is named again: " + shorten(note));
        }
        List<String> held = new ArrayList<>(process(trade_no, note, rule));
        if (details.open()) {
            held.add(trade_no + ": " + shorten(details.note()));
        }
        return held;
    }

    private String note(BigDecimal amount, String outcome, Details details) {
        return "batch_no " + result.batch_no() + ": " + Money.format(amount) + " " + outcome
                + (details.note().isEmpty() ? "" : "; " + shorten(details.note()));
    }

    private List<String> process(String trade_no, String note, Function<Order, OrderDecision> rule) {
        try {
            while (true) {
                Optional<List<String>> reasons =
                        orderService.inTransaction(session -> attempt(session, trade_no, note, rule));
                if (reasons.isPresent()) {
                    return reasons.get();
                }
            }
        } catch (ListenerException e) {
            return List.of(trade_no + ": "
                    + orderService.suspended(e, notification, origin).orElseThrow(() -> e));
        }
    }

    /**
     * Makes one attempt; empty when another message changed the order between reading and writing, so that it must be read again.
     */
    private Optional<List<String>> attempt(
            Transaction session, String trade_no, String note, Function<Order, OrderDecision> rule) {
        List<String> numbers = session.orders().withTradeNo(trade_no);
        if (numbers.size() != 1) {
            String many = numbers.isEmpty() ? "no order has" : "several orders have";
            return Optional.of(List.of(many + " trade_no " + trade_no));
        }
        Order order = session.orders().find(numbers.get(0)).orElseThrow();
        if (session.orders().hasNotification(order.out_trade_no(), notification.text("notify_id"))) {
            return Optional.of(List.of());
        }
        List<Call> calls = session.listenerCalls().of(order.out_trade_no());
        OrderDecision decision = orderService.unlessSuspended(order, calls, rule.apply(order));
        if (decision.type() == OrderDecision.Type.HELD) {
            return Optional.of(List.of(trade_no + ": " + decision.reason()));
        }
        return orderService.change(session, calls, decision, notification, origin.noting(note))
                ? Optional.of(List.of())
                : Optional.empty();
    }

    private ProcessingResult conclude(OrderDecision.Type type, DecisionReason reason) {
        orderService.inTransaction(session -> {
            orderService.recordOutcome(session, notification, origin, type, reason);
            return null;
        });
        return type == OrderDecision.Type.HELD
                ? ProcessingResult.held(Optional.empty(), reason)
                : ProcessingResult.accepted(Optional.empty(), type + ": " + reason);
    }
}
