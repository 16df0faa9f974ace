package com.alipay.orders.rules;

import com.alipay.orders.rules.DecisionReason.Code;
import com.alipay.protocol.Money;
import java.math.BigDecimal;
import java.util.List;

/**
 * Decides how the result of a batch of refunds affects an order whose money was refunded. The same refund is also reported by the
 * trade's own notification, which may come first, second or, where the payment named no notify_url, not at all: the first of the
 * two is the transition. Only the trade's own notification distinguishes several refunds of one trade, by gmt_refund, and a
 * closed trade from a partly refunded one. Pure, like {@link OrderStateMachine}.
 *
 * @tutorial 双功能 4.4
 */
public final class BatchRefundRules {
    private BatchRefundRules() {}

    /** Decides about a refund that did not succeed: the order is not changed, and the failure is recorded in its history. */
    public static OrderDecision rule(Order order, BatchRefundResult.Item.NotRefunded refused) {
        return OrderDecision.unchanged(
                OrderDecision.Type.REPEAT, order, DecisionReason.of(Code.REFUND_REFUSED, refused.code()));
    }

    /** Decides about a refund that the bank returned: the order is not changed until a person knows where the money is. */
    public static OrderDecision rule(Order order, BatchRefundResult.Item.BankRefused refused) {
        return OrderDecision.unchanged(OrderDecision.Type.REPEAT, order, bankRefused(refused));
    }

    /** Returns why a refund that the bank returned waits for a person. */
    public static DecisionReason bankRefused(BatchRefundResult.Item.BankRefused refused) {
        return DecisionReason.of(Code.REFUND_BANK_REFUSED, Money.format(refused.amount()));
    }

    /**
     * Decides about a refund that succeeded.
     *
     * @param order the order with that trade_no, as stored
     */
    public static OrderDecision rule(Order order, BatchRefundResult.Item.Refunded refunded) {
        BigDecimal amount = refunded.amount();
        if (order.paid_at() == null) {
            return held(order, DecisionReason.of(Code.REFUND_OF_UNPAID, RefundStatus.REFUND_SUCCESS.name()));
        }
        if (order.mode() == PaymentMode.ESCROW) {
            return held(order, DecisionReason.of(Code.REFUND_OF_ESCROW));
        }
        if (order.total_fee() != null && amount.compareTo(order.total_fee()) > 0) {
            return held(
                    order,
                    new DecisionReason(Code.REFUND_TOO_LARGE, Money.format(amount), Money.format(order.total_fee())));
        }
        return order.refund_status().equals(RefundStatus.REFUND_SUCCESS.name())
                ? OrderDecision.unchanged(OrderDecision.Type.REPEAT, order, DecisionReason.of(Code.ALREADY_THERE))
                : new OrderDecision(
                        OrderDecision.Type.ADVANCED,
                        order.refunded(),
                        List.of(OrderEventType.REFUND),
                        new DecisionReason(
                                Code.REFUND_MOVED, RefundStatus.REFUND_SUCCESS.name(), order.refund_status()));
    }

    private static OrderDecision held(Order order, DecisionReason reason) {
        return OrderDecision.unchanged(OrderDecision.Type.HELD, order, reason);
    }
}
