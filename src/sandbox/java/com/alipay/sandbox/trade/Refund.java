package com.alipay.sandbox.trade;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * The latest refund of a trade, at one moment.
 *
 * <p>Escrow: the buyer applies (WAIT_SELLER_AGREE). The seller refuses (SELLER_REFUSE_BUYER), after which the buyer may apply
 * again; or agrees, which is REFUND_SUCCESS at once unless the goods go back: then the buyer returns them
 * (WAIT_BUYER_RETURN_GOODS, WAIT_SELLER_CONFIRM_GOODS) and the seller confirms that or disputes it. A buyer who withdraws, or
 * a seller who ships after all, makes it REFUND_CLOSED, and a new one may be applied for. So does time: a seller who does not
 * answer for 5 days, a buyer who does nothing for 7 after a refusal, or does not return the goods within 7. A seller who does not
 * confirm goods that were returned 10 days ago is taken to have them: REFUND_SUCCESS. Instant payment: the seller pays back when he
 * likes, each time REFUND_SUCCESS.
 *
 * @param refunded yuan paid back so far, earlier refunds of the same trade included
 * @param opened when the buyer first applied, refusals since then included
 * @param succeeded when money last went back
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

    /** The seller of an instant payment has paid that much back, on top of what went before. */
    static Refund paidBack(BigDecimal amount, BigDecimal before, Instant now) {
        RefundApplication whole = new RefundApplication(amount, true, false);
        return new Refund(RefundStatus.REFUND_SUCCESS, whole, before.add(amount), now, Optional.of(now));
    }

    /** Applied for again; a refund that is open stays the one that it was. */
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
