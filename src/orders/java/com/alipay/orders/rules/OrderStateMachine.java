package com.alipay.orders.rules;

import com.alipay.orders.rules.DecisionReason.Code;
import com.alipay.protocol.EmailAddress;
import com.alipay.protocol.Money;
import com.alipay.protocol.Notification;
import com.alipay.protocol.ShippingOption;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides how a verified message affects an order: which order it is about, whether the amount is the one agreed, and which
 * status follows. Pure: no clock, no database.
 *
 * @tutorial 双功能 2.3, 4.2, 4.4, 4.5 / 担保 3.4, 5.2, 5.4
 */
public final class OrderStateMachine {
    private static final int LONGEST_TRADE_NO = 64;
    private static final int LONGEST_ACCOUNT = 30;

    /** The only type of notification that reports the status of a trade. */
    private static final String NOTIFY_TYPE = "trade_status_sync";

    private OrderStateMachine() {}

    /**
     * Decides about one message.
     *
     * @param order the order named by the message's out_trade_no, as stored
     * @param notification a verified message
     * @param now the time of the change, if the order changes
     */
    public static OrderDecision rule(Order order, Notification notification, Instant now) {
        return rule(order, notification, now, false);
    }

    /**
     * Decides about one message.
     *
     * @param acceptLate whether a payment that arrives after the order was closed unpaid reopens it; otherwise a person decides
     */
    public static OrderDecision rule(Order order, Notification notification, Instant now, boolean acceptLate) {
        return rule(order, notification, Evidence.NONE, now, acceptLate);
    }

    /**
     * What is known about a message besides itself and its order.
     *
     * @param refundWaits whether a message that reported a refund of this unpaid order waits for a person
     * @param hadThisRefundStatus whether the order has had the message's refund status before
     * @param queried Alipay's response to the query made because of this message, after the order was read; empty without a
     *     response
     */
    public record Evidence(boolean refundWaits, boolean hadThisRefundStatus, Optional<TradeQueryResult> queried) {
        /** No further knowledge. */
        public static final Evidence NONE = new Evidence(false, false, Optional.empty());
    }

    /**
     * Returns whether the decision depends on the state of the trade at Alipay. If so, call {@code single_trade_query} without an
     * open transaction, and decide about the order as it was read before the query.
     */
    public static boolean dependsOnAlipay(Order order, Notification notification, boolean refundWaits) {
        Optional<TradeStatus> status = TradeStatus.of(notification.text("trade_status"));
        if (status.isEmpty()
                || reasonToIgnore(notification).isPresent()
                || notThisOrders(order, notification).isPresent()
                || contradiction(order, notification, status.get()).isPresent()) {
            return false;
        }
        return order.trade_status() == status.get()
                ? RefundChange.dependsOnAlipay(order, notification)
                : refundWaits
                        && pays(order, status.get())
                        && order.trade_status().step(status.get()) == TransitionType.ADVANCE;
    }

    /** Returns why a verified message is not about a trade's status; it is recorded, acknowledged, and changes nothing. */
    public static Optional<DecisionReason> reasonToIgnore(Notification notification) {
        if (notification.isFailedReturn()) {
            return Optional.of(DecisionReason.of(Code.NOT_SUCCESSFUL, notification.text("is_success")));
        }
        return notification
                .value("notify_type")
                .filter(type -> !type.equals(NOTIFY_TYPE))
                .map(type -> DecisionReason.of(Code.OTHER_SERVICE, type));
    }

    /**
     * Returns why a message is not for this partner. No notification is known to name a partner; according to its documents a
     * return may.
     *
     * @param partner the merchant's own
     */
    public static Optional<DecisionReason> otherPartner(Notification notification, String partner) {
        return Stream.of("partner", "partnerId")
                .flatMap(name -> notification.value(name).stream())
                .filter(named -> !named.equals(partner))
                .findFirst()
                .map(named -> new DecisionReason(Code.OTHER_PARTNER, named, partner));
    }

    /**
     * Decides about one message.
     *
     * @param evidence what else is known; where {@link #dependsOnAlipay} requires it, Alipay's response
     */
    public static OrderDecision rule(
            Order order, Notification notification, Evidence evidence, Instant now, boolean acceptLate) {
        Optional<DecisionReason> ignored = reasonToIgnore(notification);
        if (ignored.isPresent()) {
            return OrderDecision.unchanged(OrderDecision.Type.IGNORED, order, ignored.get());
        }
        Optional<TradeStatus> status = TradeStatus.of(notification.text("trade_status"));
        if (status.isEmpty()) {
            return OrderDecision.unchanged(
                    OrderDecision.Type.IGNORED,
                    order,
                    notification
                            .value("trade_status")
                            .map(other -> DecisionReason.of(Code.STATUS_UNKNOWN, other))
                            .orElse(DecisionReason.of(Code.STATUS_ABSENT)));
        }
        Optional<DecisionReason> mismatch = notThisOrders(order, notification);
        if (mismatch.isPresent()) {
            return OrderDecision.unchanged(OrderDecision.Type.HELD, order, mismatch.get());
        }
        Optional<DecisionReason> contradiction = contradiction(order, notification, status.get());
        if (contradiction.isPresent()) {
            return OrderDecision.unchanged(OrderDecision.Type.HELD, order, contradiction.get());
        }
        boolean belongs = belongs(order, notification);
        if (isPaidAfterAll(order, status.get())) {
            return acceptLate
                    ? beforeRefund(order, notification, status.get(), evidence)
                            .orElseGet(() -> advance(order, notification, status.get(), belongs, now))
                    : OrderDecision.unchanged(
                            OrderDecision.Type.HELD, order, DecisionReason.of(Code.PAID_AFTER_CLOSED));
        }
        return switch (order.trade_status().step(status.get())) {
            case ADVANCE ->
                beforeRefund(order, notification, status.get(), evidence)
                        .orElseGet(() -> advance(order, notification, status.get(), belongs, now));
            case REPEAT ->
                repeat(
                        order,
                        notification,
                        RefundChange.of(order, notification, TransitionType.REPEAT, evidence),
                        belongs);
            case LATE ->
                OrderDecision.unchanged(
                        OrderDecision.Type.LATE,
                        order,
                        new DecisionReason(
                                Code.LATE,
                                status.get().name(),
                                order.trade_status().name()));
            case IMPOSSIBLE -> noSuchWay(order, status.get());
        };
    }

    /**
     * Decides about a message that a person has released: contradictions to the agreement are accepted, transitions that no trade
     * makes are not.
     *
     * @param notification a verified message, or one made by hand; values it does not name are kept from the order
     */
    public static OrderDecision release(Order order, Notification notification, Instant now) {
        Optional<DecisionReason> ignored = reasonToIgnore(notification);
        if (ignored.isPresent()) {
            return OrderDecision.unchanged(OrderDecision.Type.IGNORED, order, ignored.get());
        }
        Optional<TradeStatus> status = TradeStatus.of(notification.text("trade_status"));
        if (status.isEmpty()) {
            return OrderDecision.unchanged(
                    OrderDecision.Type.IGNORED,
                    order,
                    DecisionReason.of(Code.STATUS_UNKNOWN, notification.text("trade_status")));
        }
        Optional<DecisionReason> overlong = overlong(notification);
        if (overlong.isPresent()) {
            return OrderDecision.unchanged(OrderDecision.Type.HELD, order, overlong.get());
        }
        if (isPaidAfterAll(order, status.get())) {
            return advance(order, notification, status.get(), true, now);
        }
        return switch (order.trade_status().step(status.get())) {
            case ADVANCE -> advance(order, notification, status.get(), true, now);
            case REPEAT ->
                repeat(
                        order,
                        notification,
                        RefundChange.of(order, notification, TransitionType.ADVANCE, Evidence.NONE),
                        true);
            case LATE, IMPOSSIBLE -> noSuchWay(order, status.get());
        };
    }

    private static OrderDecision noSuchWay(Order order, TradeStatus to) {
        return OrderDecision.unchanged(
                OrderDecision.Type.HELD,
                order,
                new DecisionReason(
                        Code.NO_SUCH_WAY, to.name(), order.trade_status().name()));
    }

    /** Returns whether a person may release a held message of this status and reason in the order's current state. */
    public static boolean isReleasable(Order order, String trade_status, Code reason) {
        return reason != Code.TRADE_NO_TOO_LONG
                && reason != Code.REFUND_BATCH_DIFFERS
                && TradeStatus.of(trade_status)
                        .filter(to -> isPaidAfterAll(order, to)
                                || order.trade_status().step(to) == TransitionType.ADVANCE
                                || order.trade_status().step(to) == TransitionType.REPEAT)
                        .isPresent();
    }

    /**
     * Returns why a message is not about this order: every message must have the order's seller and, once known, its trade_no.
     */
    private static Optional<DecisionReason> notThisOrders(Order order, Notification notification) {
        String seller = notification.text("seller_email");
        if (seller.isEmpty()) {
            return Optional.of(new DecisionReason(Code.SELLER_ABSENT, "", order.seller_email()));
        }
        if (!EmailAddress.same(seller, order.seller_email())) {
            return Optional.of(new DecisionReason(Code.OTHER_SELLER, seller, order.seller_email()));
        }
        Optional<String> trade_no = notification.value("trade_no");
        if (trade_no.isEmpty()) {
            return Optional.of(DecisionReason.of(Code.TRADE_NO_ABSENT));
        }
        if (order.trade_no() != null && !order.trade_no().equals(trade_no.get())) {
            return overlong(notification)
                    .or(() -> Optional.of(new DecisionReason(Code.OTHER_TRADE_NO, trade_no.get(), order.trade_no())));
        }
        return otherSellerId(order, notification).or(() -> overlong(notification));
    }

    /** Returns why the seller number differs from that of the order's first message. It need not be the partner's. */
    private static Optional<DecisionReason> otherSellerId(Order order, Notification notification) {
        return notification
                .value("seller_id")
                .filter(named ->
                        order.seller_id() != null && !order.seller_id().equals(display(named, LONGEST_ACCOUNT)))
                .map(named -> new DecisionReason(Code.OTHER_SELLER_ID, named, order.seller_id()));
    }

    /** Returns why a trade_no is longer than its column: truncated, it would be another trade's. */
    private static Optional<DecisionReason> overlong(Notification notification) {
        int length = notification.text("trade_no").length();
        return length > LONGEST_TRADE_NO
                ? Optional.of(new DecisionReason(
                        Code.TRADE_NO_TOO_LONG, Integer.toString(length), Integer.toString(LONGEST_TRADE_NO)))
                : Optional.empty();
    }

    private static OrderDecision advance(
            Order order, Notification notification, TradeStatus to, boolean belongs, Instant now) {
        PaymentMode mode = order.mode().inferFrom(notification, order.trade_status());
        List<OrderEventType> milestones = milestones(order, to, mode);
        RefundChange refund = RefundChange.of(order, notification, TransitionType.ADVANCE, Evidence.NONE);
        if (refund.kind() == RefundChange.Kind.MOVED) {
            milestones.add(OrderEventType.REFUND);
        }
        return new OrderDecision(
                OrderDecision.Type.ADVANCED,
                changed(order, notification, to, refund, mode, belongs, milestones, now),
                milestones,
                new DecisionReason(Code.MOVED, to.name(), order.trade_status().name()));
    }

    private static OrderDecision repeat(Order order, Notification notification, RefundChange refund, boolean belongs) {
        PaymentMode mode = order.mode().inferFrom(notification, order.trade_status());
        Order after =
                changed(order, notification, order.trade_status(), refund, mode, belongs, List.of(), Instant.EPOCH);
        return switch (refund.kind()) {
            case MOVED ->
                new OrderDecision(
                        OrderDecision.Type.ADVANCED,
                        after,
                        List.of(OrderEventType.REFUND),
                        new DecisionReason(Code.REFUND_MOVED, refund.status(), order.refund_status()));
            case LATE ->
                OrderDecision.unchanged(
                        OrderDecision.Type.LATE, order, refundReason(Code.LATE_REFUND, order, notification));
            case UNCLEAR ->
                OrderDecision.unchanged(
                        OrderDecision.Type.HELD, order, refundReason(Code.REFUND_ORDER_UNKNOWN, order, notification));
            case NONE ->
                after.equals(order)
                        ? OrderDecision.unchanged(
                                OrderDecision.Type.REPEAT, order, DecisionReason.of(Code.ALREADY_THERE))
                        : new OrderDecision(OrderDecision.Type.NOTED, after, List.of(), DecisionReason.of(Code.NOTED));
        };
    }

    private static DecisionReason refundReason(Code code, Order order, Notification notification) {
        return new DecisionReason(code, RefundChange.statusIn(notification), order.refund_status());
    }

    /** Returns whether a message is the first to report that the buyer has paid this order. */
    private static boolean pays(Order order, TradeStatus to) {
        return order.paid_at() == null && to.assertsPayment();
    }

    /** Checks a payment while a refund of it waits for a person: goods may be shipped only if Alipay confirms the status. */
    private static Optional<OrderDecision> beforeRefund(
            Order order, Notification notification, TradeStatus to, Evidence evidence) {
        if (!evidence.refundWaits() || !pays(order, to)) {
            return Optional.empty();
        }
        Optional<TradeStatus> now = evidence.queried().flatMap(TradeQueryResult::status);
        if (now.isEmpty() || now.get() != to && to.step(now.get()) != TransitionType.ADVANCE) {
            return Optional.of(OrderDecision.unchanged(
                    OrderDecision.Type.HELD, order, DecisionReason.of(Code.PAID_BEFORE_REFUND)));
        }
        boolean isCurrent = now.get() == to
                && evidence.queried().get().text("refund_status").equals(RefundChange.statusIn(notification));
        return isCurrent
                ? Optional.empty()
                : Optional.of(OrderDecision.unchanged(
                        OrderDecision.Type.LATE,
                        order,
                        new DecisionReason(Code.OVERTAKEN, to.name(), now.get().name())));
    }

    /**
     * Returns whether an order that was closed unpaid has been paid after all: this must not go unnoticed. Not so where the trade
     * was closed because the money was refunded: then the payment is the older message.
     */
    private static boolean isPaidAfterAll(Order order, TradeStatus to) {
        return order.trade_status() == TradeStatus.TRADE_CLOSED
                && !isRefunded(order.refund_status())
                && pays(order, to);
    }

    /** Returns how a message that would change the order, or repeats its status, contradicts what was agreed. */
    private static Optional<DecisionReason> contradiction(Order order, Notification notification, TradeStatus to) {
        TransitionType step = order.trade_status().step(to);
        if (step != TransitionType.ADVANCE && step != TransitionType.REPEAT && !isPaidAfterAll(order, to)) {
            return Optional.empty();
        }
        Optional<DecisionReason> total = to.assertsPayment() ? wrongTotal(order, notification) : Optional.empty();
        return total.isPresent() ? total : refundOfUnpaid(order, notification, to);
    }

    /**
     * Holds a refund of an order without a known payment. If the buyer has paid and still expects goods, it is not a refund yet.
     */
    private static Optional<DecisionReason> refundOfUnpaid(Order order, Notification notification, TradeStatus to) {
        String refund = RefundChange.statusIn(notification);
        boolean contradicts = to.assertsPayment()
                ? isRefunded(refund) || isRefunded(order.refund_status())
                : !refund.isEmpty() && !refund.equals(order.refund_status());
        return order.paid_at() == null && contradicts
                ? Optional.of(
                        DecisionReason.of(Code.REFUND_OF_UNPAID, refund.isEmpty() ? order.refund_status() : refund))
                : Optional.empty();
    }

    private static boolean isRefunded(String refund_status) {
        return refund_status.equals(RefundStatus.REFUND_SUCCESS.name());
    }

    /** Returns whether trade, seller and buyer of a message belong to this order: the trade is known, or has the agreed total. */
    private static boolean belongs(Order order, Notification notification) {
        return order.trade_no() != null || wrongTotal(order, notification).isEmpty();
    }

    /**
     * Returns what is wrong with the total of a message that reports a payment. It is compared with the total accepted by these
     * rules or by a person, or, if there is none yet, with what was agreed.
     */
    private static Optional<DecisionReason> wrongTotal(Order order, Notification notification) {
        Optional<BigDecimal> total = Money.parse(notification.text("total_fee"));
        if (total.isEmpty()) {
            return Optional.of(notification
                    .value("total_fee")
                    .map(text -> DecisionReason.of(Code.AMOUNT_UNREADABLE, text))
                    .orElse(DecisionReason.of(Code.AMOUNT_ABSENT)));
        }
        if (order.total_fee() == null) {
            return notAgreed(order, notification, total.get());
        }
        return order.total_fee().compareTo(total.get()) == 0
                ? Optional.empty()
                : Optional.of(new DecisionReason(
                        Code.NOT_THE_ACCEPTED_TOTAL, Money.format(total.get()), Money.format(order.total_fee())));
    }

    /**
     * Checks the total against the shipping options. A named option must have been offered and determines the total; if none is
     * named, any total that the offered options allow is accepted.
     */
    private static Optional<DecisionReason> notAgreed(Order order, Notification notification, BigDecimal total) {
        Optional<String> type = notification.value("logistics_type");
        Predicate<ShippingOption> chosen =
                group -> type.isEmpty() || group.type().equals(type.get());
        if (order.logistics().stream().noneMatch(chosen)) {
            return Optional.of(DecisionReason.of(Code.LOGISTICS_NOT_OFFERED, type.orElse("")));
        }
        Stream<BigDecimal> agreed = order.logistics().stream().filter(chosen).map(order::payable);
        return agreed.anyMatch(payable -> payable.compareTo(total) == 0)
                ? Optional.empty()
                : Optional.of(new DecisionReason(
                        changedBy(notification),
                        Money.format(total),
                        String.join(
                                " or ",
                                order.logistics().stream()
                                        .filter(chosen)
                                        .map(order::payable)
                                        .map(Money::format)
                                        .distinct()
                                        .toList())));
    }

    /** Returns who changed the total, if the message says so. */
    private static Code changedBy(Notification notification) {
        if (notification.text("use_coupon").equals("Y")) {
            return Code.COUPON;
        }
        return notification.text("is_total_fee_adjust").equals("Y") ? Code.PRICE_ADJUSTED : Code.AMOUNT;
    }

    private static List<OrderEventType> milestones(Order order, TradeStatus to, PaymentMode mode) {
        List<OrderEventType> milestones = new ArrayList<>();
        boolean finished = to == TradeStatus.TRADE_FINISHED;
        if (order.paid_at() == null && to.assertsPayment() && to != TradeStatus.TRADE_PENDING) {
            milestones.add(OrderEventType.PAID);
        }
        boolean shipped = to == TradeStatus.WAIT_BUYER_CONFIRM_GOODS
                || to == TradeStatus.WAIT_SYS_PAY_SELLER
                || finished && mode == PaymentMode.ESCROW;
        if (order.shipped_at() == null && shipped) {
            milestones.add(OrderEventType.SHIPPED);
        }
        if (finished) {
            milestones.add(OrderEventType.FINISHED);
        }
        if (to == TradeStatus.TRADE_CLOSED) {
            milestones.add(OrderEventType.CLOSED);
        }
        return milestones;
    }

    private static Order changed(
            Order order,
            Notification notification,
            TradeStatus to,
            RefundChange refund,
            PaymentMode mode,
            boolean belongs,
            List<OrderEventType> milestones,
            Instant now) {
        Notification trusted = belongs ? notification : Notification.NONE;
        return new Order(
                order.out_trade_no(),
                order.service(),
                order.seller_email(),
                order.subject(),
                order.body(),
                order.price(),
                order.quantity(),
                order.discount(),
                order.logistics(),
                to,
                refund.status(),
                refund.gmt_refund(),
                mode,
                trusted.value("trade_no").orElse(order.trade_no()),
                account(trusted, "seller_id").orElse(order.seller_id()),
                trusted.value("buyer_email").map(email -> display(email, 100)).orElse(order.buyer_email()),
                account(trusted, "buyer_id").orElse(order.buyer_id()),
                acceptedTotal(order, notification, to),
                order.created_at(),
                milestones.contains(OrderEventType.PAID) ? now : order.paid_at(),
                milestones.contains(OrderEventType.SHIPPED) ? now : order.shipped_at(),
                milestones.contains(OrderEventType.FINISHED) ? now : order.finished_at(),
                milestones.contains(OrderEventType.CLOSED)
                        ? now
                        : to == TradeStatus.TRADE_CLOSED ? order.closed_at() : null,
                order.version());
    }

    /** Returns the total that is accepted when these rules or a person accept a message about a paid order. */
    private static BigDecimal acceptedTotal(Order order, Notification notification, TradeStatus to) {
        return to.assertsPayment()
                ? Money.parse(notification.text("total_fee")).orElse(order.total_fee())
                : order.total_fee();
    }

    private static Optional<String> account(Notification notification, String name) {
        return notification.value(name).map(id -> display(id, LONGEST_ACCOUNT));
    }

    /**
     * Truncates a value that is only displayed or compared to its length in the protocol: a longer one must not stop a payment.
     */
    private static String display(String value, int longest) {
        return value.substring(0, Math.min(value.length(), longest));
    }
}
