package com.alipay.orders.rules;

import com.alipay.protocol.ChinaTime;
import com.alipay.protocol.Notification;
import java.time.Instant;
import java.util.Optional;

/**
 * How {@code refund_status} and {@code gmt_refund} of a message affect an order. Messages of one trade are ordered by their first
 * sending, which no message contains: {@code notify_time} is the time of this sending, so a late one has a newer time. Which of
 * two messages is newer is determined by, in this sequence:
 *
 * <ol>
 *   <li>the trade's status: it never goes back, so a message that changes it is newer in everything;
 *   <li>{@code REFUND_SUCCESS}, which is final;
 *   <li>{@code gmt_refund}, where both sides have it;
 *   <li>Alipay's response to {@code single_trade_query}: refund statuses can repeat, because a buyer whom the seller refused
 *       may apply again.
 * </ol>
 *
 * Without that response a status that follows within one application is accepted, and one that only a new application leads to is
 * unclear. If Alipay is further on than both, a status that the order has had before belongs to a new application, and one that
 * it never had is a late message.
 *
 * @param kind how the message affects the refund
 * @param status the order's refund status afterwards
 * @param gmt_refund the time of the order's refund afterwards, "" for none
 * @tutorial 双功能 4.4 / 担保 5.4
 */
record RefundChange(Kind kind, String status, String gmt_refund) {

    /** How a message affects a refund. */
    enum Kind {
        /** The refund status does not change, though its time may become known. */
        NONE,
        /** The refund changes: another status, or a further refund of money. */
        MOVED,
        /** The message is older than the order's state. */
        LATE,
        /** Old or new: only Alipay can tell. */
        UNCLEAR
    }

    /** Returns the refund status in a message; "" for none. A return contains none about a refund. */
    static String statusIn(Notification notification) {
        return notification.isReturn() ? "" : notification.text("refund_status");
    }

    /**
     * Compares a message with an order.
     *
     * @param trade how the message's trade status affects the order: ADVANCE, which makes it newer in everything, or REPEAT
     * @param evidence Alipay's response to the query about this message, and what the order's history contains
     */
    static RefundChange of(
            Order order, Notification notification, TransitionType trade, OrderStateMachine.Evidence evidence) {
        return new Comparison(order, notification, evidence).change(trade);
    }

    /** Returns whether Alipay's response would make a difference. */
    static boolean dependsOnAlipay(Order order, Notification notification) {
        return new Comparison(order, notification, OrderStateMachine.Evidence.NONE).needsQuery();
    }

    private record Comparison(Order order, Notification notification, OrderStateMachine.Evidence evidence) {
        RefundChange change(TransitionType trade) {
            Optional<RefundStatus> to = RefundStatus.of(statusIn(notification));
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

        /** Returns the change by a message that is newer in everything. */
        private Kind newer(RefundStatus to) {
            if (same(to)) {
                return isTimed() && comparedTimes().map(before -> before < 0).orElse(true) ? Kind.MOVED : Kind.NONE;
            }
            return isOver() ? Kind.NONE : Kind.MOVED;
        }

        /** Returns the change by a message with the order's current trade status. */
        private Kind compared(RefundStatus to) {
            if (same(to)) {
                return isTimed() ? byTime().orElseGet(this::byQueriedTime) : Kind.NONE;
            }
            if (order.refund_status().isEmpty() || to == RefundStatus.REFUND_SUCCESS) {
                return Kind.MOVED;
            }
            if (isOver()) {
                return Kind.LATE;
            }
            return isTimed()
                    ? byTime().filter(kind -> kind != Kind.NONE).orElseGet(() -> byQueriedStatus(to))
                    : byQueriedStatus(to);
        }

        /** Returns whether this message cannot be ordered without Alipay. */
        boolean needsQuery() {
            Optional<RefundStatus> to = RefundStatus.of(statusIn(notification));
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

        private Kind byQueriedStatus(RefundStatus to) {
            Optional<TradeQueryResult> answer = evidence.queried()
                    .filter(trade -> !trade.text("refund_status").isEmpty());
            boolean follows = RefundStatus.of(order.refund_status())
                    .filter(from -> from.leadsWithinApplicationTo(to))
                    .isPresent();
            if (answer.isEmpty()) {
                return follows ? Kind.MOVED : Kind.UNCLEAR;
            }
            boolean isNow = matches(answer.get(), notification.text("trade_status"), to.name());
            boolean wasThere = matches(answer.get(), order.trade_status().name(), order.refund_status());
            return isNow || !wasThere && (follows || evidence.hadThisRefundStatus()) ? Kind.MOVED : Kind.LATE;
        }

        private static boolean matches(TradeQueryResult trade, String trade_status, String refund_status) {
            return trade.text("trade_status").equals(trade_status)
                    && trade.text("refund_status").equals(refund_status);
        }

        /** Decides by Alipay's gmt_refund when a time of the refund is not readable; UNCLEAR without a response. */
        private Kind byQueriedTime() {
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
            return notification.text("gmt_refund");
        }

        private String latest() {
            boolean older =
                    isTimed() && comparedTimes().map(before -> before > 0).orElse(false);
            return time().isEmpty() || older ? order.gmt_refund() : time();
        }

        /** Returns MOVED for a later time than the order's, LATE for an earlier one, NONE for the same; empty when unreadable. */
        private Optional<Kind> byTime() {
            return comparedTimes().map(before -> before < 0 ? Kind.MOVED : before > 0 ? Kind.LATE : Kind.NONE);
        }

        /** Compares the order's time with the message's; empty if one is unreadable. One without its fraction counts as equal. */
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
