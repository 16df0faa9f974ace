package com.alipay.sandbox.desk;

import com.alipay.sandbox.account.Account;
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

    /**
     * A step that was taken.
     *
     * @param delivered done when the first attempt to notify the merchant is over
     */
    public record Taken(Trade trade, CompletableFuture<?> delivered) {}

    public Desk(TradeBook book, Notifier notifier, Agenda agenda, SandboxClock clock) {
        this.book = book;
        this.notifier = notifier;
        this.agenda = agenda;
        this.clock = clock;
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
        if (mode == PaymentMode.ESCROW) {
            notifier.publish(chosen);
        }
        return taken(tradeNo, trade -> trade.paid(now));
    }

    /** Ships, confirms or closes. */
    public Taken act(String tradeNo, TradeAction action) {
        return switch (action) {
            case SEND_GOODS -> sendGoods(tradeNo);
            case CONFIRM_GOODS -> confirmGoods(tradeNo);
            case CLOSE -> close(tradeNo);
        };
    }

    private synchronized Taken sendGoods(String tradeNo) {
        Instant now = clock.now();
        Taken sent = taken(tradeNo, trade -> trade.goodsSent(now));
        String logistics = sent.trade().choice().orElseThrow().type();
        agenda.at(sent.trade().request().timeouts().confirmsReceipt(now, logistics), () -> confirmOverdue(tradeNo));
        return sent;
    }

    private synchronized Taken confirmGoods(String tradeNo) {
        Instant now = clock.now();
        return taken(tradeNo, trade -> trade.goodsConfirmed(now));
    }

    /** By default nobody is notified of a trade that closes unpaid. */
    private synchronized Taken close(String tradeNo) {
        Instant now = clock.now();
        Trade closed = book.change(tradeNo, trade -> trade.closedUnpaid(now));
        return new Taken(closed, CompletableFuture.completedFuture(closed));
    }

    private synchronized CompletableFuture<?> closeOverdue(String tradeNo) {
        return isStill(tradeNo, TradeStatus.WAIT_BUYER_PAY)
                ? close(tradeNo).delivered()
                : CompletableFuture.completedFuture(tradeNo);
    }

    private synchronized CompletableFuture<?> confirmOverdue(String tradeNo) {
        return isStill(tradeNo, TradeStatus.WAIT_BUYER_CONFIRM_GOODS)
                ? confirmGoods(tradeNo).delivered()
                : CompletableFuture.completedFuture(tradeNo);
    }

    private boolean isStill(String tradeNo, TradeStatus status) {
        return book.find(tradeNo).filter(trade -> trade.status() == status).isPresent();
    }

    private Taken taken(String tradeNo, UnaryOperator<Trade> step) {
        Trade trade = book.change(tradeNo, step);
        return new Taken(trade, notifier.publish(trade));
    }
}
