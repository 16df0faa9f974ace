package com.alipay.sandbox.trade;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of a trade's latest refund; immutable.
 *
 * <p>Escrow: the buyer applies (WAIT_SELLER_AGREE). The seller refuses (SELLER_REFUSE_BUYER), after which the buyer may apply
 * again; or agrees, which is REFUND_SUCCESS at once unless goods are returned: then the buyer sends them back
 * (WAIT_BUYER_RETURN_GOODS, WAIT_SELLER_CONFIRM_GOODS) and the seller confirms or disputes that. When the buyer withdraws, or the
 * seller ships after all, it becomes REFUND_CLOSED, and the buyer may apply again. Timers close it too: no answer from the seller
 * for 5 days, no action of the buyer for 7 days after a refusal, goods not returned within 7 days. If the seller does not confirm
 * returned goods within 10 days, they count as received: REFUND_SUCCESS. Instant payment: the seller may refund at any time, each
 * time REFUND_SUCCESS.
 *
 * @param refunded yuan refunded so far, earlier refunds of the same trade included
 * @param opened when the buyer first applied; a refusal and a new application keep it
 * @param succeeded when money was last refunded
 * @tutorial 双功能 4.4 / 担保 5.4
 */
public record Refund(
        RefundStatus status,
        RefundApplication application,
        BigDecimal refunded,
        Instant opened,
        Optional<Instant> succeeded) {

    static Refund begin(RefundApplication application, Instant now) {
        return new Refund(RefundStatus.WAIT_SELLER_AGREE, application, Money.ZERO, now, Optional.empty());
    }

    /** Returns a refund of an instant payment by that amount, in addition to earlier refunds. */
    static Refund paidBack(BigDecimal amount, BigDecimal before, Instant now) {
        RefundApplication whole = new RefundApplication(amount, true, false);
        return new Refund(RefundStatus.REFUND_SUCCESS, whole, before.add(amount), now, Optional.of(now));
    }

    /** Returns a repeated application; a refund that is still open keeps its opening time. */
    Refund again(RefundApplication other, Instant now) {
        return new Refund(RefundStatus.WAIT_SELLER_AGREE, other, refunded, status.isOpen() ? opened : now, succeeded);
    }

    Refund to(RefundStatus other) {
        return new Refund(other, application, refunded, opened, succeeded);
    }

    Refund success(Instant now) {
        return new Refund(
                RefundStatus.REFUND_SUCCESS, application, refunded.add(application.amount()), opened, Optional.of(now));
    }
}
