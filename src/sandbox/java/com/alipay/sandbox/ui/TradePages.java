package com.alipay.sandbox.ui;

import com.alipay.sandbox.cashier.CashierSessions;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.FaultRegistry;
import com.alipay.sandbox.fault.FaultTarget;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.Paging;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.merchant.Merchants;
import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.scheduling.SandboxClock;
import com.alipay.sandbox.trade.ActionParameters;
import com.alipay.sandbox.trade.IllegalTransitionException;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.Payment;
import com.alipay.sandbox.trade.PaymentMode;
import com.alipay.sandbox.trade.Refund;
import com.alipay.sandbox.trade.RefundApplication;
import com.alipay.sandbox.trade.Role;
import com.alipay.sandbox.trade.ShippingDelay;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeAction;
import com.alipay.sandbox.trade.TradeRepository;
import com.alipay.sandbox.trade.TradeService;
import com.alipay.sandbox.trade.TradeStatus;
import com.alipay.sandbox.trade.TransportType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Serves {@code /trades} and {@code /trades/{trade_no}}: what buyer and seller see and can do, each in a separate panel. A button
 * is shown only while its action is allowed; its id is the action's name, such as {@code send_goods}, with the suffix
 * {@code -buyer} where the action is usually the seller's. {@code continue} takes the buyer of an unpaid trade back to the
 * cashier. The list shows 100 trades; {@code older} leads to earlier ones.
 */
public final class TradePages implements RequestHandler {
    private final Templates templates;
    private final TradeRepository book;
    private final TradeService desk;
    private final NotificationService notifier;
    private final CashierSessions sessions;
    private final FaultRegistry faults;
    private final SandboxClock clock;
    private final Merchants merchants;

    /** A button and its action. */
    public record Button(String id, String step, String label) {}

    /** The actions of one side. */
    public record Panel(String role, List<Button> buttons) {}

    /** A trade in the list. */
    public record Row(
            String tradeNo,
            String outTradeNo,
            String subject,
            String total,
            String status,
            String meaning,
            String refund,
            String refundMeaning,
            String mode,
            String created,
            boolean notificationFailed) {}

    /**
     * @param sessions creates the cashier page for a buyer who continues an unpaid trade
     * @param merchants their contracts decide what an instant payment can become
     */
    public TradePages(
            Templates templates,
            TradeRepository book,
            TradeService desk,
            NotificationService notifier,
            CashierSessions sessions,
            FaultRegistry faults,
            SandboxClock clock,
            Merchants merchants) {
        this.templates = templates;
        this.book = book;
        this.desk = desk;
        this.notifier = notifier;
        this.sessions = sessions;
        this.faults = faults;
        this.clock = clock;
        this.merchants = merchants;
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        String[] path = call.segments();
        if (path[0].isEmpty()) {
            return list(call);
        }
        Optional<Trade> trade = book.find(path[0]);
        if (trade.isEmpty()) {
            return HttpResponse.html(
                    404, templates.render("notfound", Map.of("what", "交易 " + path[0])), StandardCharsets.UTF_8);
        }
        return call.isPost() && path.length > 1
                ? act(
                        trade.get(),
                        path[1],
                        new ActionParameters(
                                call.parameters(StandardCharsets.UTF_8).asMap()))
                : HttpResponse.html(page(trade.get(), ""));
    }

    private HttpResponse list(HttpRequest call) {
        try {
            Parameters asked = call.parameters(StandardCharsets.UTF_8);
            String search = asked.get("q").strip();
            Paging paging = Paging.of(asked.asMap());
            Paging.Page<Trade> page = paging.of(book.before(paging.before()).filter(trade -> isFoundBy(search, trade)));
            List<Row> rows = page.entries().stream().map(this::row).toList();
            return HttpResponse.html(templates.render(
                    "trades",
                    Map.of(
                            "now",
                            ChinaTime.format(clock.now()),
                            "trades",
                            rows,
                            "search",
                            search,
                            "older",
                            page.more() ? paging.after(rows.get(rows.size() - 1).tradeNo()) : "")));
        } catch (IllegalArgumentException e) {
            return HttpResponse.html(
                    404, templates.render("notfound", Map.of("what", "交易的这一页")), StandardCharsets.UTF_8);
        }
    }

    /** Searches in the numbers, the goods and the buyer's login name, ignoring case. */
    private static boolean isFoundBy(String search, Trade trade) {
        String text = String.join(
                "\n",
                trade.tradeNo(),
                trade.request().outTradeNo(),
                trade.request().subject(),
                trade.buyer().email());
        return text.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
    }

    private HttpResponse act(Trade trade, String name, ActionParameters form) {
        if (name.equals("continue")) {
            return HttpResponse.redirect("/cashier/" + sessions.open(trade.request()));
        }
        Optional<TradeAction> action = TradeAction.named(name);
        if (action.isEmpty()) {
            return HttpResponse.html(page(trade, "没有这个操作"));
        }
        try {
            desk.act(trade.tradeNo(), action.get(), form);
            return HttpResponse.redirect("/trades/" + trade.tradeNo());
        } catch (IllegalTransitionException e) {
            return HttpResponse.html(
                    page(e.trade(), "交易状态已经变化，现在不能" + action.get().label()));
        } catch (IllegalArgumentException e) {
            return HttpResponse.html(page(trade, "没有" + action.get().label() + "：" + advice(action.get(), trade)));
        }
    }

    private static String advice(TradeAction action, Trade trade) {
        return switch (action) {
            case APPLY_REFUND ->
                "退款金额从 0.01 到 " + Money.format(trade.refundable()) + " 元，最多两位小数；发货之前只能全额退款；没有收到的货不能退回。";
            case REFUND -> "退款金额从 0.01 到 " + Money.format(trade.refundable()) + " 元，最多两位小数。";
            case ADJUST_PRICE -> "新的总价要大于运费，最多两位小数；担保交易最高 1000000.00 元。";
            case EXTEND_TIMEOUT -> "请选择 3、5、7 或 10 天。";
            default -> "填写的内容不正确。";
        };
    }

    private String page(Trade trade, String message) {
        List<DeliveryAttempt> deliveries = notifier.deliveriesAbout(trade.tradeNo());
        boolean advanced = merchants.of(trade.request().partner()).contract().advancedInstant();
        return templates.render(
                "trade",
                Map.ofEntries(
                        Map.entry("graph", StatusDiagram.of(trade, advanced)),
                        Map.entry("timeline", NotificationTimeline.of(deliveries, notifier)),
                        Map.entry("row", row(trade)),
                        Map.entry("now", ChinaTime.format(clock.now())),
                        Map.entry("refundable", Money.format(trade.refundable())),
                        Map.entry("shipped", trade.moments().sent().isPresent()),
                        Map.entry("facts", facts(trade)),
                        Map.entry("panels", panels(trade)),
                        Map.entry("transports", TransportType.values()),
                        Map.entry("warnings", trade.request().warnings()),
                        Map.entry("message", message),
                        Map.entry("faults", FaultPages.of(FaultTarget.of(trade), faults)),
                        Map.entry("kinds", Fault.Kind.values()),
                        Map.entry(
                                "deliveries",
                                deliveries.stream()
                                        .map(each -> DeliveryRow.of(each, notifier))
                                        .toList())));
    }

    private static List<Panel> panels(Trade trade) {
        return Arrays.stream(Role.values())
                .map(role -> new Panel(role.meaning(), buttons(trade, role)))
                .filter(panel -> !panel.buttons().isEmpty())
                .toList();
    }

    private static List<Button> buttons(Trade trade, Role role) {
        List<Button> buttons = new ArrayList<>();
        if (role == Role.BUYER && trade.status() == TradeStatus.WAIT_BUYER_PAY) {
            buttons.add(new Button("continue", "continue", "继续付款"));
        }
        trade.actions().stream()
                .filter(action -> action.roles().contains(role))
                .map(action -> new Button(
                        action.wireName() + (action.roles().get(0) == role ? "" : "-buyer"),
                        action.wireName(),
                        action.label()))
                .forEach(buttons::add);
        return buttons;
    }

    /** Returns whether the latest attempt of one of its notifications was not acknowledged. */
    private boolean notificationFailed(Trade trade) {
        Set<String> seen = new HashSet<>();
        return notifier.deliveriesAbout(trade.tradeNo()).stream()
                .filter(latest -> seen.add(latest.notifyId()))
                .anyMatch(latest -> notifier.isOpen(latest));
    }

    private Row row(Trade trade) {
        return new Row(
                trade.tradeNo(),
                trade.request().outTradeNo(),
                trade.request().subject(),
                Money.format(trade.total()),
                trade.status().name(),
                trade.status().meaning(),
                trade.refund().map(refund -> refund.status().name()).orElse(""),
                trade.refund().map(refund -> refund.status().meaning()).orElse(""),
                trade.mode().map(PaymentMode::meaning).orElse("买家尚未选择"),
                ChinaTime.format(trade.moments().created()),
                notificationFailed(trade));
    }

    private Map<String, String> facts(Trade trade) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("接口", trade.request().service().wireName());
        facts.put("字符编码", trade.request().charsetName());
        facts.put("商品描述", trade.request().body());
        facts.put(
                "金额",
                Money.format(trade.request().price()) + " × " + trade.request().quantity() + "，折扣 "
                        + Money.format(trade.request().discount())
                        + (trade.isAdjusted() ? "，卖家改价 " + Money.format(trade.adjustment()) : ""));
        facts.put(
                "物流",
                trade.choice()
                        .filter(group -> !group.isNone())
                        .map(group ->
                                group.typeMeaning() + " " + Money.format(group.fee()) + " 元，" + group.paymentMeaning())
                        .orElse(""));
        facts.put("收货人", trade.receiver().name());
        facts.put("收货地址", trade.receiver().address());
        facts.put("买家", trade.buyer().email() + "（" + trade.buyer().id() + "）");
        facts.put(
                "卖家",
                trade.request().seller().email() + "（"
                        + trade.request().seller().id() + "）");
        facts.put(
                "付款方式",
                trade.payment()
                        .map(Payment::bank)
                        .map(bank -> bank.isEmpty() ? "" : bank + "（非会员）")
                        .orElse(""));
        facts.put("付款时间", time(trade.moments().paid()));
        facts.put("发货时间", time(trade.moments().sent()));
        facts.put(
                "发货期限",
                trade.shippingDelay(clock.now()).map(ShippingDelay::meaning).orElse(""));
        facts.put("发货方式", trade.transport().map(TransportType::meaning).orElse(""));
        trade.due().ifPresent(due -> facts.put("自动进行", ChinaTime.format(due) + " " + atDue(trade)));
        facts.put("退款", trade.refund().map(TradePages::refund).orElse(""));
        facts.put("退款时间", time(trade.refund().flatMap(Refund::succeeded)));
        facts.put("结束时间", time(trade.moments().closed()));
        facts.put("notify_url", trade.request().notifyUrl());
        facts.put("return_url", trade.request().returnUrl());
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    /** Returns what the trade's timer will do. */
    private static String atDue(Trade trade) {
        Trade then = trade.onTimeout(trade.due().orElseThrow());
        return trade.hasOpenRefund()
                ? then.refund().map(refund -> refund.status().meaning()).orElse("")
                : trade.status() == TradeStatus.WAIT_BUYER_CONFIRM_GOODS
                        ? "自动确认收货"
                        : then.status().meaning();
    }

    private static String refund(Refund refund) {
        RefundApplication asked = refund.application();
        String goods = asked.goesBack() ? "，已收到货，要退货" : asked.goodsReceived() ? "，已收到货，不退货" : "，没有收到货";
        return "申请 " + Money.format(asked.amount()) + " 元" + goods + "；已退给买家 " + Money.format(refund.refunded()) + " 元";
    }

    private static String time(Optional<Instant> time) {
        return time.map(ChinaTime::format).orElse("");
    }
}
