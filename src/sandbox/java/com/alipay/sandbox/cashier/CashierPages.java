package com.alipay.sandbox.cashier;

import com.alipay.sandbox.desk.Resubmission;
import com.alipay.sandbox.error.ErrorCode;
import com.alipay.sandbox.error.ErrorPage;
import com.alipay.sandbox.error.Refusal;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.Receiver;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeBook;
import com.alipay.sandbox.trade.TradeStatus;
import com.alipay.sandbox.wire.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The cashier, {@code /cashier/…}. Names that programs may rely on:
 *
 * <ul>
 *   <li>form {@code id="cashier"}; radios {@code logistics} ({@code 0|1|2}), {@code mode} ({@code escrow|instant}, dual
 *       interface only), {@code buyer} (login name, empty for the one in {@code other_buyer}), {@code bank}; text fields
 *       {@code receive_name}, {@code receive_address}, {@code receive_zip}, {@code receive_phone}, {@code receive_mobile} (only if the
 *       merchant sent no name and address; a script puts in the address of the buyer chosen, unless somebody has typed another),
 *       {@code password}, {@code contact} (whoever pays without an account)
 *   <li>buttons {@code id="pay"} (确认无误，付款: logs in and pays), {@code id="login"} (only logs in, which begins the
 *       trade and leaves it unpaid) and {@code id="pay-guest"} (pays through a bank, without an account)
 *   <li>success page: {@code id="amount"}, link {@code id="return"} (点此跳转回商户), {@code id="countdown"}
 * </ul>
 *
 * <p>What the buyer typed wrong is told beside the field, with status 400. The link goes to {@code /cashier/{id}/return},
 * which redirects to the signed return address made at that moment.
 *
 * @tutorial 双功能 3.2, 3.3 / 担保 4.2, 4.3
 */
public final class CashierPages implements Handler {
    private final Templates templates;
    private final CashierSessions sessions;
    private final Cashier cashier;
    private final TradeBook book;
    private final ReturnUrl returnUrl;
    private final ErrorPage errors;

    public CashierPages(
            Templates templates,
            CashierSessions sessions,
            Cashier cashier,
            TradeBook book,
            ReturnUrl returnUrl,
            ErrorPage errors) {
        this.templates = templates;
        this.sessions = sessions;
        this.cashier = cashier;
        this.book = book;
        this.returnUrl = returnUrl;
        this.errors = errors;
    }

    @Override
    public Reply handle(Call call) {
        String[] path = call.segments();
        String id = path[0];
        Optional<PayRequest> request = sessions.find(id);
        if (request.isEmpty()) {
            return errors.reply(
                    Refusal.of(ErrorCode.EXTERFACE_INVOKE_CONTEXT_EXPIRED, "", "没有这个收银台页面，沙箱可能已经重启或清空"),
                    StandardCharsets.UTF_8);
        }
        String page = path.length > 1 ? path[1] : "";
        return switch (page) {
            case "paid" -> ofPaid(request.get(), trade -> Reply.html(paid(id, trade)));
            case "return" -> ofPaid(request.get(), this::back);
            default -> call.isPost() ? submit(id, request.get(), call) : show(id, request.get());
        };
    }

    private Reply show(String id, PayRequest request) {
        Optional<Trade> over = tradeOf(request).filter(trade -> trade.status() != TradeStatus.WAIT_BUYER_PAY);
        return over.map(trade -> refuse(Resubmission.notAllowed(trade), request))
                .orElseGet(() -> Reply.html(firstPage(view(id, request))));
    }

    private Reply submit(String id, PayRequest request, Call call) {
        Parameters form = call.parameters(StandardCharsets.UTF_8);
        if (!form.get("seal").equals(sessions.seal(id, request))) {
            return refuse(Refusal.tampered(), request);
        }
        Cashier.Outcome outcome = outcome(request, form);
        if (outcome instanceof Cashier.Refused refused) {
            return refused.refusal().isForTheBuyer()
                    ? Reply.html(
                            400, page(view(id, request), Filled.again(form, refused.refusal())), StandardCharsets.UTF_8)
                    : refuse(refused.refusal(), request);
        }
        return Reply.redirect("/cashier/" + id + (form.get("step").equals("login") ? "" : "/paid"));
    }

    private Cashier.Outcome outcome(PayRequest request, Parameters form) {
        String buyer = form.find("buyer").orElse(form.get("other_buyer"));
        return switch (form.get("step")) {
            case "login" -> cashier.login(request, buyer);
            case "guest" -> cashier.payAsGuest(request, choice(form, form.get("contact")), form.get("bank"));
            default -> cashier.pay(request, choice(form, buyer));
        };
    }

    private static Cashier.Choice choice(Parameters form, String buyer) {
        return new Cashier.Choice(
                buyer,
                form.get("mode"),
                form.get("logistics"),
                new Receiver(
                        form.get("receive_name").strip(),
                        form.get("receive_address").strip(),
                        form.get("receive_zip").strip(),
                        form.get("receive_phone").strip(),
                        form.get("receive_mobile").strip()));
    }

    private String firstPage(CashierView view) {
        Receiver own = cashier.addressOf(view.buyers().get(0));
        return page(view, Filled.firstTime(view.request().receiver().completedBy(own)));
    }

    private String page(CashierView view, Filled filled) {
        return templates.render("cashier", view.model(filled));
    }

    private CashierView view(String id, PayRequest request) {
        return new CashierView(
                id, sessions.seal(id, request), request, tradeOf(request), cashier.buyers(), cashier::addressOf);
    }

    private Reply ofPaid(PayRequest request, Function<Trade, Reply> page) {
        return tradeOf(request)
                .filter(trade -> trade.moments().paid().isPresent())
                .map(page)
                .orElseGet(() -> refuse(Refusal.of(ErrorCode.ILLEGAL_REQUEST, "", "这笔交易还没有付款"), request));
    }

    private Reply back(Trade trade) {
        return returnUrl.of(trade).map(Reply::redirect).orElseGet(() -> Reply.redirect("/trades/" + trade.tradeNo()));
    }

    private String paid(String id, Trade trade) {
        return templates.render(
                "paid",
                Map.of(
                        "id", id,
                        "tradeNo", trade.tradeNo(),
                        "outTradeNo", trade.request().outTradeNo(),
                        "subject", trade.request().subject(),
                        "seller", trade.request().seller().email(),
                        "escrow", !trade.isInstant(),
                        "mode", trade.mode().orElseThrow().meaning(),
                        "total", Money.format(trade.total()),
                        "returns", !trade.request().returnUrl().isEmpty()));
    }

    private Reply refuse(Refusal refusal, PayRequest request) {
        return errors.reply(refusal, request.charset());
    }

    private Optional<Trade> tradeOf(PayRequest request) {
        return book.ofOrder(request.partner(), request.outTradeNo());
    }
}
