package com.alipay.sandbox.gateway;

import com.alipay.sandbox.account.Accounts;
import com.alipay.sandbox.account.MerchantAccount;
import com.alipay.sandbox.account.ServerService;
import com.alipay.sandbox.cashier.CashierSessions;
import com.alipay.sandbox.error.ErrorCode;
import com.alipay.sandbox.error.ErrorPage;
import com.alipay.sandbox.error.Refusal;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.trade.TradeBook;
import java.util.Set;

/**
 * {@code gateway.do}: dispatches by {@code service}, checks a pay request and sends its buyer to the cashier. What is wrong
 * with a service for browsers is told as a page, with one for servers as XML.
 */
public final class Gateway implements Handler {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    private final RequestChecks common;
    private final PayRequestChecks checks;
    private final ServerServices services;
    private final NotifyVerify verify;
    private final CashierSessions sessions;
    private final ErrorPage errors;

    public Gateway(
            MerchantAccount merchant,
            Accounts accounts,
            TradeBook book,
            AntiPhishingKeys keys,
            ServerServices services,
            NotifyVerify verify,
            CashierSessions sessions,
            ErrorPage errors) {
        this.common = new RequestChecks(merchant);
        this.checks = new PayRequestChecks(merchant, accounts, book, keys);
        this.services = services;
        this.verify = verify;
        this.sessions = sessions;
        this.errors = errors;
    }

    @Override
    public Reply handle(Call call) {
        if (!METHODS.contains(call.method())) {
            return errors.reply(
                    Refusal.of(ErrorCode.ILLEGAL_REQUEST, "", "收到的是 " + call.method() + " 请求"), common.charsetOf(call));
        }
        String name = call.parameters(common.charsetOf(call)).get("service");
        return name.equals("notify_verify")
                ? verify.handle(call)
                : ServerService.named(name)
                        .map(service -> services.answer(service, call))
                        .orElseGet(() -> pay(call));
    }

    private Reply pay(Call call) {
        Examination result = checks.examine(call);
        return result instanceof Examination.Accepted accepted
                ? Reply.redirect("/cashier/" + sessions.open(accepted.request()))
                : errors.reply(((Examination.Refused) result).refusal(), common.charsetOf(call));
    }
}
