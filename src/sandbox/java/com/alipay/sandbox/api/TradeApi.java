package com.alipay.sandbox.api;

import com.alipay.sandbox.account.Accounts;
import com.alipay.sandbox.cashier.Cashier;
import com.alipay.sandbox.cashier.CashierSessions;
import com.alipay.sandbox.cashier.ReturnUrl;
import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.desk.Desk;
import com.alipay.sandbox.desk.StepForm;
import com.alipay.sandbox.http.Paging;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.notifier.Notifier;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.PaymentMode;
import com.alipay.sandbox.trade.Receiver;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeAction;
import com.alipay.sandbox.trade.TradeBook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code trades} and {@code pay}. What changes a trade answers only when the first attempts to notify the merchant are
 * over, so that a script need not wait. A merchant that calls from inside a notification would wait for itself; the call
 * then answers after two seconds.
 */
final class TradeApi {
    private static final Logger LOG = LoggerFactory.getLogger(TradeApi.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PATIENCE_WHEN_BUSY = Duration.ofSeconds(2);

    private final Accounts accounts;
    private final TradeBook book;
    private final Desk desk;
    private final Cashier cashier;
    private final CashierSessions sessions;
    private final ReturnUrl returnUrl;
    private final Notifier notifier;
    private final SandboxClock clock;

    TradeApi(
            Accounts accounts,
            TradeBook book,
            Desk desk,
            Cashier cashier,
            CashierSessions sessions,
            ReturnUrl returnUrl,
            Notifier notifier,
            SandboxClock clock) {
        this.accounts = accounts;
        this.book = book;
        this.desk = desk;
        this.cashier = cashier;
        this.sessions = sessions;
        this.returnUrl = returnUrl;
        this.notifier = notifier;
        this.clock = clock;
    }

    Reply list(ApiCall call) {
        String outTradeNo = call.get("out_trade_no");
        Paging paging = Paging.of(call.form());
        List<Trade> page = paging.of(
                        outTradeNo.isEmpty() ? book.before(paging.before()) : book.before(paging.before(), outTradeNo))
                .entries();
        return Reply.json(200, Json.of(page.stream().map(this::json).toList()));
    }

    Reply show(ApiCall call) {
        String tradeNo = call.path().get("trade_no");
        return book.find(tradeNo)
                .map(trade -> Reply.json(200, Json.of(shown(trade))))
                .orElseGet(() -> unknown(tradeNo));
    }

    Reply act(ApiCall call) {
        String tradeNo = call.path().get("trade_no");
        String name = call.path().get("action");
        Optional<Trade> trade = book.find(tradeNo);
        Optional<TradeAction> action = TradeAction.named(name);
        if (trade.isEmpty()) {
            return unknown(tradeNo);
        }
        if (action.isEmpty()) {
            return Problem.notFound("no action " + name + "; possible now: "
                    + trade.get().actions().stream().map(TradeAction::wireName).toList());
        }
        boolean busy = notifier.isBusyWith(tradeNo);
        Desk.Taken taken = desk.act(tradeNo, action.get(), new StepForm(call.form()));
        await(taken.delivered(), busy);
        return Reply.json(200, Json.of(json(taken.trade())));
    }

    /** Plays the buyer of the last request that the gateway accepted for {@code out_trade_no}. */
    Reply pay(ApiCall call) {
        Map<String, String> form = call.form();
        String outTradeNo = form.getOrDefault("out_trade_no", "");
        Optional<PayRequest> request = sessions.latest(form.getOrDefault("partner", ""), outTradeNo);
        if (request.isEmpty()) {
            return Problem.notFound("the gateway has accepted no request with out_trade_no " + outTradeNo
                    + " since the sandbox started: send the pay request first");
        }
        Optional<Reply> wrongMode = wrongMode(request.get(), form.getOrDefault("mode", ""));
        if (wrongMode.isPresent()) {
            return wrongMode.get();
        }
        Optional<Trade> trade = book.ofOrder(request.get().partner(), outTradeNo);
        boolean busy = trade.isPresent() && notifier.isBusyWith(trade.get().tradeNo());
        Cashier.Outcome outcome = cashier.pay(request.get(), choice(form, defaultBuyer(request.get(), trade)));
        if (outcome instanceof Cashier.Done done) {
            await(done.taken().delivered(), busy);
            return Reply.json(200, Json.of(paid(done.taken().trade().tradeNo())));
        }
        return Problem.refused(((Cashier.Refused) outcome).refusal());
    }

    private static Optional<Reply> wrongMode(PayRequest request, String mode) {
        if (!mode.isEmpty() && PaymentMode.named(mode).isEmpty()) {
            return Optional.of(Problem.badRequest("mode (" + mode + ") must be escrow or instant"));
        }
        return request.service()
                .mode()
                .filter(only -> !mode.isEmpty() && !mode.equals(only.wireName()))
                .map(only -> Problem.badRequest(
                        request.service().wireName() + " is always " + only.wireName() + ": leave mode out"));
    }

    /** With where the browser of its buyer would be sent now, once it is paid. */
    private Map<String, Object> shown(Trade trade) {
        Map<String, Object> json = json(trade);
        Optional<Trade> paid =
                Optional.of(trade).filter(each -> each.moments().paid().isPresent());
        paid.flatMap(returnUrl::withoutFault).ifPresent(url -> json.put("return_url", url));
        return json;
    }

    /** As it is after the notifications: a merchant may have moved it on already. */
    private Map<String, Object> paid(String tradeNo) {
        Trade trade = book.find(tradeNo).orElseThrow();
        Map<String, Object> json = json(trade);
        returnUrl.of(trade).ifPresent(url -> json.put("return_url", url));
        return json;
    }

    /** Who has logged in already, else whom the merchant named, else the first demo buyer. */
    private String defaultBuyer(PayRequest request, Optional<Trade> trade) {
        String named = request.buyerEmail().isEmpty() ? accounts.defaultBuyer().email() : request.buyerEmail();
        return trade.map(begun -> begun.buyer().email()).orElse(named);
    }

    private Cashier.Choice choice(Map<String, String> form, String usual) {
        String buyer = form.getOrDefault("buyer", usual);
        Receiver demo = accounts.addressOf(buyer);
        return new Cashier.Choice(
                buyer,
                form.getOrDefault("mode", ""),
                form.getOrDefault("logistics", ""),
                new Receiver(
                        form.getOrDefault("receive_name", demo.name()),
                        form.getOrDefault("receive_address", demo.address()),
                        form.getOrDefault("receive_zip", demo.zip()),
                        form.getOrDefault("receive_phone", demo.phone()),
                        form.getOrDefault("receive_mobile", demo.mobile())));
    }

    private static void await(CompletableFuture<?> delivered, boolean busy) {
        Duration limit = busy ? PATIENCE_WHEN_BUSY : PATIENCE;
        try {
            delivered.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.info("Answered before the notification was over, after {}", limit);
        } catch (ExecutionException e) {
            LOG.warn("A notification could not be sent", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> json(Trade trade) {
        return Json.trade(trade, clock.now());
    }

    private static Reply unknown(String tradeNo) {
        return Problem.notFound("no trade " + tradeNo + ": GET /sandbox/api/trades lists those there are");
    }
}
