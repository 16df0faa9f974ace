package com.alipay.sandbox.gateway;

import com.alipay.sandbox.account.Accounts;
import com.alipay.sandbox.account.MerchantAccount;
import com.alipay.sandbox.cashier.CashierSessions;
import com.alipay.sandbox.error.ErrorPage;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.trade.TradeBook;

/** {@code gateway.do}: dispatches by {@code service}, checks a pay request and sends its buyer to the cashier. */
public final class Gateway implements Handler {
    private final PayRequestChecks checks;
    private final NotifyVerify verify;
    private final CashierSessions sessions;
    private final ErrorPage errors;

    public Gateway(
            MerchantAccount merchant,
            Accounts accounts,
            TradeBook book,
            NotifyVerify verify,
            CashierSessions sessions,
            ErrorPage errors) {
        this.checks = new PayRequestChecks(merchant, accounts, book);
        this.verify = verify;
        this.sessions = sessions;
        this.errors = errors;
    }

    @Override
    public Reply handle(Call call) {
        if (call.parameters(PayRequestChecks.charsetOf(call)).get("service").equals("notify_verify")) {
            return verify.handle(call);
        }
        Examination result = checks.examine(call);
        return result instanceof Examination.Accepted accepted
                ? Reply.redirect("/cashier/" + sessions.open(accepted.request()))
                : errors.reply(((Examination.Refused) result).refusal(), PayRequestChecks.charsetOf(call));
    }
}
