package com.alipay.trade;

import com.alipay.protocol.Money;

import com.alipay.trade.Reason.Code;
import java.math.BigDecimal;
import java.util.List;

/**
 * What the result of a batch of refunds does to an order whose money it says went back. The same refund is also told by the trade's
 * own notification, which may come first or second or, where the payment named no notify_url, not at all: whichever comes first is
 * the step. That one alone tells refunds of one trade apart, by gmt_refund, and a trade that is closed from one that is partly
 * refunded. Pure, like {@link OrderRules}.
 *
 * @tutorial 双功能 4.4
 */
public final class RefundRules {
    private RefundRules() {}

    /** Rules on a refund that did not succeed: the order stays as it is, which is worth a line of its history. */
    public static Ruling rule(Order order, RefundResult.Item.NotRefunded refused) {
        return Ruling.unchanged(Ruling.Effect.REPEAT, order, Reason.of(Code.REFUND_REFUSED, refused.code()));
    }

    /** Rules on a refund that the bank sent back: the order stays as it is until a person knows where the money is. */
    public static Ruling rule(Order order, RefundResult.Item.BankRefused refused) {
        return Ruling.unchanged(Ruling.Effect.REPEAT, order, bankRefused(refused));
    }

    /** Why a refund that the bank sent back waits for a person. */
    public static Reason bankRefused(RefundResult.Item.BankRefused refused) {
        return Reason.of(Code.REFUND_BANK_REFUSED, Money.format(refused.amount()));
    }

    /**
     * Rules on a refund that succeeded.
     *
     * @param order the order with that trade_no, as stored
     */
    public static Ruling rule(Order order, RefundResult.Item.Refunded refunded) {
        BigDecimal amount = refunded.amount();
        if (order.paid_at() == null) {
            return held(order, Reason.of(Code.REFUND_OF_UNPAID, RefundStatus.REFUND_SUCCESS.name()));
        }
        if (order.mode() == PaymentMode.ESCROW) {
            return held(order, Reason.of(Code.REFUND_OF_ESCROW));
        }
        if (order.total_fee() != null && amount.compareTo(order.total_fee()) > 0) {
            return held(
                    order, new Reason(Code.REFUND_TOO_LARGE, Money.format(amount), Money.format(order.total_fee())));
        }
        return order.refund_status().equals(RefundStatus.REFUND_SUCCESS.name())
                ? Ruling.unchanged(Ruling.Effect.REPEAT, order, Reason.of(Code.ALREADY_THERE))
                : new Ruling(
                        Ruling.Effect.ADVANCED,
                        order.refunded(),
                        List.of(Milestone.REFUND),
                        new Reason(Code.REFUND_MOVED, RefundStatus.REFUND_SUCCESS.name(), order.refund_status()));
    }

    private static Ruling held(Order order, Reason reason) {
        return Ruling.unchanged(Ruling.Effect.HELD, order, reason);
    }
}
