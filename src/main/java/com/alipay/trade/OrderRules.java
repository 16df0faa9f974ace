package com.alipay.trade;

import com.alipay.trade.Reason.Code;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules that decide what a genuine message does to an order: who it is about, whether the money is the money agreed, and
 * where the order goes. Pure: no clock, no database.
 *
 * @tutorial 双功能 2.3, 4.2, 4.4, 4.5 / 担保 3.4, 5.2, 5.4
 */
public final class OrderRules {
    private static final int LONGEST_TRADE_NO = 64;

    private OrderRules() {}

    /**
     * Rules on one message.
     *
     * @param order the order named by the message's out_trade_no, as stored
     * @param notice a genuine message
     * @param now when the order changes, if it does
     */
    public static Ruling rule(Order order, Notice notice, Instant now) {
        return rule(order, notice, now, false);
    }

    /**
     * Rules on one message.
     *
     * @param acceptLate whether a payment that arrives after the order was closed unpaid reopens it; otherwise a person decides
     */
    public static Ruling rule(Order order, Notice notice, Instant now, boolean acceptLate) {
        Optional<TradeStatus> status = TradeStatus.of(notice.text("trade_status"));
        if (status.isEmpty()) {
            return Ruling.unchanged(
                    Ruling.Effect.IGNORED,
                    order,
                    notice.value("trade_status")
                            .map(other -> Reason.of(Code.STATUS_UNKNOWN, other))
                            .orElse(Reason.of(Code.STATUS_ABSENT)));
        }
        Optional<Reason> stranger = notThisOrders(order, notice);
        if (stranger.isPresent()) {
            return Ruling.unchanged(Ruling.Effect.HELD, order, stranger.get());
        }
        Optional<Reason> contradiction = contradiction(order, notice, status.get());
        if (contradiction.isPresent()) {
            return Ruling.unchanged(Ruling.Effect.HELD, order, contradiction.get());
        }
        if (isPaidAfterAll(order, status.get())) {
            return acceptLate
                    ? advance(order, notice, status.get(), now)
                    : Ruling.unchanged(Ruling.Effect.HELD, order, Reason.of(Code.PAID_AFTER_CLOSED));
        }
        return switch (order.trade_status().step(status.get())) {
            case ADVANCE -> advance(order, notice, status.get(), now);
            case REPEAT -> repeat(order, notice);
            case LATE ->
                Ruling.unchanged(
                        Ruling.Effect.LATE,
                        order,
                        new Reason(
                                Code.LATE,
                                status.get().name(),
                                order.trade_status().name()));
            case IMPOSSIBLE -> noSuchWay(order, status.get());
        };
    }

    /**
     * Rules on a message that a person has looked at: what contradicts the agreement is accepted, what no trade does is not.
     *
     * @param notice a genuine message, or one made by hand; what it does not name stays as the order has it
     */
    public static Ruling release(Order order, Notice notice, Instant now) {
        Optional<TradeStatus> status = TradeStatus.of(notice.text("trade_status"));
        if (status.isEmpty()) {
            return Ruling.unchanged(
                    Ruling.Effect.IGNORED, order, Reason.of(Code.STATUS_UNKNOWN, notice.text("trade_status")));
        }
        Optional<Reason> overlong = overlong(notice);
        if (overlong.isPresent()) {
            return Ruling.unchanged(Ruling.Effect.HELD, order, overlong.get());
        }
        if (isPaidAfterAll(order, status.get())) {
            return advance(order, notice, status.get(), now);
        }
        return switch (order.trade_status().step(status.get())) {
            case ADVANCE -> advance(order, notice, status.get(), now);
            case REPEAT -> repeat(order, notice);
            case LATE, IMPOSSIBLE -> noSuchWay(order, status.get());
        };
    }

    private static Ruling noSuchWay(Order order, TradeStatus to) {
        return Ruling.unchanged(
                Ruling.Effect.HELD,
                order,
                new Reason(Code.NO_SUCH_WAY, to.name(), order.trade_status().name()));
    }

    /** Whether a person may release a held message of this status and reason as the order stands now. */
    public static boolean isReleasable(Order order, String trade_status, Code reason) {
        return reason != Code.TRADE_NO_TOO_LONG
                && reason != Code.REFUND_BATCH_DIFFERS
                && TradeStatus.of(trade_status)
                        .filter(to -> isPaidAfterAll(order, to)
                                || order.trade_status().step(to) == Step.ADVANCE
                                || order.trade_status().step(to) == Step.REPEAT)
                        .isPresent();
    }

    /** The seller must be ours on every message, and the trade_no, once known, the same. */
    private static Optional<Reason> notThisOrders(Order order, Notice notice) {
        String seller = notice.text("seller_email");
        if (seller.isEmpty()) {
            return Optional.of(new Reason(Code.SELLER_ABSENT, "", order.seller_email()));
        }
        if (!seller.equalsIgnoreCase(order.seller_email())) {
            return Optional.of(new Reason(Code.OTHER_SELLER, seller, order.seller_email()));
        }
        Optional<String> trade_no = notice.value("trade_no");
        if (trade_no.isEmpty()) {
            return Optional.of(Reason.of(Code.TRADE_NO_ABSENT));
        }
        if (order.trade_no() != null && !order.trade_no().equals(trade_no.get())) {
            return overlong(notice)
                    .or(() -> Optional.of(new Reason(Code.OTHER_TRADE_NO, trade_no.get(), order.trade_no())));
        }
        return overlong(notice);
    }

    /** A trade_no that its column cannot take: cut, it would be another trade's. */
    private static Optional<Reason> overlong(Notice notice) {
        int length = notice.text("trade_no").length();
        return length > LONGEST_TRADE_NO
                ? Optional.of(new Reason(
                        Code.TRADE_NO_TOO_LONG, Integer.toString(length), Integer.toString(LONGEST_TRADE_NO)))
                : Optional.empty();
    }

    private static Ruling advance(Order order, Notice notice, TradeStatus to, Instant now) {
        PaymentMode mode = order.mode().learn(notice, order.trade_status());
        List<Milestone> milestones = milestones(order, to, mode);
        String refund = refundAfter(order, notice);
        if (isRefundStep(order, notice, refund)) {
            milestones.add(Milestone.REFUND);
        }
        return new Ruling(
                Ruling.Effect.ADVANCED,
                changed(order, notice, to, refund, mode, milestones, now),
                milestones,
                new Reason(Code.MOVED, to.name(), order.trade_status().name()));
    }

    private static Ruling repeat(Order order, Notice notice) {
        PaymentMode mode = order.mode().learn(notice, order.trade_status());
        String refund = refundAfter(order, notice);
        Order after = changed(order, notice, order.trade_status(), refund, mode, List.of(), Instant.EPOCH);
        if (isRefundStep(order, notice, refund)) {
            return new Ruling(
                    Ruling.Effect.ADVANCED,
                    after,
                    List.of(Milestone.REFUND),
                    new Reason(Code.REFUND_MOVED, refund, order.refund_status()));
        }
        return new Ruling(
                Ruling.Effect.REPEAT, after.equals(order) ? order : after, List.of(), Reason.of(Code.ALREADY_THERE));
    }

    /** We gave the order up, unpaid, and the buyer has paid all the same: the money is there and must not go unnoticed. */
    private static boolean isPaidAfterAll(Order order, TradeStatus to) {
        return order.trade_status() == TradeStatus.TRADE_CLOSED && order.paid_at() == null && to.assertsPayment();
    }

    /** What in a message that would move the order, or repeats where it stands, differs from what was agreed. */
    private static Optional<Reason> contradiction(Order order, Notice notice, TradeStatus to) {
        Step step = order.trade_status().step(to);
        if (step != Step.ADVANCE && step != Step.REPEAT && !isPaidAfterAll(order, to)) {
            return Optional.empty();
        }
        if (to.assertsPayment()) {
            return wrongTotal(order, notice);
        }
        return order.paid_at() == null && !refundOf(notice).isEmpty()
                ? Optional.of(Reason.of(Code.REFUND_OF_UNPAID, refundOf(notice)))
                : Optional.empty();
    }

    /**
     * What is wrong with the total of a message that says the buyer has paid. It is compared with the total that was accepted, by
     * these rules or by a person; before that with what was agreed.
     */
    private static Optional<Reason> wrongTotal(Order order, Notice notice) {
        Optional<BigDecimal> total = Money.parse(notice.text("total_fee"));
        if (total.isEmpty()) {
            return Optional.of(notice.value("total_fee")
                    .map(text -> Reason.of(Code.AMOUNT_UNREADABLE, text))
                    .orElse(Reason.of(Code.AMOUNT_ABSENT)));
        }
        if (order.total_fee() == null) {
            return notAgreed(order, notice, total.get());
        }
        return order.total_fee().compareTo(total.get()) == 0
                ? Optional.empty()
                : Optional.of(new Reason(
                        Code.NOT_THE_ACCEPTED_TOTAL, Money.format(total.get()), Money.format(order.total_fee())));
    }

    /**
     * A group of delivery that is named must have been offered and fixes the total; if none is named, any total that the offered
     * groups allow is right.
     */
    private static Optional<Reason> notAgreed(Order order, Notice notice, BigDecimal total) {
        Optional<String> type = notice.value("logistics_type");
        Predicate<Logistics> chosen = group -> type.isEmpty() || group.type().equals(type.get());
        if (order.logistics().stream().noneMatch(chosen)) {
            return Optional.of(Reason.of(Code.LOGISTICS_NOT_OFFERED, type.orElse("")));
        }
        Stream<BigDecimal> agreed = order.logistics().stream().filter(chosen).map(order::payable);
        return agreed.anyMatch(payable -> payable.compareTo(total) == 0)
                ? Optional.empty()
                : Optional.of(new Reason(
                        changedBy(notice),
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

    /** Who changed the total, where the message tells. */
    private static Code changedBy(Notice notice) {
        if (notice.text("use_coupon").equals("Y")) {
            return Code.COUPON;
        }
        return notice.text("is_total_fee_adjust").equals("Y") ? Code.PRICE_ADJUSTED : Code.AMOUNT;
    }

    private static List<Milestone> milestones(Order order, TradeStatus to, PaymentMode mode) {
        List<Milestone> milestones = new ArrayList<>();
        boolean finished = to == TradeStatus.TRADE_FINISHED;
        if (order.paid_at() == null && to.assertsPayment() && to != TradeStatus.TRADE_PENDING) {
            milestones.add(Milestone.PAID);
        }
        boolean shipped = to == TradeStatus.WAIT_BUYER_CONFIRM_GOODS
                || to == TradeStatus.WAIT_SYS_PAY_SELLER
                || finished && mode == PaymentMode.ESCROW;
        if (order.shipped_at() == null && shipped) {
            milestones.add(Milestone.SHIPPED);
        }
        if (finished) {
            milestones.add(Milestone.FINISHED);
        }
        if (to == TradeStatus.TRADE_CLOSED) {
            milestones.add(Milestone.CLOSED);
        }
        return milestones;
    }

    /**
     * Whether the refund has moved: to another status, or once more at another time. A time that was not known yet is the time of the
     * refund that was, and one without its fraction is still the same time.
     */
    private static boolean isRefundStep(Order order, Notice notice, String refund) {
        if (!refund.equals(order.refund_status())) {
            return true;
        }
        String before = order.gmt_refund();
        String after = gmtRefundAfter(order, notice);
        return !before.isEmpty() && !before.startsWith(after) && !after.startsWith(before) && !refund.isEmpty();
    }

    /** A return tells nothing about a refund; a step that the graph does not allow, or does not know, leaves it as it is. */
    private static String refundAfter(Order order, Notice notice) {
        Optional<RefundStatus> to = RefundStatus.of(refundOf(notice));
        Optional<RefundStatus> from = RefundStatus.of(order.refund_status());
        boolean moves = to.isPresent() && (from.isEmpty() || from.get().step(to.get()) == Step.ADVANCE);
        return moves ? to.get().name() : order.refund_status();
    }

    private static String gmtRefundAfter(Order order, Notice notice) {
        return notice.isReturn()
                ? order.gmt_refund()
                : notice.value("gmt_refund").orElse(order.gmt_refund());
    }

    private static String refundOf(Notice notice) {
        return notice.isReturn() ? "" : notice.text("refund_status");
    }

    private static Order changed(
            Order order,
            Notice notice,
            TradeStatus to,
            String refund,
            PaymentMode mode,
            List<Milestone> milestones,
            Instant now) {
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
                refund,
                gmtRefundAfter(order, notice),
                mode,
                notice.value("trade_no").orElse(order.trade_no()),
                display(notice, "buyer_email", 100).orElse(order.buyer_email()),
                display(notice, "buyer_id", 30).orElse(order.buyer_id()),
                acceptedTotal(order, notice, to),
                order.created_at(),
                milestones.contains(Milestone.PAID) ? now : order.paid_at(),
                milestones.contains(Milestone.SHIPPED) ? now : order.shipped_at(),
                milestones.contains(Milestone.FINISHED) ? now : order.finished_at(),
                milestones.contains(Milestone.CLOSED) ? now : to == TradeStatus.TRADE_CLOSED ? order.closed_at() : null,
                order.version());
    }

    /** Whoever lets a message about a paid order pass, these rules or a person, accepts its total. */
    private static BigDecimal acceptedTotal(Order order, Notice notice, TradeStatus to) {
        return to.assertsPayment()
                ? Money.parse(notice.text("total_fee")).orElse(order.total_fee())
                : order.total_fee();
    }

    /** A value that is only shown, cut to what the protocol gives it: a longer one must not stop a payment. */
    private static Optional<String> display(Notice notice, String name, int longest) {
        return notice.value(name).map(value -> value.substring(0, Math.min(value.length(), longest)));
    }
}
