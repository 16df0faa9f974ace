package com.alipay.sandbox.ui;

import com.alipay.i18n.Text;
import com.alipay.sandbox.cashier.CashierSessions;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.FaultRegistry;
import com.alipay.sandbox.fault.FaultTarget;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.Paging;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.Merchants;
import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.scheduling.SandboxClock;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.ActionParameters;
import com.alipay.sandbox.trade.IllegalTransitionException;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.Payment;
import com.alipay.sandbox.trade.Refund;
import com.alipay.sandbox.trade.RefundApplication;
import com.alipay.sandbox.trade.RefundStatus;
import com.alipay.sandbox.trade.Role;
import com.alipay.sandbox.trade.ShippingOption;
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
    public record Button(String id, String step, Text label) {}

    /** The actions of one side. */
    public record Panel(Role role, List<Button> buttons) {}

    /**
     * A trade in the list.
     *
     * @param refund null without a refund
     */
    public record Row(
            String tradeNo,
            String outTradeNo,
            String subject,
            String total,
            TradeStatus status,
            RefundStatus refund,
            Text mode,
            String created,
            boolean notificationFailed) {}

    /** A line about a trade: the key of its name, and its value. */
    public record Fact(String name, Text value) {}

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
            return templates.page(404, "notfound", Map.of("what", Texts.of("notfound.trade", path[0])));
        }
        return call.isPost() && path.length > 1
                ? act(
                        trade.get(),
                        path[1],
                        new ActionParameters(
                                call.parameters(StandardCharsets.UTF_8).asMap()))
                : page(trade.get(), Optional.empty());
    }

    private HttpResponse list(HttpRequest call) {
        try {
            Parameters asked = call.parameters(StandardCharsets.UTF_8);
            String search = asked.get("q").strip();
            Paging paging = Paging.of(asked.asMap());
            Paging.Page<Trade> page = paging.of(book.before(paging.before()).filter(trade -> isFoundBy(search, trade)));
            List<Row> rows = page.entries().stream().map(this::row).toList();
            return templates.page(
                    "trades",
                    Map.of(
                            "now",
                            ChinaTime.format(clock.now()),
                            "trades",
                            rows,
                            "search",
                            search,
                            "older",
                            page.more() ? paging.after(rows.get(rows.size() - 1).tradeNo()) : ""));
        } catch (IllegalArgumentException e) {
            return templates.page(404, "notfound", Map.of("what", Texts.of("notfound.page")));
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
            return page(trade, Optional.of(Texts.of("trade.no-action")));
        }
        try {
            desk.act(trade.tradeNo(), action.get(), form);
            return HttpResponse.redirect("/trades/" + trade.tradeNo());
        } catch (IllegalTransitionException e) {
            return page(e.trade(), Optional.of(Texts.of("trade.changed", Texts.of(action.get()))));
        } catch (IllegalArgumentException e) {
            return page(
                    trade,
                    Optional.of(Texts.of("trade.not-done", Texts.of(action.get()), advice(action.get(), trade))));
        }
    }

    private static Text advice(TradeAction action, Trade trade) {
        return switch (action) {
            case APPLY_REFUND -> Texts.of("advice.apply_refund", Money.format(trade.refundable()));
            case REFUND -> Texts.of("advice.refund", Money.format(trade.refundable()));
            case ADJUST_PRICE -> Texts.of("advice.adjust_price");
            case EXTEND_TIMEOUT -> Texts.of("advice.extend_timeout");
            default -> Texts.of("advice.other");
        };
    }

    private HttpResponse page(Trade trade, Optional<Text> message) {
        List<DeliveryAttempt> deliveries = notifier.deliveriesAbout(trade.tradeNo());
        boolean advanced = merchants.of(trade.request().partner()).contract().advancedInstant();
        return templates.page(
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
                        Map.entry("closesSilently", !notifier.notifiesClose(trade)),
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
                .map(role -> new Panel(role, buttons(trade, role)))
                .filter(panel -> !panel.buttons().isEmpty())
                .toList();
    }

    private static List<Button> buttons(Trade trade, Role role) {
        List<Button> buttons = new ArrayList<>();
        if (role == Role.BUYER && trade.status() == TradeStatus.WAIT_BUYER_PAY) {
            buttons.add(new Button("continue", "continue", Texts.of("trade.continue")));
        }
        trade.actions().stream()
                .filter(action -> action.roles().contains(role))
                .map(action -> new Button(
                        action.wireName() + (action.roles().get(0) == role ? "" : "-buyer"),
                        action.wireName(),
                        Texts.of(action)))
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
                trade.status(),
                trade.refund().map(Refund::status).orElse(null),
                trade.mode().map(Texts::of).orElse(Texts.of("trade.no-mode")),
                ChinaTime.format(trade.moments().created()),
                notificationFailed(trade));
    }

    private List<Fact> facts(Trade trade) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "service", trade.request().service().wireName());
        add(facts, "charset", trade.request().charsetName());
        add(facts, "description", trade.request().body());
        facts.add(new Fact("fact.amount", amount(trade)));
        add(facts, "shipping", trade.choice().filter(group -> !group.isNone()).map(TradePages::shipping));
        add(facts, "recipient", trade.receiver().name());
        add(facts, "address", trade.receiver().address());
        facts.add(new Fact("fact.buyer", account(trade.buyer())));
        facts.add(new Fact("fact.seller", account(trade.request().seller())));
        add(
                facts,
                "payment",
                trade.payment()
                        .map(Payment::bank)
                        .filter(bank -> !bank.isEmpty())
                        .map(bank -> Texts.of("fact.bank", bank)));
        add(facts, "paid", time(trade.moments().paid()));
        add(facts, "sent", time(trade.moments().sent()));
        add(facts, "overdue", trade.shippingDelay(clock.now()).map(Texts::of));
        add(facts, "transport", trade.transport().map(Texts::of));
        add(facts, "timer", trade.due().map(due -> Texts.of("fact.at", ChinaTime.format(due), atDue(trade))));
        add(facts, "refund", trade.refund().map(TradePages::refund));
        add(facts, "refunded", time(trade.refund().flatMap(Refund::succeeded)));
        add(facts, "closed", time(trade.moments().closed()));
        add(facts, "notify_url", trade.request().notifyUrl());
        add(facts, "return_url", trade.request().returnUrl());
        return facts;
    }

    private static void add(List<Fact> facts, String name, String value) {
        add(facts, name, Optional.of(value).filter(text -> !text.isEmpty()).map(Text::of));
    }

    private static void add(List<Fact> facts, String name, Optional<Text> value) {
        value.ifPresent(text -> facts.add(new Fact("fact." + name, text)));
    }

    private static Text amount(Trade trade) {
        PayRequest request = trade.request();
        Text sum = Texts.of(
                "fact.sum", Money.format(request.price()), request.quantity(), Money.format(request.discount()));
        return trade.isAdjusted() ? Texts.of("fact.adjusted", sum, Money.format(trade.adjustment())) : sum;
    }

    private static Text shipping(ShippingOption group) {
        return Texts.of("fact.fee", group.typeMeaning(), Money.format(group.fee()), group.paymentMeaning());
    }

    private static Text account(Account account) {
        return Texts.of("fact.account", account.email(), account.id());
    }

    /** Returns what the trade's timer will do. */
    private static Text atDue(Trade trade) {
        Trade then = trade.onTimeout(trade.due().orElseThrow());
        return trade.hasOpenRefund()
                ? then.refund().map(refund -> Texts.of(refund.status())).orElse(Text.NONE)
                : trade.status() == TradeStatus.WAIT_BUYER_CONFIRM_GOODS
                        ? Texts.of("fact.confirmed-by-timer")
                        : Texts.of(then.status());
    }

    private static Text refund(Refund refund) {
        RefundApplication asked = refund.application();
        String goods = asked.goesBack() ? "returned" : asked.goodsReceived() ? "kept" : "not-received";
        return Texts.of(
                "fact.refund-of",
                Money.format(asked.amount()),
                Texts.of("fact.goods-" + goods),
                Money.format(refund.refunded()));
    }

    private static String time(Optional<Instant> time) {
        return time.map(ChinaTime::format).orElse("");
    }
}
