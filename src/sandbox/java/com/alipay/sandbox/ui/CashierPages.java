package com.alipay.sandbox.ui;

import com.alipay.sandbox.cashier.Cashier;
import com.alipay.sandbox.cashier.CashierSessions;
import com.alipay.sandbox.cashier.ReturnUrlBuilder;
import com.alipay.sandbox.gateway.DuplicateOrderValidator;
import com.alipay.sandbox.gateway.GatewayErrorCode;
import com.alipay.sandbox.gateway.GatewayRefusal;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.Receiver;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeRepository;
import com.alipay.sandbox.trade.TradeStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Serves the cashier, {@code /cashier/…}. Names that programs may rely on:
 *
 * <ul>
 *   <li>form {@code id="cashier"}; radios {@code logistics} ({@code 0|1|2}), {@code mode} ({@code escrow|instant}, dual
 *       interface only), {@code buyer} (login name, empty for the one in {@code other_buyer}), {@code bank}; text fields
 *       {@code receive_name}, {@code receive_address}, {@code receive_zip}, {@code receive_phone}, {@code receive_mobile}
 *       (only if the merchant sent no name and address; a script fills in the chosen buyer's address, unless somebody has typed
 *       another), {@code password}, {@code contact} (buyer without an account)
 *   <li>buttons {@code id="pay"} (确认无误，付款: logs in and pays), {@code id="login"} (only logs in, which begins the
 *       trade and leaves it unpaid) and {@code id="pay-guest"} (pays through a bank, without an account)
 *   <li>success page: {@code id="amount"}, link {@code id="return"} (点此跳转回商户), {@code id="countdown"}
 * </ul>
 *
 * <p>An invalid field is explained next to it, with status 400. The link goes to {@code /cashier/{id}/return}, which redirects to
 * the signed return address, built at that moment.
 *
 * @tutorial 双功能 3.2, 3.3 / 担保 4.2, 4.3
 */
public final class CashierPages implements RequestHandler {
    private final Templates templates;
    private final CashierSessions sessions;
    private final Cashier cashier;
    private final TradeRepository book;
    private final ReturnUrlBuilder returnUrl;
    private final ErrorPage errors;

    public CashierPages(
            Templates templates,
            CashierSessions sessions,
            Cashier cashier,
            TradeRepository book,
            ReturnUrlBuilder returnUrl,
            ErrorPage errors) {
        this.templates = templates;
        this.sessions = sessions;
        this.cashier = cashier;
        this.book = book;
        this.returnUrl = returnUrl;
        this.errors = errors;
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        String[] path = call.segments();
        String id = path[0];
        Optional<PayRequest> request = sessions.find(id);
        if (request.isEmpty()) {
            return errors.reply(
                    GatewayRefusal.of(
                            GatewayErrorCode.EXTERFACE_INVOKE_CONTEXT_EXPIRED, "", Texts.of("refusal.no-cashier")),
                    StandardCharsets.UTF_8);
        }
        String page = path.length > 1 ? path[1] : "";
        return switch (page) {
            case "paid" -> ofPaid(request.get(), trade -> paid(id, trade));
            case "return" -> ofPaid(request.get(), this::back);
            default -> call.isPost() ? submit(id, request.get(), call) : show(id, request.get());
        };
    }

    private HttpResponse show(String id, PayRequest request) {
        Optional<Trade> over = tradeOf(request).filter(trade -> trade.status() != TradeStatus.WAIT_BUYER_PAY);
        return over.map(trade -> refuse(DuplicateOrderValidator.notAllowed(trade), request))
                .orElseGet(() -> firstPage(view(id, request)));
    }

    private HttpResponse submit(String id, PayRequest request, HttpRequest call) {
        Parameters form = call.parameters(StandardCharsets.UTF_8);
        if (!form.get("seal").equals(sessions.seal(id, request))) {
            return refuse(GatewayRefusal.tampered(), request);
        }
        Cashier.Outcome outcome = outcome(request, form);
        if (outcome instanceof Cashier.Refused refused) {
            return refused.refusal().isForTheBuyer()
                    ? page(400, view(id, request), CashierFormModel.again(form, refused.refusal()))
                    : refuse(refused.refusal(), request);
        }
        return HttpResponse.redirect("/cashier/" + id + (form.get("step").equals("login") ? "" : "/paid"));
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

    private HttpResponse firstPage(CashierPageModel view) {
        Receiver own = cashier.addressOf(view.buyers().get(0));
        return page(
                200, view, CashierFormModel.firstTime(view.request().receiver().completedBy(own)));
    }

    private HttpResponse page(int status, CashierPageModel view, CashierFormModel filled) {
        return templates.page(status, "cashier", view.model(filled));
    }

    private CashierPageModel view(String id, PayRequest request) {
        return new CashierPageModel(
                id, sessions.seal(id, request), request, tradeOf(request), cashier.buyers(), cashier::addressOf);
    }

    private HttpResponse ofPaid(PayRequest request, Function<Trade, HttpResponse> page) {
        return tradeOf(request)
                .filter(trade -> trade.moments().paid().isPresent())
                .map(page)
                .orElseGet(() -> refuse(
                        GatewayRefusal.of(GatewayErrorCode.ILLEGAL_REQUEST, "", Texts.of("refusal.not-paid")),
                        request));
    }

    private HttpResponse back(Trade trade) {
        return returnUrl
                .of(trade)
                .map(HttpResponse::redirect)
                .orElseGet(() -> HttpResponse.redirect("/trades/" + trade.tradeNo()));
    }

    private HttpResponse paid(String id, Trade trade) {
        return templates.page(
                "paid",
                Map.of(
                        "id", id,
                        "tradeNo", trade.tradeNo(),
                        "outTradeNo", trade.request().outTradeNo(),
                        "subject", trade.request().subject(),
                        "seller", trade.request().seller().email(),
                        "escrow", !trade.isInstant(),
                        "mode", trade.mode().orElseThrow(),
                        "total", Money.format(trade.total()),
                        "returns", !trade.request().returnUrl().isEmpty()));
    }

    private HttpResponse refuse(GatewayRefusal refusal, PayRequest request) {
        return errors.reply(refusal, request.charset());
    }

    private Optional<Trade> tradeOf(PayRequest request) {
        return book.ofOrder(request.partner(), request.outTradeNo());
    }
}
