package com.alipay.sandbox.ui;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.FaultRegistry;
import com.alipay.sandbox.fault.FaultRequest;
import com.alipay.sandbox.fault.FaultTarget;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.trade.TradeRepository;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Serves {@code /faults}: every fault, what it does, how often it will still apply, and buttons to set it
 * ({@code set-NOTICE_LOST}) and to end it. A form posted from a trade's page, with its {@code trade_no}, redirects back there.
 */
public final class FaultPages implements RequestHandler {
    private final Templates templates;
    private final FaultRegistry faults;
    private final TradeRepository book;

    /** A kind of fault with the faults of that kind. */
    public record Group(String meaning, List<Entry> entries) {}

    /** A fault as the page shows it. */
    public record Entry(String name, String meaning, String explanation, List<Active> active) {}

    /** An active fault, in words. */
    public record Active(String name, String meaning, String where, String left, String tradeNo, String outTradeNo) {}

    public FaultPages(Templates templates, FaultRegistry faults, TradeRepository book) {
        this.templates = templates;
        this.faults = faults;
        this.book = book;
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        Map<String, String> form = call.parameters(StandardCharsets.UTF_8).asMap();
        return switch (call.method() + " " + call.path()) {
            case "POST " -> set(form);
            case "POST clear" -> end(form);
            case "POST clear-all" -> endAll();
            case "GET " -> HttpResponse.html(page(""));
            default ->
                HttpResponse.html(404, templates.render("notfound", Map.of("what", "这个地址")), StandardCharsets.UTF_8);
        };
    }

    /** Returns the active faults that are limited to that trade. */
    static List<Active> of(FaultTarget trade, FaultRegistry faults) {
        return faults.active().stream()
                .filter(each -> !each.target().equals(FaultTarget.ANY))
                .filter(each -> each.target().tradeNo().equals(trade.tradeNo())
                        || each.target().outTradeNo().equals(trade.outTradeNo()))
                .map(FaultPages::active)
                .toList();
    }

    private HttpResponse set(Map<String, String> values) {
        try {
            FaultRequest form = FaultRequest.read(values);
            faults.add(form.fault(), form.target(), form.times(), form.tradeStatus());
            return back(form.target());
        } catch (IllegalArgumentException e) {
            return HttpResponse.html(400, page("没有设置：次数要写 1 到 999999 的整数，或者留空表示一直出错"), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse end(Map<String, String> values) {
        FaultTarget target = FaultRequest.target(values);
        Fault.named(values.getOrDefault("fault", "")).ifPresent(fault -> faults.end(fault, target));
        return back(target);
    }

    private HttpResponse endAll() {
        faults.clear();
        return back(FaultTarget.ANY);
    }

    private HttpResponse back(FaultTarget target) {
        return HttpResponse.redirect(book.find(target.tradeNo())
                .map(trade -> "/trades/" + trade.tradeNo())
                .orElse("/faults"));
    }

    private String page(String message) {
        List<Active> active = faults.active().stream().map(FaultPages::active).toList();
        List<Group> groups = Arrays.stream(Fault.Kind.values())
                .map(kind -> new Group(
                        kind.meaning(),
                        kind.faults().stream()
                                .map(fault -> entry(fault, active))
                                .toList()))
                .toList();
        return templates.render("faults", Map.of("groups", groups, "active", active, "message", message));
    }

    private static Entry entry(Fault fault, List<Active> active) {
        return new Entry(
                fault.name(),
                fault.meaning(),
                fault.explanation(),
                active.stream().filter(each -> each.name().equals(fault.name())).toList());
    }

    private static Active active(FaultRegistry.Active active) {
        return new Active(
                active.fault().name(),
                active.fault().meaning(),
                where(active.target()) + status(active.tradeStatus()),
                active.left().isPresent() ? "还会出现 " + active.left().getAsInt() + " 次" : "一直出错",
                active.target().tradeNo(),
                active.target().outTradeNo());
    }

    private static String status(String tradeStatus) {
        return switch (tradeStatus) {
            case "" -> "";
            case FaultRegistry.ANY_STATUS -> "，所有状态的通知";
            default -> "，" + tradeStatus + " 的通知";
        };
    }

    private static String where(FaultTarget target) {
        if (target.equals(FaultTarget.ANY)) {
            return "所有交易";
        }
        return target.tradeNo().isEmpty() ? "订单 " + target.outTradeNo() : "交易 " + target.tradeNo();
    }
}
