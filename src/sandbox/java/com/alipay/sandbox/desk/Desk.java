package com.alipay.sandbox.desk;

import com.alipay.sandbox.account.Account;
import com.alipay.sandbox.account.Merchants;
import com.alipay.sandbox.clock.Agenda;
import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.notifier.Notifier;
import com.alipay.sandbox.trade.LogisticsGroup;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.PaymentMode;
import com.alipay.sandbox.trade.Receiver;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeAction;
import com.alipay.sandbox.trade.TradeBook;
import com.alipay.sandbox.trade.TradeStatus;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Where every step of a trade is taken, whoever takes it: the cashier, the trades page, the JSON API, a timer. A step
 * changes the trade, queues its notification and sets the next timer, in that order and together, so that the
 * notifications of a trade are queued in the order of its steps. No merchant is called under the lock.
 */
public final class Desk {
    private final TradeBook book;
    private final Notifier notifier;
    private final Agenda agenda;
    private final SandboxClock clock;
    private final Merchants merchants;

    /**
     * A step that was taken.
     *
     * @param delivered done when the first attempt to notify the merchant is over
     */
    public record Taken(Trade trade, CompletableFuture<?> delivered) {}

    /** @param merchants whose contracts decide whether an instant payment can be paid back */
    public Desk(TradeBook book, Notifier notifier, Agenda agenda, SandboxClock clock, Merchants merchants) {
        this.book = book;
        this.notifier = notifier;
        this.agenda = agenda;
        this.clock = clock;
        this.merchants = merchants;
    }

    /** The buyer is identified: the trade comes into being, or goes on if it has. */
    public synchronized Taken identify(PayRequest request, Account buyer) {
        Instant now = clock.now();
        boolean isNew = book.ofOrder(request.partner(), request.outTradeNo()).isEmpty();
        Trade trade = book.begin(request, buyer, now);
        if (!isNew) {
            return new Taken(trade, CompletableFuture.completedFuture(trade));
        }
        agenda.at(request.timeouts().closesUnpaid(now), () -> closeOverdue(trade.tradeNo()));
        return new Taken(trade, notifier.publish(trade));
    }

    /** The buyer has chosen and pays. */
    public synchronized Taken pay(String tradeNo, PaymentMode mode, LogisticsGroup group, Receiver receiver) {
        Instant now = clock.now();
        Trade chosen = book.change(tradeNo, trade -> trade.chosen(mode, group, receiver, now));
        notifier.publish(chosen);
        boolean advanced = merchants.of(chosen.request().partner()).contract().advancedInstant();
        Taken paid = taken(tradeNo, trade -> trade.paid(advanced, now));
        if (paid.trade().status() == TradeStatus.TRADE_SUCCESS) {
            agenda.at(now.plus(Trade.REFUND_WINDOW), () -> finishOverdue(tradeNo));
        }
        return paid;
    }

    /**
     * What a button of the trades page or a program asks for.
     *
     * @throws com.alipay.sandbox.trade.IllegalStep not possible now
     * @throws IllegalArgumentException the form lacks a value, or has a wrong one
     */
    public synchronized Taken act(String tradeNo, TradeAction action, StepForm form) {
        Instant now = clock.now();
        book.find(tradeNo).ifPresent(trade -> trade.require(action));
        return switch (action) {
            case ADJUST_PRICE -> taken(tradeNo, trade -> trade.adjusted(form.newTotal(), now));
            case SEND_GOODS -> sendGoods(tradeNo, now);
            case CONFIRM_GOODS -> taken(tradeNo, trade -> trade.goodsConfirmed(now));
            case EXTEND_TIMEOUT ->
                withReceiptTimer(unnoticed(tradeNo, trade -> trade.receiptExtended(form.extension(), now)));
            case APPLY_REFUND -> taken(tradeNo, trade -> trade.refundApplied(form.application(trade), now));
            case AGREE_REFUND -> taken(tradeNo, trade -> trade.refundAgreed(now));
            case REFUSE_REFUND -> taken(tradeNo, trade -> trade.refundRefused(now));
            case RETURN_GOODS -> taken(tradeNo, trade -> trade.goodsReturned(now));
            case CONFIRM_RETURN -> taken(tradeNo, trade -> trade.returnConfirmed(now));
            case WITHDRAW_REFUND -> withReceiptTimer(taken(tradeNo, trade -> trade.refundWithdrawn(now)));
            case REFUND -> taken(tradeNo, trade -> trade.paidBack(form.paidBack(trade), now));
            case CLOSE -> close(tradeNo, false);
        };
    }

    /** A seller who ships while a refund is open closes the refund first; both are told. */
    private Taken sendGoods(String tradeNo, Instant now) {
        boolean askedBack = book.find(tradeNo)
                .filter(trade -> trade.hasOpenRefund() && trade.actions().contains(TradeAction.SEND_GOODS))
                .isPresent();
        if (askedBack) {
            taken(tradeNo, trade -> trade.refundClosed(now));
        }
        return withReceiptTimer(taken(tradeNo, trade -> trade.goodsSent(now)));
    }

    private Taken close(String tradeNo, boolean byTimer) {
        Instant now = clock.now();
        return taken(tradeNo, trade -> trade.closedUnpaid(byTimer, now));
    }

    private Taken withReceiptTimer(Taken taken) {
        String tradeNo = taken.trade().tradeNo();
        taken.trade().receiptDue().ifPresent(due -> agenda.at(due, () -> confirmOverdue(tradeNo)));
        return taken;
    }

    private synchronized CompletableFuture<?> closeOverdue(String tradeNo) {
        return isStill(tradeNo, TradeStatus.WAIT_BUYER_PAY)
                ? close(tradeNo, true).delivered()
                : CompletableFuture.completedFuture(tradeNo);
    }

    /** A refund may have held the timer up since: then the trade is due later, or not at all. */
    private synchronized CompletableFuture<?> confirmOverdue(String tradeNo) {
        Instant now = clock.now();
        boolean due = book.find(tradeNo)
                .flatMap(Trade::receiptDue)
                .filter(time -> !time.isAfter(now))
                .isPresent();
        return due
                ? taken(tradeNo, trade -> trade.goodsConfirmed(now)).delivered()
                : CompletableFuture.completedFuture(tradeNo);
    }

    private synchronized CompletableFuture<?> finishOverdue(String tradeNo) {
        Instant now = clock.now();
        return isStill(tradeNo, TradeStatus.TRADE_SUCCESS)
                ? taken(tradeNo, trade -> trade.refundWindowOver(now)).delivered()
                : CompletableFuture.completedFuture(tradeNo);
    }

    private boolean isStill(String tradeNo, TradeStatus status) {
        return book.find(tradeNo).filter(trade -> trade.status() == status).isPresent();
    }

    /** A step that changes no status: nobody is told. */
    private Taken unnoticed(String tradeNo, UnaryOperator<Trade> step) {
        Trade trade = book.change(tradeNo, step);
        return new Taken(trade, CompletableFuture.completedFuture(trade));
    }

    private Taken taken(String tradeNo, UnaryOperator<Trade> step) {
        Trade trade = book.change(tradeNo, step);
        return new Taken(trade, notifier.publish(trade));
    }
}
