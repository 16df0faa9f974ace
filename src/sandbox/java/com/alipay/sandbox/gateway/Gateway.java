package com.alipay.sandbox.gateway;

import com.alipay.sandbox.cashier.CashierSessions;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.ServerService;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.TradeRepository;
import com.alipay.sandbox.ui.ErrorPage;
import java.util.Set;

/**
 * Serves {@code gateway.do}: dispatches by {@code service}, validates a pay request and redirects its buyer to the cashier.
 * Errors are pages for browser services and XML for server services.
 */
public final class Gateway implements RequestHandler {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    private final RequestValidator common;
    private final PayRequestValidator checks;
    private final ServerServiceDispatcher services;
    private final NotifyVerifyService verify;
    private final CashierSessions sessions;
    private final ErrorPage errors;

    public Gateway(
            MerchantAccount merchant,
            Accounts accounts,
            TradeRepository book,
            AntiPhishingKeys keys,
            ServerServiceDispatcher services,
            NotifyVerifyService verify,
            CashierSessions sessions,
            ErrorPage errors) {
        this.common = new RequestValidator(merchant);
        this.checks = new PayRequestValidator(merchant, accounts, book, keys);
        this.services = services;
        this.verify = verify;
        this.sessions = sessions;
        this.errors = errors;
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        if (!METHODS.contains(call.method())) {
            return errors.reply(
                    GatewayRefusal.of(GatewayErrorCode.ILLEGAL_REQUEST, "", Texts.of("refusal.method", call.method())),
                    common.charsetOf(call));
        }
        String name = call.parameters(common.charsetOf(call)).get("service");
        return name.equals("notify_verify")
                ? verify.handle(call)
                : ServerService.named(name)
                        .map(service -> services.answer(service, call))
                        .orElseGet(() -> pay(call));
    }

    private HttpResponse pay(HttpRequest call) {
        PayRequestResult result = checks.examine(call);
        return result instanceof PayRequestResult.Accepted accepted
                ? HttpResponse.redirect("/cashier/" + sessions.open(accepted.request()))
                : errors.reply(((PayRequestResult.Refused) result).refusal(), common.charsetOf(call));
    }
}
