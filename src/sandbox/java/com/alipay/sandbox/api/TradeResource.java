package com.alipay.sandbox.api;

import com.alipay.sandbox.cashier.Cashier;
import com.alipay.sandbox.cashier.CashierSessions;
import com.alipay.sandbox.cashier.ReturnUrlBuilder;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.Paging;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.scheduling.SandboxClock;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.ActionParameters;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.PaymentMode;
import com.alipay.sandbox.trade.Receiver;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeAction;
import com.alipay.sandbox.trade.TradeRepository;
import com.alipay.sandbox.trade.TradeService;
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
 * Resources {@code trades} and {@code pay}. A call that changes a trade answers after the first attempts to notify the merchant,
 * so that a script need not wait. A merchant that calls from inside its notification handler would wait for itself; such a call
 * answers after two seconds.
 */
final class TradeResource {
    private static final Logger LOG = LoggerFactory.getLogger(TradeResource.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PATIENCE_WHEN_BUSY = Duration.ofSeconds(2);

    private final Accounts accounts;
    private final TradeRepository book;
    private final TradeService desk;
    private final Cashier cashier;
    private final CashierSessions sessions;
    private final ReturnUrlBuilder returnUrl;
    private final NotificationService notifier;
    private final SandboxClock clock;

    TradeResource(
            Accounts accounts,
            TradeRepository book,
            TradeService desk,
            Cashier cashier,
            CashierSessions sessions,
            ReturnUrlBuilder returnUrl,
            NotificationService notifier,
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

    HttpResponse list(ApiRequest call) {
        String outTradeNo = call.get("out_trade_no");
        Paging paging = Paging.of(call.form());
        List<Trade> page = paging.of(
                        outTradeNo.isEmpty() ? book.before(paging.before()) : book.before(paging.before(), outTradeNo))
                .entries();
        return HttpResponse.json(200, Json.of(page.stream().map(this::json).toList()));
    }

    HttpResponse show(ApiRequest call) {
        String tradeNo = call.path().get("trade_no");
        return book.find(tradeNo)
                .map(trade -> HttpResponse.json(200, Json.of(shown(trade))))
                .orElseGet(() -> unknown(tradeNo));
    }

    HttpResponse execute(ApiRequest call) {
        String tradeNo = call.path().get("trade_no");
        String name = call.path().get("action");
        Optional<Trade> trade = book.find(tradeNo);
        Optional<TradeAction> action = TradeAction.named(name);
        if (trade.isEmpty()) {
            return unknown(tradeNo);
        }
        if (action.isEmpty()) {
            return ProblemDetail.notFound(Texts.of(
                    "problem.no-action",
                    name,
                    trade.get().actions().stream().map(TradeAction::wireName).toList()));
        }
        boolean busy = notifier.isBusyWith(tradeNo);
        TradeService.TransitionResult taken =
                desk.act(tradeNo, action.get(), new ActionParameters(call.form()).of(action.get()));
        awaitDelivery(taken.delivered(), busy);
        return HttpResponse.json(200, Json.of(json(taken.trade())));
    }

    /** Pays as the buyer of the last request that the gateway accepted for {@code out_trade_no}. */
    HttpResponse pay(ApiRequest call) {
        Map<String, String> form = call.form();
        String outTradeNo = form.getOrDefault("out_trade_no", "");
        Optional<PayRequest> request = sessions.latest(form.getOrDefault("partner", ""), outTradeNo);
        if (request.isEmpty()) {
            return ProblemDetail.notFound(Texts.of("problem.no-request", outTradeNo));
        }
        Optional<HttpResponse> wrongMode = wrongMode(request.get(), form.getOrDefault("mode", ""));
        if (wrongMode.isPresent()) {
            return wrongMode.get();
        }
        Optional<Trade> trade = book.ofOrder(request.get().partner(), outTradeNo);
        boolean busy = trade.isPresent() && notifier.isBusyWith(trade.get().tradeNo());
        Cashier.Outcome outcome = cashier.pay(request.get(), choice(form, defaultBuyer(request.get(), trade)));
        if (outcome instanceof Cashier.Done done) {
            awaitDelivery(done.taken().delivered(), busy);
            return HttpResponse.json(200, Json.of(paid(done.taken().trade().tradeNo())));
        }
        return ProblemDetail.refused(((Cashier.Refused) outcome).refusal());
    }

    private static Optional<HttpResponse> wrongMode(PayRequest request, String mode) {
        if (!mode.isEmpty() && PaymentMode.named(mode).isEmpty()) {
            return Optional.of(ProblemDetail.badRequest(Texts.of("value.mode", mode)));
        }
        return request.service()
                .mode()
                .filter(only -> !mode.isEmpty() && !mode.equals(only.wireName()))
                .map(only -> ProblemDetail.badRequest(
                        Texts.of("value.mode-settled", request.service().wireName(), only.wireName())));
    }

    /** Returns the trade's JSON, with the return address of the buyer's browser once it is paid. */
    private Map<String, Object> shown(Trade trade) {
        Map<String, Object> json = json(trade);
        Optional<Trade> paid =
                Optional.of(trade).filter(each -> each.moments().paid().isPresent());
        paid.flatMap(returnUrl::withoutFault).ifPresent(url -> json.put("return_url", url));
        return json;
    }

    /** Returns the trade after its notifications: the merchant may have changed it already. */
    private Map<String, Object> paid(String tradeNo) {
        Trade trade = book.find(tradeNo).orElseThrow();
        Map<String, Object> json = json(trade);
        returnUrl.of(trade).ifPresent(url -> json.put("return_url", url));
        return json;
    }

    /** Returns the buyer who has logged in, else the one the merchant named, else the first demo buyer. */
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

    private static void awaitDelivery(CompletableFuture<?> delivered, boolean busy) {
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

    private static HttpResponse unknown(String tradeNo) {
        return ProblemDetail.notFound(Texts.of("problem.no-trade", tradeNo));
    }
}
