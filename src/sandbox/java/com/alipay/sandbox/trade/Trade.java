package com.alipay.sandbox.trade;

import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.scheduling.ChinaTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A trade at one moment; each step answers a new value.
 *
 * <p>It begins as WAIT_BUYER_PAY when the buyer is identified; until he pays, the seller may change the price. Escrow:
 * payment leads to WAIT_SELLER_SEND_GOODS, shipping to WAIT_BUYER_CONFIRM_GOODS, the buyer's confirmation or its timer to
 * TRADE_FINISHED; a refund, see {@link Refund}, leaves the status alone until money goes back: all of it makes
 * TRADE_CLOSED, a part of it TRADE_FINISHED. Instant payment leads straight to TRADE_FINISHED, or under the advanced contract
 * to TRADE_SUCCESS, which becomes TRADE_CLOSED when all of it has been paid back and otherwise TRADE_FINISHED after three months.
 * An unpaid trade can be closed, or closes by its timer: TRADE_CLOSED. Nothing leaves TRADE_FINISHED and TRADE_CLOSED.
 *
 * @param payment what the buyer has decided at the cashier, empty until then
 * @param transport how the goods were sent if the seller said so; the buyer's choice counts otherwise
 * @param adjustment what the seller has added to the price, in yuan; negative for a reduction
 * @param refund the latest one, empty if there was none
 * @param expired whether it closed because nobody paid in time
 * @tutorial 双功能 4.4, 4.5 / 担保 5.4
 */
public record Trade(
        String tradeNo,
        PayRequest request,
        Account buyer,
        TradeStatus status,
        Optional<Payment> payment,
        Optional<TransportType> transport,
        BigDecimal adjustment,
        TradeTimestamps moments,
        Optional<Refund> refund,
        boolean expired) {
    /** For how many calendar months an instant payment under the advanced contract can be paid back. */
    public static final int REFUND_WINDOW_MONTHS = 3;

    /** The buyer has logged in. */
    public static Trade begin(String tradeNo, PayRequest request, Account buyer, Instant now) {
        return new Trade(
                tradeNo,
                request,
                buyer,
                TradeStatus.WAIT_BUYER_PAY,
                Optional.empty(),
                Optional.empty(),
                Money.ZERO,
                logisticsAreKnown(request)
                        ? TradeTimestamps.begin(now).logisticsChosen(now)
                        : TradeTimestamps.begin(now),
                Optional.empty(),
                false);
    }

    /** The seller asks for another total than the order's, freight included. */
    public Trade adjusted(BigDecimal total, Instant now) {
        require(TradeAction.ADJUST_PRICE);
        BigDecimal difference = adjustment.add(total).subtract(total());
        boolean nothingLeft = request.groups().stream()
                .anyMatch(group -> request.total(group).add(difference).signum() <= 0);
        boolean escrow = mode().equals(Optional.of(PaymentMode.ESCROW));
        if (nothingLeft || escrow && total.compareTo(Money.MAX) > 0) {
            throw new IllegalArgumentException("total_fee (" + total
                    + ") must leave at least 0.01 with every way of shipping, and be at most 1000000.00 for escrow");
        }
        return new Trade(
                tradeNo,
                request,
                buyer,
                status,
                payment,
                transport,
                difference,
                moments.modified(now),
                refund,
                expired);
    }

    /** The buyer has chosen how to pay and how the goods travel. */
    public Trade chosen(Payment choice, Instant now) {
        require(TradeStatus.WAIT_BUYER_PAY, "choosing");
        boolean isNews = choice.mode() == PaymentMode.ESCROW && !logisticsAreKnown();
        TradeTimestamps then = isNews ? moments.logisticsChosen(now) : moments.modified(now);
        return new Trade(
                tradeNo, request, buyer, status, Optional.of(choice), transport, adjustment, then, refund, expired);
    }

    /**
     * The buyer has paid; needs a choice first.
     *
     * @param refundable whether an instant payment can still be paid back: the advanced contract
     */
    public Trade paid(boolean refundable, Instant now) {
        require(TradeStatus.WAIT_BUYER_PAY, "paying");
        if (mode().orElseThrow() == PaymentMode.ESCROW) {
            return step(TradeStatus.WAIT_SELLER_SEND_GOODS, moments.paid(now));
        }
        return refundable
                ? step(TradeStatus.TRADE_SUCCESS, moments.paid(now))
                : step(TradeStatus.TRADE_FINISHED, moments.paid(now).closed(now));
    }

    /**
     * The seller has shipped.
     *
     * @param by empty for the way the buyer has chosen
     */
    public Trade goodsSent(Optional<TransportType> by, Instant now) {
        require(TradeAction.SEND_GOODS);
        return new Trade(
                tradeNo,
                request,
                buyer,
                TradeStatus.WAIT_BUYER_CONFIRM_GOODS,
                payment,
                by,
                adjustment,
                moments.sent(now),
                refund,
                expired);
    }

    /** The buyer has confirmed the receipt, or the timer has. */
    public Trade goodsConfirmed(Instant now) {
        require(TradeAction.CONFIRM_GOODS);
        return step(TradeStatus.TRADE_FINISHED, moments.closed(now));
    }

    /** The seller gives the buyer that much more time for the receipt. */
    public Trade receiptExtended(Duration more, Instant now) {
        require(TradeAction.EXTEND_TIMEOUT);
        return step(status, moments.extend(more, now));
    }

    /** Ended unpaid; {@code byTimer} when nobody did it. */
    public Trade closedUnpaid(boolean byTimer, Instant now) {
        require(TradeAction.CLOSE);
        Trade closed = step(TradeStatus.TRADE_CLOSED, moments.closed(now));
        return byTimer ? closed.markExpired() : closed;
    }

    /** The buyer asks for his money, or for a part of it; before shipping only for all of it. */
    public Trade refundApplied(RefundApplication application, Instant now) {
        require(TradeAction.APPLY_REFUND);
        boolean partial = application.amount().compareTo(total()) < 0;
        if (application.amount().signum() <= 0 || application.amount().compareTo(total()) > 0) {
            throw new IllegalArgumentException(
                    "refund_fee (" + application.amount() + ") must be between 0.01 and " + total());
        }
        if (status == TradeStatus.WAIT_SELLER_SEND_GOODS && (partial || application.goodsReceived())) {
            throw new IllegalArgumentException(
                    "before shipping only the whole amount (" + total() + ") can be asked for, with goods_received=F");
        }
        return with(refund.map(before -> before.again(application, now))
                        .orElseGet(() -> Refund.begin(application, now)))
                .modified(now);
    }

    /** The seller refuses: the application, or the goods that came back. */
    public Trade refundRefused(Instant now) {
        require(TradeAction.REFUSE_REFUND);
        return with(open().to(RefundStatus.SELLER_REFUSE_BUYER)).modified(now);
    }

    /** The seller agrees: the money goes back now, or when the goods have. */
    public Trade refundAgreed(Instant now) {
        require(TradeAction.AGREE_REFUND);
        return open().application().goesBack()
                ? with(open().to(RefundStatus.WAIT_BUYER_RETURN_GOODS)).modified(now)
                : moneyBack(now);
    }

    /** The buyer has sent the goods back. */
    public Trade goodsReturned(Instant now) {
        require(TradeAction.RETURN_GOODS);
        return with(open().to(RefundStatus.WAIT_SELLER_CONFIRM_GOODS)).modified(now);
    }

    /** The seller has got the goods back. */
    public Trade returnConfirmed(Instant now) {
        require(TradeAction.CONFIRM_RETURN);
        return moneyBack(now);
    }

    /** The buyer no longer wants a refund: the trade goes on, and so does the timer of the receipt. */
    public Trade refundWithdrawn(Instant now) {
        require(TradeAction.WITHDRAW_REFUND);
        return refundClosed(now);
    }

    /** The refund, whatever it waits for, is over without money: withdrawn, or the seller ships after all. */
    public Trade refundClosed(Instant now) {
        Refund over = open();
        TradeTimestamps then =
                moments.sent().isPresent() ? moments.excludeSince(over.opened(), now) : moments.modified(now);
        return with(over.to(RefundStatus.REFUND_CLOSED)).step(status, then);
    }

    /** The seller of an instant payment pays back that much. */
    public Trade paidBack(BigDecimal amount, Instant now) {
        require(TradeAction.REFUND);
        if (amount.signum() <= 0 || amount.compareTo(refundable()) > 0) {
            throw new IllegalArgumentException("refund_fee (" + amount + ") must be between 0.01 and " + refundable());
        }
        Trade done = with(Refund.paidBack(amount, refunded(), now));
        return done.refundable().signum() == 0
                ? done.step(TradeStatus.TRADE_CLOSED, moments.closed(now))
                : done.modified(now);
    }

    /** An instant payment that can no longer be paid back. */
    public Trade refundWindowOver(Instant now) {
        require(TradeStatus.TRADE_SUCCESS, "finishing");
        return step(TradeStatus.TRADE_FINISHED, moments.closed(now));
    }

    /** What buyer and seller can do now, paying aside; every step but the timers' own is legal exactly while it is here. */
    public List<TradeAction> actions() {
        return switch (status) {
            case WAIT_BUYER_PAY -> List.of(TradeAction.ADJUST_PRICE, TradeAction.CLOSE);
            case WAIT_SELLER_SEND_GOODS -> prepend(TradeAction.SEND_GOODS, refundActions());
            case WAIT_BUYER_CONFIRM_GOODS ->
                hasOpenRefund()
                        ? refundActions()
                        : prepend(TradeAction.CONFIRM_GOODS, prepend(TradeAction.EXTEND_TIMEOUT, refundActions()));
            case TRADE_SUCCESS -> List.of(TradeAction.REFUND);
            case TRADE_FINISHED, TRADE_CLOSED -> List.of();
        };
    }

    /** What the buyer pays; before the choice, what he would pay with the first way of shipping. */
    public BigDecimal total() {
        return total(choice().orElse(request.groups().get(0)));
    }

    /** What the buyer pays with that way of shipping, the seller's change of price included. */
    public BigDecimal total(ShippingOption group) {
        return request.total(group).add(adjustment);
    }

    /** Yuan paid back so far. */
    public BigDecimal refunded() {
        return refund.map(Refund::refunded).orElse(Money.ZERO);
    }

    /** Yuan that have not been paid back. */
    public BigDecimal refundable() {
        return total().subtract(refunded());
    }

    public boolean isAdjusted() {
        return adjustment.signum() != 0;
    }

    /** Empty until the buyer of the dual interface has chosen. */
    public Optional<PaymentMode> mode() {
        return payment.map(Payment::mode).or(request.service()::mode);
    }

    /** The way of shipping, empty until the buyer has chosen. */
    public Optional<ShippingOption> choice() {
        return payment.map(Payment::group);
    }

    /** Whether the order itself says all about shipping: one way, and where the goods go. Then its first notification says it too. */
    public boolean logisticsAreKnown() {
        return logisticsAreKnown(request);
    }

    private static boolean logisticsAreKnown(PayRequest request) {
        return request.service().ships()
                && request.groups().size() == 1
                && request.receiver().isComplete();
    }

    /** The way of shipping as messages tell it: the buyer's choice, or the only one of an order that says where the goods go. */
    public Optional<ShippingOption> shipping() {
        Optional<ShippingOption> group = logisticsAreKnown()
                ? choice().or(() -> Optional.of(request.groups().get(0)))
                : choice();
        return group.filter(each -> !each.isNone());
    }

    /**
     * Yuan that the seller has received. A refund of an instant payment does not reduce it, as the seller had the money before;
     * one of an escrow trade does.
     */
    public BigDecimal paidOut() {
        if (isInstant()) {
            return moments.paid().isPresent() ? total() : Money.ZERO;
        }
        return status == TradeStatus.TRADE_FINISHED ? refundable() : Money.ZERO;
    }

    /** Where the goods go, as far as it is known. */
    public Receiver receiver() {
        return payment.map(Payment::receiver).orElse(request.receiver());
    }

    /** Whether the buyer paid without an account, so that no balance pays or is paid back to. */
    public boolean isPaidThroughBank() {
        return payment.filter(made -> !made.bank().isEmpty()).isPresent();
    }

    public boolean isInstant() {
        return mode().equals(Optional.of(PaymentMode.INSTANT));
    }

    public boolean hasOpenRefund() {
        return refund.filter(latest -> latest.status().isOpen()).isPresent();
    }

    /** When it goes on by itself: unpaid, not confirmed, a refund nobody deals with, or no longer to be paid back; empty if never. */
    public Optional<Instant> due() {
        if (hasOpenRefund()) {
            // While a refund is open nothing but its own steps changes the trade.
            return Optional.of(moments.modified().plus(open().status().patience()));
        }
        return switch (status) {
            case WAIT_BUYER_PAY -> Optional.of(request.timeouts().closesUnpaid(moments.created()));
            case WAIT_BUYER_CONFIRM_GOODS -> Optional.of(receiptDue());
            case TRADE_SUCCESS -> moments.paid().map(paid -> ChinaTime.plusMonths(paid, REFUND_WINDOW_MONTHS));
            case WAIT_SELLER_SEND_GOODS, TRADE_FINISHED, TRADE_CLOSED -> Optional.empty();
        };
    }

    public boolean isDue(Instant now) {
        return due().filter(time -> !time.isAfter(now)).isPresent();
    }

    /** It is due, and nobody has done anything. */
    public Trade onTimeout(Instant now) {
        if (hasOpenRefund()) {
            boolean goodsAreBack = open().status() == RefundStatus.WAIT_SELLER_CONFIRM_GOODS;
            return goodsAreBack ? moneyBack(now) : refundClosed(now);
        }
        return switch (status) {
            case WAIT_BUYER_PAY -> closedUnpaid(true, now);
            case WAIT_BUYER_CONFIRM_GOODS -> goodsConfirmed(now);
            default -> refundWindowOver(now);
        };
    }

    /** How far a paid trade is over its seller's time to ship. */
    public Optional<ShippingDelay> shippingDelay(Instant now) {
        return status == TradeStatus.WAIT_SELLER_SEND_GOODS
                ? moments.paid().flatMap(paid -> request.timeouts().shippingDelay(paid, now))
                : Optional.empty();
    }

    private Instant receiptDue() {
        TransportType sentBy = transport
                .or(() -> choice().flatMap(group -> TransportType.named(group.type())))
                .orElseThrow();
        return request.timeouts()
                .confirmsReceipt(moments.sent().orElseThrow(), sentBy)
                .plus(moments.paused());
    }

    private Trade moneyBack(Instant now) {
        Trade done = with(open().success(now));
        return done.step(
                done.refundable().signum() == 0 ? TradeStatus.TRADE_CLOSED : TradeStatus.TRADE_FINISHED,
                moments.closed(now));
    }

    private Refund open() {
        return refund.filter(latest -> latest.status().isOpen()).orElseThrow();
    }

    private List<TradeAction> refundActions() {
        return refund.map(latest -> latest.status().actions()).orElse(List.of(TradeAction.APPLY_REFUND));
    }

    private static List<TradeAction> prepend(TradeAction first, List<TradeAction> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    private Trade with(Refund other) {
        return new Trade(
                tradeNo, request, buyer, status, payment, transport, adjustment, moments, Optional.of(other), expired);
    }

    private Trade modified(Instant now) {
        return step(status, moments.modified(now));
    }

    private Trade step(TradeStatus to, TradeTimestamps then) {
        return new Trade(tradeNo, request, buyer, to, payment, transport, adjustment, then, refund, expired);
    }

    private Trade markExpired() {
        return new Trade(tradeNo, request, buyer, status, payment, transport, adjustment, moments, refund, true);
    }

    /** Throws {@link IllegalTransitionException} unless that is possible now. */
    public void require(TradeAction action) {
        if (!actions().contains(action)) {
            throw new IllegalTransitionException(this, action.wireName());
        }
    }

    private void require(TradeStatus expected, String step) {
        if (status != expected) {
            throw new IllegalTransitionException(this, step);
        }
    }
}
