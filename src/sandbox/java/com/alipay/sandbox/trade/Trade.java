package com.alipay.sandbox.trade;

import com.alipay.sandbox.account.Account;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A trade at one moment; each step answers a new value.
 *
 * <p>It begins as WAIT_BUYER_PAY when the buyer is identified. Escrow: payment leads to WAIT_SELLER_SEND_GOODS, shipping to
 * WAIT_BUYER_CONFIRM_GOODS, the buyer's confirmation or its timer to TRADE_FINISHED. Instant payment leads straight to
 * TRADE_FINISHED. An unpaid trade can be closed, or closes by its timer: TRADE_CLOSED. Nothing leaves TRADE_FINISHED and
 * TRADE_CLOSED.
 *
 * @param mode empty until the buyer of the dual interface has chosen
 * @param choice the way of shipping, empty until chosen
 * @tutorial 双功能 4.4, 4.5 / 担保 5.4
 */
public record Trade(
        String tradeNo,
        PayRequest request,
        Account buyer,
        TradeStatus status,
        Optional<PaymentMode> mode,
        Optional<LogisticsGroup> choice,
        Receiver receiver,
        Instant created,
        Optional<Instant> logisticsChosen,
        Optional<Instant> paid,
        Optional<Instant> sent,
        Optional<Instant> closed) {

    /** The buyer has logged in. */
    public static Trade begin(String tradeNo, PayRequest request, Account buyer, Instant now) {
        Optional<PaymentMode> mode =
                request.service() == PayService.ESCROW ? Optional.of(PaymentMode.ESCROW) : Optional.empty();
        return new Trade(
                tradeNo,
                request,
                buyer,
                TradeStatus.WAIT_BUYER_PAY,
                mode,
                Optional.empty(),
                request.receiver(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The buyer has chosen how to pay and how the goods travel. */
    public Trade chosen(PaymentMode payment, LogisticsGroup group, Receiver to, Instant now) {
        require(TradeStatus.WAIT_BUYER_PAY, "choosing");
        Optional<Instant> modified = payment == PaymentMode.ESCROW ? Optional.of(now) : Optional.empty();
        return new Trade(
                tradeNo,
                request,
                buyer,
                status,
                Optional.of(payment),
                Optional.of(group),
                to,
                created,
                modified,
                paid,
                sent,
                closed);
    }

    /** The buyer has paid; needs a choice first. */
    public Trade paid(Instant now) {
        require(TradeStatus.WAIT_BUYER_PAY, "paying");
        boolean instant = mode.orElseThrow() == PaymentMode.INSTANT;
        return instant
                ? step(TradeStatus.TRADE_FINISHED, Optional.of(now), sent, Optional.of(now))
                : step(TradeStatus.WAIT_SELLER_SEND_GOODS, Optional.of(now), sent, closed);
    }

    /** The seller has shipped. */
    public Trade goodsSent(Instant now) {
        require(TradeStatus.WAIT_SELLER_SEND_GOODS, TradeAction.SEND_GOODS.wireName());
        return step(TradeStatus.WAIT_BUYER_CONFIRM_GOODS, paid, Optional.of(now), closed);
    }

    /** The buyer has confirmed the receipt, or the timer has. */
    public Trade goodsConfirmed(Instant now) {
        require(TradeStatus.WAIT_BUYER_CONFIRM_GOODS, TradeAction.CONFIRM_GOODS.wireName());
        return step(TradeStatus.TRADE_FINISHED, paid, sent, Optional.of(now));
    }

    /** Ended unpaid. */
    public Trade closedUnpaid(Instant now) {
        require(TradeStatus.WAIT_BUYER_PAY, TradeAction.CLOSE.wireName());
        return step(TradeStatus.TRADE_CLOSED, paid, sent, Optional.of(now));
    }

    /** What buyer and seller can do now, paying aside. */
    public List<TradeAction> actions() {
        return switch (status) {
            case WAIT_BUYER_PAY -> List.of(TradeAction.CLOSE);
            case WAIT_SELLER_SEND_GOODS -> List.of(TradeAction.SEND_GOODS);
            case WAIT_BUYER_CONFIRM_GOODS -> List.of(TradeAction.CONFIRM_GOODS);
            case TRADE_FINISHED, TRADE_CLOSED -> List.of();
        };
    }

    /** What the buyer pays; before the choice, what he would pay with the first way of shipping. */
    public BigDecimal total() {
        return request.total(choice.orElse(request.groups().get(0)));
    }

    public boolean isInstant() {
        return mode.equals(Optional.of(PaymentMode.INSTANT));
    }

    private Trade step(TradeStatus to, Optional<Instant> paidAt, Optional<Instant> sentAt, Optional<Instant> closedAt) {
        return new Trade(
                tradeNo,
                request,
                buyer,
                to,
                mode,
                choice,
                receiver,
                created,
                logisticsChosen,
                paidAt,
                sentAt,
                closedAt);
    }

    private void require(TradeStatus expected, String step) {
        if (status != expected) {
            throw new IllegalStep(this, step);
        }
    }
}
