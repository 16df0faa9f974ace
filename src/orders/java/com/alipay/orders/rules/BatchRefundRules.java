package com.alipay.orders.rules;

import com.alipay.orders.rules.DecisionReason.Code;
import com.alipay.protocol.Money;
import java.math.BigDecimal;
import java.util.List;

/**
 * What the result of a batch of refunds does to an order whose money it says went back. The same refund is also told by the trade's
 * own notification, which may come first or second or, where the payment named no notify_url, not at all: whichever comes first is
 * the step. That one alone tells refunds of one trade apart, by gmt_refund, and a trade that is closed from one that is partly
 * refunded. Pure, like {@link OrderStateMachine}.
 *
 * @tutorial 双功能 4.4
 */
public final class BatchRefundRules {
    private BatchRefundRules() {}

    /** Rules on a refund that did not succeed: the order stays as it is, which is worth a line of its history. */
    public static OrderDecision rule(Order order, BatchRefundResult.Item.NotRefunded refused) {
        return OrderDecision.unchanged(
                OrderDecision.Type.REPEAT, order, DecisionReason.of(Code.REFUND_REFUSED, refused.code()));
    }

    /** Rules on a refund that the bank sent back: the order stays as it is until a person knows where the money is. */
    public static OrderDecision rule(Order order, BatchRefundResult.Item.BankRefused refused) {
        return OrderDecision.unchanged(OrderDecision.Type.REPEAT, order, bankRefused(refused));
    }

    /** Why a refund that the bank sent back waits for a person. */
    public static DecisionReason bankRefused(BatchRefundResult.Item.BankRefused refused) {
        return DecisionReason.of(Code.REFUND_BANK_REFUSED, Money.format(refused.amount()));
    }

    /**
     * Rules on a refund that succeeded.
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
