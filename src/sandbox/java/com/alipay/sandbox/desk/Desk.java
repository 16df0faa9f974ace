package com.alipay.sandbox.desk;

import com.alipay.sandbox.account.Account;
import com.alipay.sandbox.account.Contract;
import com.alipay.sandbox.account.Merchants;
import com.alipay.sandbox.clock.Agenda;
import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.data.Vault;
import com.alipay.sandbox.notifier.Notifier;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.Payment;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeAction;
import com.alipay.sandbox.trade.TradeBook;
import com.alipay.sandbox.trade.Transport;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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
    private final Vault vault;

    /**
     * A step that was taken.
     *
     * @param delivered done when the first attempt to notify the merchant is over
     */
    public record Taken(Trade trade, CompletableFuture<?> delivered) {}

    /** @param merchants whose contracts decide whether an instant payment can be paid back, and how long trade numbers are */
    public Desk(
            TradeBook book, Notifier notifier, Agenda agenda, SandboxClock clock, Merchants merchants, Vault vault) {
        this.book = book;
        this.notifier = notifier;
        this.agenda = agenda;
        this.clock = clock;
        this.merchants = merchants;
        this.vault = vault;
    }

    /** Sets the timers of the trades that the vault holds. */
    public void goOn() {
        // Those that are due at the same time go on in the order in which their timers were set.
        book.all().stream()
                .sorted(Comparator.comparing((Trade trade) -> trade.moments().modified())
                        .thenComparing(Trade::tradeNo))
                .forEach(this::setTimer);
    }

    /** The buyer is identified: the trade comes into being, or goes on if it has. */
    public Taken identify(PayRequest request, Account buyer) {
        return step(() -> {
            boolean isNew =
                    book.ofOrder(request.partner(), request.outTradeNo()).isEmpty();
            boolean longNumber = contract(request).terms().longTradeNo();
            Trade trade = book.begin(request, buyer, longNumber, clock.now());
            return isNew ? told(trade) : untold(trade);
        });
    }

    /** The buyer has chosen and pays. */
    public Taken pay(String tradeNo, Payment payment) {
        return step(() -> {
            Instant now = clock.now();
            Trade chosen = book.change(tradeNo, trade -> trade.chosen(payment, now));
            if (!chosen.logisticsAreKnown()) {
                notifier.publish(chosen);
            }
            boolean advanced = contract(chosen.request()).advancedInstant();
            return taken(tradeNo, trade -> trade.paid(advanced, now));
        });
    }

    /**
     * What a button of the trades page or a program asks for.
     *
     * @throws com.alipay.sandbox.trade.IllegalStep not possible now
     * @throws IllegalArgumentException the form lacks a value, or has a wrong one
     */
    public Taken act(String tradeNo, TradeAction action, StepForm form) {
        return step(() -> act(tradeNo, action, form, clock.now()));
    }

    private Taken act(String tradeNo, TradeAction action, StepForm form, Instant now) {
        book.find(tradeNo).ifPresent(trade -> trade.require(action));
        return switch (action) {
            case ADJUST_PRICE -> taken(tradeNo, trade -> trade.adjusted(form.newTotal(), now));
            case SEND_GOODS -> sendGoods(tradeNo, form.transport(), now);
            case CONFIRM_GOODS -> taken(tradeNo, trade -> trade.goodsConfirmed(now));
            case EXTEND_TIMEOUT -> untold(book.change(tradeNo, trade -> trade.receiptExtended(form.extension(), now)));
            case APPLY_REFUND -> taken(tradeNo, trade -> trade.refundApplied(form.application(trade), now));
            case AGREE_REFUND -> taken(tradeNo, trade -> trade.refundAgreed(now));
            case REFUSE_REFUND -> taken(tradeNo, trade -> trade.refundRefused(now));
            case RETURN_GOODS -> taken(tradeNo, trade -> trade.goodsReturned(now));
            case CONFIRM_RETURN -> taken(tradeNo, trade -> trade.returnConfirmed(now));
            case WITHDRAW_REFUND -> taken(tradeNo, trade -> trade.refundWithdrawn(now));
            case REFUND -> taken(tradeNo, trade -> trade.paidBack(form.paidBack(trade), now));
            case CLOSE -> taken(tradeNo, trade -> trade.closedUnpaid(false, now));
        };
    }

    /** A seller who ships while a refund is open closes the refund first; both are told. */
    private Taken sendGoods(String tradeNo, Optional<Transport> by, Instant now) {
        boolean askedBack = book.find(tradeNo)
                .filter(trade -> trade.hasOpenRefund() && trade.actions().contains(TradeAction.SEND_GOODS))
                .isPresent();
        if (askedBack) {
            taken(tradeNo, trade -> trade.refundClosed(now));
        }
        return taken(tradeNo, trade -> trade.goodsSent(by, now));
    }

    /** Something may have put the timer off since: then the trade is due later, or not at all. */
    private Taken overdue(String tradeNo) {
        Instant now = clock.now();
        Trade trade = book.find(tradeNo).orElseThrow();
        return trade.isDue(now) ? taken(tradeNo, each -> each.byTimer(now)) : untold(trade);
    }

    private Taken taken(String tradeNo, UnaryOperator<Trade> step) {
        return told(book.change(tradeNo, step));
    }

    private Taken told(Trade trade) {
        CompletableFuture<?> delivered = notifier.publish(trade);
        setTimer(trade);
        return new Taken(trade, delivered);
    }

    /** A step that changes no status, or none at all: nobody is told. */
    private Taken untold(Trade trade) {
        setTimer(trade);
        return new Taken(trade, CompletableFuture.completedFuture(trade));
    }

    private void setTimer(Trade trade) {
        trade.due()
                .ifPresent(due -> agenda.at(
                        due, () -> step(() -> overdue(trade.tradeNo())).delivered()));
    }

    private Contract contract(PayRequest request) {
        return merchants.of(request.partner()).contract();
    }

    private Taken step(Supplier<Taken> step) {
        return vault.together(() -> {
            synchronized (this) {
                return step.get();
            }
        });
    }
}
