package com.alipay.sandbox.cashier;

import com.alipay.sandbox.error.ErrorCode;
import com.alipay.sandbox.error.ErrorPage;
import com.alipay.sandbox.error.Refusal;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.trade.LogisticsGroup;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.PayService;
import com.alipay.sandbox.trade.Receiver;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeBook;
import com.alipay.sandbox.trade.TradeStatus;
import com.alipay.sandbox.wire.Parameters;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The cashier, {@code /cashier/…}. Names that programs may rely on:
 *
 * <ul>
 *   <li>form {@code id="cashier"}; radios {@code logistics} ({@code 0|1|2}), {@code mode} ({@code escrow|instant}, dual
 *       interface only), {@code buyer} (login name); text fields {@code receive_name}, {@code receive_address},
 *       {@code receive_zip}, {@code receive_mobile} (only if the merchant sent no name and address), {@code password}
 *   <li>buttons {@code id="pay"} (确认无误，付款: logs in and pays) and {@code id="login"} (only logs in, which begins the
 *       trade and leaves it unpaid)
 *   <li>success page: {@code id="amount"}, link {@code id="return"} (点此跳转回商户), {@code id="countdown"}
 * </ul>
 *
 * <p>The link goes to {@code /cashier/{id}/return}, which redirects to the signed return address made at that moment.
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

    /** A way of shipping as the page offers it. */
    public record Offer(int number, String title, String fee, String payer, String total) {}

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
        Optional<PayRequest> request = sessions.find(path[0]);
        if (request.isEmpty()) {
            return errors.reply(
                    Refusal.of(ErrorCode.EXTERFACE_INVOKE_CONTEXT_EXPIRED, "", "没有这个收银台页面，沙箱可能已经重启或清空"),
                    StandardCharsets.UTF_8);
        }
        String page = path.length > 1 ? path[1] : "";
        return switch (page) {
            case "paid" -> ofPaid(request.get(), trade -> Reply.html(paid(path[0], trade)));
            case "return" -> ofPaid(request.get(), this::back);
            default -> call.isPost() ? submit(path[0], request.get(), call) : show(path[0], request.get());
        };
    }

    private Reply show(String id, PayRequest request) {
        Optional<Trade> trade = tradeOf(request);
        boolean over = trade.isPresent() && trade.get().status() != TradeStatus.WAIT_BUYER_PAY;
        return over
                ? refuse(
                        Refusal.of(
                                ErrorCode.TRADE_NOT_ALLOWED_PAY,
                                "out_trade_no",
                                "交易 " + trade.get().tradeNo() + " 现在的状态是 "
                                        + trade.get().status()),
                        request)
                : Reply.html(templates.render("cashier", model(id, request, trade)));
    }

    private Reply submit(String id, PayRequest request, Call call) {
        Parameters form = call.parameters(StandardCharsets.UTF_8);
        if (!form.get("seal").equals(sessions.seal(id, request))) {
            return refuse(Refusal.tampered(), request);
        }
        boolean onlyLogin = form.get("step").equals("login");
        Cashier.Outcome outcome = onlyLogin
                ? cashier.login(request, form.get("buyer"))
                : cashier.pay(
                        request,
                        new Cashier.Choice(form.get("buyer"), form.get("mode"), form.get("logistics"), receiver(form)));
        return outcome instanceof Cashier.Refused refused
                ? refuse(refused.refusal(), request)
                : Reply.redirect("/cashier/" + id + (onlyLogin ? "" : "/paid"));
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

    private Map<String, Object> model(String id, PayRequest request, Optional<Trade> trade) {
        BigDecimal first = request.total(request.groups().get(0)).add(adjustment(trade));
        Map<String, Object> model = new HashMap<>();
        model.put("id", id);
        model.put("seal", sessions.seal(id, request));
        model.put("request", request);
        model.put("price", Money.format(request.price()));
        model.put("discount", Money.format(request.discount().add(adjustment(trade))));
        model.put("adjusted", trade.filter(Trade::isAdjusted).isPresent());
        model.put("offers", offers(request, adjustment(trade)));
        model.put("dual", request.service() == PayService.DUAL);
        model.put("escrowPossible", first.compareTo(Money.MAX) <= 0);
        model.put("total", Money.format(first));
        model.put("asksAddress", !request.receiver().isComplete());
        List<String> buyers = buyers(request, trade);
        model.put("receiver", cashier.addressOf(buyers.get(0)));
        model.put("buyers", buyers);
        model.put("tradeNo", trade.map(Trade::tradeNo).orElse(""));
        return model;
    }

    /** What the seller has added to the price since the order was placed. */
    private static BigDecimal adjustment(Optional<Trade> trade) {
        return trade.map(Trade::adjustment).orElse(Money.ZERO);
    }

    private static List<Offer> offers(PayRequest request, BigDecimal adjustment) {
        return IntStream.range(0, request.groups().size())
                .mapToObj(number -> {
                    LogisticsGroup group = request.groups().get(number);
                    return new Offer(
                            number,
                            group.typeMeaning(),
                            Money.format(group.fee()),
                            group.paymentMeaning(),
                            Money.format(request.total(group).add(adjustment)));
                })
                .toList();
    }

    /** Who can log in: the trade's buyer once there is one, otherwise the one the merchant named and those configured. */
    private List<String> buyers(PayRequest request, Optional<Trade> trade) {
        if (trade.isPresent()) {
            return List.of(trade.get().buyer().email());
        }
        LinkedHashSet<String> names = new LinkedHashSet<>();
        if (!request.buyerEmail().isEmpty()) {
            names.add(request.buyerEmail());
        }
        names.addAll(cashier.buyers());
        names.add(request.seller().email());
        return List.copyOf(names);
    }

    private static Receiver receiver(Parameters form) {
        return new Receiver(
                form.get("receive_name").strip(),
                form.get("receive_address").strip(),
                form.get("receive_zip").strip(),
                form.get("receive_phone").strip(),
                form.get("receive_mobile").strip());
    }
}
