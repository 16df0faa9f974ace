package com.alipay.orders.rules;

import com.alipay.protocol.ChinaTime;
import com.alipay.protocol.Notification;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@code refund_status} and {@code gmt_refund} of a message mean for an order. Messages of one trade are ordered by their first
 * sending, which no message tells: {@code notify_time} is the time of this sending, so a late one carries a newer time. What does
 * tell is, in this order:
 *
 * <ol>
 *   <li>the trade's status: it never goes back, so a message that moves it is newer in everything;
 *   <li>{@code REFUND_SUCCESS}, which nothing leaves;
 *   <li>{@code gmt_refund}, where both sides have it;
 *   <li>Alipay's own word, {@code single_trade_query}: a refund goes round, because a buyer whom the seller refused may apply again.
 * </ol>
 *
 * Without that word a status that follows within one application is believed, and one that only a new application leads to is
 * unclear. If Alipay is further on than both, a status that the order has had before is a new application's, and one that it never
 * had is the one that was overtaken.
 *
 * @param kind what the message does to the refund
 * @param status the order's refund status afterwards
 * @param gmt_refund the time of the order's refund afterwards, "" for none
 * @tutorial 双功能 4.4 / 担保 5.4
 */
record RefundChange(Kind kind, String status, String gmt_refund) {

    /** What a message does to a refund. */
    enum Kind {
        /** The refund stays where it is, though its time may become known. */
        NONE,
        /** The refund moves: to another status, or money went back once more. */
        MOVED,
        /** The message is older than what the order knows. */
        LATE,
        /** Old or new: only Alipay can tell. */
        UNCLEAR
    }

    /** The refund status that a message tells; "" for none. A return tells nothing about a refund. */
    static String told(Notification notice) {
        return notice.isReturn() ? "" : notice.text("refund_status");
    }

    /**
     * Compares a message with an order.
     *
     * @param trade what the message's trade status means for the order: ADVANCE, which makes it newer in everything, or REPEAT
     * @param evidence Alipay's answer when asked about this message, and what the order's history knows
     */
    static RefundChange of(
            Order order, Notification notice, TransitionType trade, OrderStateMachine.Evidence evidence) {
        return new Comparison(order, notice, evidence).change(trade);
    }

    /** Whether Alipay's word would make a difference. */
    static boolean dependsOnAlipay(Order order, Notification notice) {
        return new Comparison(order, notice, OrderStateMachine.Evidence.NONE).isOpen();
    }

    private record Comparison(Order order, Notification notice, OrderStateMachine.Evidence evidence) {
        RefundChange change(TransitionType trade) {
            Optional<RefundStatus> to = RefundStatus.of(told(notice));
            if (to.isEmpty()) {
                return result(Kind.NONE, order.gmt_refund());
            }
            Kind kind = trade == TransitionType.ADVANCE ? newer(to.get()) : compared(to.get());
            return switch (kind) {
                case MOVED -> new RefundChange(kind, to.get().name(), latest());
                case NONE -> result(kind, same(to.get()) && order.gmt_refund().isEmpty() ? time() : order.gmt_refund());
                case LATE, UNCLEAR -> result(kind, order.gmt_refund());
            };
        }

        private RefundChange result(Kind kind, String gmt_refund) {
            return new RefundChange(kind, order.refund_status(), gmt_refund);
        }

        /** Of a message that is newer in everything. */
        private Kind newer(RefundStatus to) {
            if (same(to)) {
                return isTimed() && comparedTimes().map(before -> before < 0).orElse(true) ? Kind.MOVED : Kind.NONE;
            }
            return isOver() ? Kind.NONE : Kind.MOVED;
        }

        /** Of a message about the trade status at which the order stands. */
        private Kind compared(RefundStatus to) {
            if (same(to)) {
                return isTimed() ? byTime().orElseGet(this::asAlipayDatesIt) : Kind.NONE;
            }
            if (order.refund_status().isEmpty() || to == RefundStatus.REFUND_SUCCESS) {
                return Kind.MOVED;
            }
            if (isOver()) {
                return Kind.LATE;
            }
            return isTimed()
                    ? byTime().filter(kind -> kind != Kind.NONE).orElseGet(() -> asAlipaySays(to))
                    : asAlipaySays(to);
        }

        /** Whether this message cannot be placed without Alipay. */
        boolean isOpen() {
            Optional<RefundStatus> to = RefundStatus.of(told(notice));
            if (to.isEmpty() || order.refund_status().isEmpty()) {
                return false;
            }
            if (same(to.get())) {
                return isTimed() && byTime().isEmpty();
            }
            return !isOver()
                    && to.get() != RefundStatus.REFUND_SUCCESS
                    && (!isTimed() || byTime().filter(kind -> kind != Kind.NONE).isEmpty());
        }

        private Kind asAlipaySays(RefundStatus to) {
            Optional<TradeQueryResult> answer = evidence.queried()
                    .filter(trade -> !trade.text("refund_status").isEmpty());
            boolean follows = RefundStatus.of(order.refund_status())
                    .filter(from -> from.leadsWithinApplicationTo(to))
                    .isPresent();
            if (answer.isEmpty()) {
                return follows ? Kind.MOVED : Kind.UNCLEAR;
            }
            boolean isNow = stands(answer.get(), notice.text("trade_status"), to.name());
            boolean wasThere = stands(answer.get(), order.trade_status().name(), order.refund_status());
            return isNow || !wasThere && (follows || evidence.hadThisRefundStatus()) ? Kind.MOVED : Kind.LATE;
        }

        private static boolean stands(TradeQueryResult trade, String trade_status, String refund_status) {
            return trade.text("trade_status").equals(trade_status)
                    && trade.text("refund_status").equals(refund_status);
        }

        /** Two times of one refund status of which one cannot be read. */
        private Kind asAlipayDatesIt() {
            return evidence.queried()
                    .map(trade -> trade.text("gmt_refund"))
                    .filter(now -> !now.isEmpty())
                    .map(now -> sameTime(now, time()) ? Kind.MOVED : Kind.LATE)
                    .orElse(Kind.UNCLEAR);
        }

        private boolean same(RefundStatus to) {
            return to.name().equals(order.refund_status());
        }

        private boolean isOver() {
            return order.refund_status().equals(RefundStatus.REFUND_SUCCESS.name());
        }

        private boolean isTimed() {
            return !order.gmt_refund().isEmpty() && !time().isEmpty();
        }

        private String time() {
            return notice.text("gmt_refund");
        }

        private String latest() {
            boolean older =
                    isTimed() && comparedTimes().map(before -> before > 0).orElse(false);
            return time().isEmpty() || older ? order.gmt_refund() : time();
        }

        /** MOVED for a later time than the order's, LATE for an earlier one, NONE for the same; empty when one cannot be read. */
        private Optional<Kind> byTime() {
            return comparedTimes().map(before -> before < 0 ? Kind.MOVED : before > 0 ? Kind.LATE : Kind.NONE);
        }

        /** The order's time compared with the message's; empty when one of them cannot be read. One without its fraction is still the same. */
        private Optional<Integer> comparedTimes() {
            if (sameTime(order.gmt_refund(), time())) {
                return Optional.of(0);
            }
            Optional<Instant> after = ChinaTime.parse(time());
            return ChinaTime.parse(order.gmt_refund()).flatMap(before -> after.map(before::compareTo));
        }

        private static boolean sameTime(String one, String other) {
            return one.startsWith(other) || other.startsWith(one);
        }
    }
}
