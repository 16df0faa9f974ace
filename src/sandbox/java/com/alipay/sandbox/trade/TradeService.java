package com.alipay.sandbox.trade;

import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.Contract;
import com.alipay.sandbox.merchant.Merchants;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.scheduling.SandboxClock;
import com.alipay.sandbox.scheduling.Scheduler;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Applies every trade transition, for the cashier, the trades page, the JSON API and the timers. A transition changes the trade,
 * queues its notification and sets the next timer, in that order and atomically, so that a trade's notifications are queued in
 * the order of its transitions. No merchant is called under the lock.
 */
public final class TradeService {
    private final TradeRepository book;
    private final NotificationService notifier;
    private final Scheduler agenda;
    private final SandboxClock clock;
    private final Merchants merchants;
    private final StateStore vault;

    /**
     * Result of a transition.
     *
     * @param delivered completes when the first attempt to notify the merchant is over
     */
    public record TransitionResult(Trade trade, CompletableFuture<?> delivered) {}

    /** @param merchants their contracts decide whether an instant payment can be refunded, and how long trade numbers are */
    public TradeService(
            TradeRepository book,
            NotificationService notifier,
            Scheduler agenda,
            SandboxClock clock,
            Merchants merchants,
            StateStore vault) {
        this.book = book;
        this.notifier = notifier;
        this.agenda = agenda;
        this.clock = clock;
        this.merchants = merchants;
        this.vault = vault;
    }

    /** Sets the timers of the stored trades after a start. */
    public void resume() {
        // Trades due at the same time are processed in the order in which their timers were set.
        book.all().stream()
                .sorted(Comparator.comparing((Trade trade) -> trade.moments().modified())
                        .thenComparing(Trade::tradeNo))
                .forEach(this::setTimer);
    }

    /** Creates the trade of an identified buyer, or resumes the existing one. */
    public TransitionResult identify(PayRequest request, Account buyer) {
        return step(() -> {
            boolean isNew =
                    book.ofOrder(request.partner(), request.outTradeNo()).isEmpty();
            boolean longNumber = contract(request).terms().longTradeNo();
            Trade trade = book.begin(request, buyer, longNumber, clock.now());
            return isNew ? notified(trade) : silent(trade);
        });
    }

    /** Records the buyer's choices and the payment. */
    public TransitionResult pay(String tradeNo, Payment payment) {
        return step(() -> {
            Instant now = clock.now();
            Trade chosen = book.change(tradeNo, trade -> trade.chosen(payment, now));
            if (!chosen.logisticsAreKnown()) {
                notifier.publish(chosen);
            }
            boolean advanced = contract(chosen.request()).advancedInstant();
            return transition(tradeNo, trade -> trade.paid(advanced, now));
        });
    }

    /**
     * Executes an action requested by a page or a program.
     *
     * @throws com.alipay.sandbox.trade.IllegalTransitionException not allowed now
     * @throws IllegalArgumentException a parameter is missing or wrong
     */
    public TransitionResult act(String tradeNo, TradeAction action, ActionParameters form) {
        return step(() -> act(tradeNo, action, form, clock.now()));
    }

    private TransitionResult act(String tradeNo, TradeAction action, ActionParameters form, Instant now) {
        book.find(tradeNo).ifPresent(trade -> trade.require(action));
        return switch (action) {
            case ADJUST_PRICE -> transition(tradeNo, trade -> trade.adjusted(form.newTotal(), now));
            case SEND_GOODS -> sendGoods(tradeNo, form.transport(), now);
            case CONFIRM_GOODS -> transition(tradeNo, trade -> trade.goodsConfirmed(now));
            case EXTEND_TIMEOUT -> silent(book.change(tradeNo, trade -> trade.receiptExtended(form.extension(), now)));
            case APPLY_REFUND -> transition(tradeNo, trade -> trade.refundApplied(form.application(trade), now));
            case AGREE_REFUND -> transition(tradeNo, trade -> trade.refundAgreed(now));
            case REFUSE_REFUND -> transition(tradeNo, trade -> trade.refundRefused(now));
            case RETURN_GOODS -> transition(tradeNo, trade -> trade.goodsReturned(now));
            case CONFIRM_RETURN -> transition(tradeNo, trade -> trade.returnConfirmed(now));
            case WITHDRAW_REFUND -> transition(tradeNo, trade -> trade.refundWithdrawn(now));
            case REFUND -> transition(tradeNo, trade -> trade.paidBack(form.paidBack(trade), now));
            case CLOSE -> transition(tradeNo, trade -> trade.closedUnpaid(false, now));
        };
    }

    /** Ships the goods; an open refund is closed first, and the merchant is notified of both. */
    private TransitionResult sendGoods(String tradeNo, Optional<TransportType> by, Instant now) {
        boolean askedBack = book.find(tradeNo)
                .filter(trade -> trade.hasOpenRefund() && trade.actions().contains(TradeAction.SEND_GOODS))
                .isPresent();
        if (askedBack) {
            transition(tradeNo, trade -> trade.refundClosed(now));
        }
        return transition(tradeNo, trade -> trade.goodsSent(by, now));
    }

    /** Handles a timer that fired; if it was extended meanwhile, only sets the timer again. */
    private TransitionResult overdue(String tradeNo) {
        Instant now = clock.now();
        Trade trade = book.get(tradeNo);
        return trade.isDue(now) ? transition(tradeNo, each -> each.onTimeout(now)) : silent(trade);
    }

    private TransitionResult transition(String tradeNo, UnaryOperator<Trade> step) {
        return notified(book.change(tradeNo, step));
    }

    private TransitionResult notified(Trade trade) {
        CompletableFuture<?> delivered = notifier.publish(trade);
        setTimer(trade);
        return new TransitionResult(trade, delivered);
    }

    /** Completes a transition that changes no status, or nothing at all: no notification. */
    private TransitionResult silent(Trade trade) {
        setTimer(trade);
        return new TransitionResult(trade, CompletableFuture.completedFuture(trade));
    }

    private void setTimer(Trade trade) {
        trade.due()
                .ifPresent(due -> agenda.schedule(
                        due, () -> step(() -> overdue(trade.tradeNo())).delivered()));
    }

    private Contract contract(PayRequest request) {
        return merchants.of(request.partner()).contract();
    }

    private TransitionResult step(Supplier<TransitionResult> step) {
        return vault.atomically(() -> {
            synchronized (this) {
                return step.get();
            }
        });
    }
}
