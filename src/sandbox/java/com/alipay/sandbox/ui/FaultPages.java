package com.alipay.sandbox.ui;

import com.alipay.i18n.Text;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.FaultRegistry;
import com.alipay.sandbox.fault.FaultRequest;
import com.alipay.sandbox.fault.FaultTarget;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.TradeRepository;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Serves {@code /faults}: every fault, what it does, how often it will still apply, and buttons to set it
 * ({@code set-NOTICE_LOST}) and to end it. A form posted from a trade's page, with its {@code trade_no}, redirects back there.
 */
public final class FaultPages implements RequestHandler {
    private final Templates templates;
    private final FaultRegistry faults;
    private final TradeRepository book;

    /** A kind of fault with the faults of that kind. */
    public record Group(Fault.Kind kind, List<Entry> entries) {}

    /** A fault as the page shows it. */
    public record Entry(Fault fault, List<Active> active) {}

    /** An active fault, in words. */
    public record Active(Fault name, Text meaning, Text where, Text left, String tradeNo, String outTradeNo) {}

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
            case "GET " -> page(200, Optional.empty());
            default -> templates.page(404, "notfound", Map.of("what", Texts.of("notfound.address")));
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
            return page(400, Optional.of(Texts.of("faults.not-set")));
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

    private HttpResponse page(int status, Optional<Text> message) {
        List<Active> active = faults.active().stream().map(FaultPages::active).toList();
        List<Group> groups = Arrays.stream(Fault.Kind.values())
                .map(kind -> new Group(
                        kind,
                        kind.faults().stream()
                                .map(fault -> entry(fault, active))
                                .toList()))
                .toList();
        return templates.page(status, "faults", Map.of("groups", groups, "active", active, "message", message));
    }

    private static Entry entry(Fault fault, List<Active> active) {
        return new Entry(
                fault, active.stream().filter(each -> each.name() == fault).toList());
    }

    private static Active active(FaultRegistry.Active active) {
        return new Active(
                active.fault(),
                Texts.of(active.fault()),
                where(active),
                active.left().isPresent()
                        ? Texts.of("faults.left", active.left().getAsInt())
                        : Texts.of("faults.without-end"),
                active.target().tradeNo(),
                active.target().outTradeNo());
    }

    private static Text where(FaultRegistry.Active active) {
        Text target = where(active.target());
        return switch (active.tradeStatus()) {
            case "" -> target;
            case FaultRegistry.ANY_STATUS -> Texts.of("faults.any-status", target);
            default -> Texts.of("faults.status", target, active.tradeStatus());
        };
    }

    private static Text where(FaultTarget target) {
        if (target.equals(FaultTarget.ANY)) {
            return Texts.of("faults.all-trades");
        }
        return target.tradeNo().isEmpty()
                ? Texts.of("delivery.order", target.outTradeNo())
                : Texts.of("delivery.trade", target.tradeNo());
    }
}
