package com.alipay.sandbox.trade;

import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.text.InvalidValueException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An immutable trade; each transition returns a new value.
 *
 * <p>It starts as WAIT_BUYER_PAY when the buyer is identified; until payment, the seller may change the price. Escrow: payment
 * leads to WAIT_SELLER_SEND_GOODS, shipping to WAIT_BUYER_CONFIRM_GOODS, the buyer's confirmation or its timer to TRADE_FINISHED.
 * A refund, see {@link Refund}, leaves the status unchanged until money is refunded: a full refund leads to TRADE_CLOSED, a
 * partial one to TRADE_FINISHED. Instant payment leads straight to TRADE_FINISHED, or under the advanced contract to
 * TRADE_SUCCESS, which becomes TRADE_CLOSED after a full refund and otherwise TRADE_FINISHED after three months. An unpaid trade
 * is closed by a person or by its timer: TRADE_CLOSED. TRADE_FINISHED and TRADE_CLOSED are final.
 *
 * @param payment the buyer's choices at the cashier; empty until then
 * @param transport how the goods were sent if the seller said so; otherwise the buyer's choice applies
 * @param adjustment what the seller has added to the price, in yuan; negative for a reduction
 * @param refund the latest refund; empty if there was none
 * @param expired whether it was closed because nobody paid in time
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
    /** Calendar months during which an instant payment under the advanced contract can be refunded. */
    public static final int REFUND_WINDOW_MONTHS = 3;

    /** Creates the trade when the buyer has logged in. */
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

    /** Sets a new total, freight included, that the seller asks for. */
    public Trade adjusted(BigDecimal total, Instant now) {
        require(TradeAction.ADJUST_PRICE);
        BigDecimal difference = adjustment.add(total).subtract(total());
        boolean nothingLeft = request.groups().stream()
                .anyMatch(group -> request.total(group).add(difference).signum() <= 0);
        boolean escrow = mode().equals(Optional.of(PaymentMode.ESCROW));
        if (nothingLeft || escrow && total.compareTo(Money.MAX) > 0) {
            throw new InvalidValueException("value.total-fee", total);
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

    /** Records the buyer's payment mode and shipping option. */
    public Trade chosen(Payment choice, Instant now) {
        require(TradeStatus.WAIT_BUYER_PAY, "choosing");
        boolean isNews = choice.mode() == PaymentMode.ESCROW && !logisticsAreKnown();
        TradeTimestamps then = isNews ? moments.logisticsChosen(now) : moments.modified(now);
        return new Trade(
                tradeNo, request, buyer, status, Optional.of(choice), transport, adjustment, then, refund, expired);
    }

    /**
     * Records the payment; requires a choice first.
     *
     * @param refundable whether an instant payment can still be refunded: the advanced contract
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
     * Records that the seller has shipped.
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

    /** Confirms the receipt, by the buyer or by the timer. */
    public Trade goodsConfirmed(Instant now) {
        require(TradeAction.CONFIRM_GOODS);
        return step(TradeStatus.TRADE_FINISHED, moments.closed(now));
    }

    /** Extends the buyer's time to confirm the receipt. */
    public Trade receiptExtended(Duration more, Instant now) {
        require(TradeAction.EXTEND_TIMEOUT);
        return step(status, moments.extend(more, now));
    }

    /** Closes the unpaid trade; {@code byTimer} if the timer did it. */
    public Trade closedUnpaid(boolean byTimer, Instant now) {
        require(TradeAction.CLOSE);
        Trade closed = step(TradeStatus.TRADE_CLOSED, moments.closed(now));
        return byTimer ? closed.markExpired() : closed;
    }

    /** Applies for a refund of all or a part; before shipping only of all. */
    public Trade refundApplied(RefundApplication application, Instant now) {
        require(TradeAction.APPLY_REFUND);
        boolean partial = application.amount().compareTo(total()) < 0;
        if (application.amount().signum() <= 0 || application.amount().compareTo(total()) > 0) {
            throw new InvalidValueException("value.refund-fee", application.amount(), total());
        }
        if (status == TradeStatus.WAIT_SELLER_SEND_GOODS && (partial || application.goodsReceived())) {
            throw new InvalidValueException("value.refund-before-shipping", total());
        }
        return with(refund.map(before -> before.again(application, now))
                        .orElseGet(() -> Refund.begin(application, now)))
                .modified(now);
    }

    /** Refuses the refund: the application, or the returned goods. */
    public Trade refundRefused(Instant now) {
        require(TradeAction.REFUSE_REFUND);
        return with(open().to(RefundStatus.SELLER_REFUSE_BUYER)).modified(now);
    }

    /** Agrees to the refund: the money is refunded now, or after the goods are returned. */
    public Trade refundAgreed(Instant now) {
        require(TradeAction.AGREE_REFUND);
        return open().application().goesBack()
                ? with(open().to(RefundStatus.WAIT_BUYER_RETURN_GOODS)).modified(now)
                : moneyBack(now);
    }

    /** Records that the buyer has sent the goods back. */
    public Trade goodsReturned(Instant now) {
        require(TradeAction.RETURN_GOODS);
        return with(open().to(RefundStatus.WAIT_SELLER_CONFIRM_GOODS)).modified(now);
    }

    /** Records that the seller has received the returned goods. */
    public Trade returnConfirmed(Instant now) {
        require(TradeAction.CONFIRM_RETURN);
        return moneyBack(now);
    }

    /** Withdraws the refund: the trade and the timer of its receipt continue. */
    public Trade refundWithdrawn(Instant now) {
        require(TradeAction.WITHDRAW_REFUND);
        return refundClosed(now);
    }

    /** Closes an open refund without payment: withdrawn, or the seller ships after all. */
    public Trade refundClosed(Instant now) {
        Refund over = open();
        TradeTimestamps then =
                moments.sent().isPresent() ? moments.excludeSince(over.opened(), now) : moments.modified(now);
        return with(over.to(RefundStatus.REFUND_CLOSED)).step(status, then);
    }

    /** Refunds that amount of an instant payment. */
    public Trade paidBack(BigDecimal amount, Instant now) {
        require(TradeAction.REFUND);
        if (amount.signum() <= 0 || amount.compareTo(refundable()) > 0) {
            throw new InvalidValueException("value.refund-fee", amount, refundable());
        }
        Trade done = with(Refund.paidBack(amount, refunded(), now));
        return done.refundable().signum() == 0
                ? done.step(TradeStatus.TRADE_CLOSED, moments.closed(now))
                : done.modified(now);
    }

    /** Finishes an instant payment that can no longer be refunded. */
    public Trade refundWindowOver(Instant now) {
        require(TradeStatus.TRADE_SUCCESS, "finishing");
        return step(TradeStatus.TRADE_FINISHED, moments.closed(now));
    }

    /**
     * Returns the allowed actions of buyer and seller, payment excluded; every transition but the timers' is legal exactly if
     * listed.
     */
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

    /** Returns what the buyer pays; before the choice, the total with the first shipping option. */
    public BigDecimal total() {
        return total(choice().orElse(request.groups().get(0)));
    }

    /** Returns what the buyer pays with that shipping option, the seller's price change included. */
    public BigDecimal total(ShippingOption group) {
        return request.total(group).add(adjustment);
    }

    /** Returns the yuan refunded so far. */
    public BigDecimal refunded() {
        return refund.map(Refund::refunded).orElse(Money.ZERO);
    }

    /** Returns the yuan not yet refunded. */
    public BigDecimal refundable() {
        return total().subtract(refunded());
    }

    public boolean isAdjusted() {
        return adjustment.signum() != 0;
    }

    /** Returns the payment mode; empty until the buyer of the dual interface has chosen. */
    public Optional<PaymentMode> mode() {
        return payment.map(Payment::mode).or(request.service()::mode);
    }

    /** Returns the shipping option; empty until the buyer has chosen. */
    public Optional<ShippingOption> choice() {
        return payment.map(Payment::group);
    }

    /**
     * Returns whether the order alone defines the shipping: one option and an address. The first notification then contains it.
     */
    public boolean logisticsAreKnown() {
        return logisticsAreKnown(request);
    }

    private static boolean logisticsAreKnown(PayRequest request) {
        return request.service().ships()
                && request.groups().size() == 1
                && request.receiver().isComplete();
    }

    /** Returns the shipping option in messages: the buyer's choice, or the only option of an order with a shipping address. */
    public Optional<ShippingOption> shipping() {
        Optional<ShippingOption> group = logisticsAreKnown()
                ? choice().or(() -> Optional.of(request.groups().get(0)))
                : choice();
        return group.filter(each -> !each.isNone());
    }

    /**
     * Returns the yuan that the seller has received. A refund of an instant payment does not reduce it, as the seller had the
     * money before; a refund of an escrow trade does.
     */
    public BigDecimal paidOut() {
        if (isInstant()) {
            return moments.paid().isPresent() ? total() : Money.ZERO;
        }
        return status == TradeStatus.TRADE_FINISHED ? refundable() : Money.ZERO;
    }

    /** Returns the shipping address, as far as it is known. */
    public Receiver receiver() {
        return payment.map(Payment::receiver).orElse(request.receiver());
    }

    /** Returns whether the buyer paid without an account; then no balance is debited or refunded. */
    public boolean isPaidThroughBank() {
        return payment.filter(made -> !made.bank().isEmpty()).isPresent();
    }

    public boolean isInstant() {
        return mode().equals(Optional.of(PaymentMode.INSTANT));
    }

    public boolean hasOpenRefund() {
        return refund.filter(latest -> latest.status().isOpen()).isPresent();
    }

    /** Returns when its timer acts: unpaid, receipt not confirmed, open refund, or end of the refund period; empty if never. */
    public Optional<Instant> due() {
        if (hasOpenRefund()) {
            // While a refund is open, only refund actions change the trade.
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

    /** Applies the transition of the timer that is due. */
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

    /** Returns how far a paid trade is over its seller's time to ship; empty if it is not. */
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

    /** Throws {@link IllegalTransitionException} unless that action is allowed now. */
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
