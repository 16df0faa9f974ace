package com.alipay.sandbox.people;

import com.alipay.sandbox.clock.ChinaTime;
import com.alipay.sandbox.desk.Desk;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.notifier.Notifier;
import com.alipay.sandbox.trade.IllegalStep;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PaymentMode;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeAction;
import com.alipay.sandbox.trade.TradeBook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /trades} and {@code /trades/{trade_no}}: what buyer and seller see and can do. A button is shown only while its
 * step is legal; its id is the step's name, such as {@code send_goods}.
 */
public final class TradePages implements Handler {
    private final Templates templates;
    private final TradeBook book;
    private final Desk desk;
    private final Notifier notifier;

    /** A trade as the list shows it. */
    public record Row(
            String tradeNo,
            String outTradeNo,
            String subject,
            String total,
            String status,
            String meaning,
            String mode,
            String created) {}

    public TradePages(Templates templates, TradeBook book, Desk desk, Notifier notifier) {
        this.templates = templates;
        this.book = book;
        this.desk = desk;
        this.notifier = notifier;
    }

    @Override
    public Reply handle(Call call) {
        String[] path = call.segments();
        if (path[0].isEmpty()) {
            List<Row> rows = book.all().stream().map(TradePages::row).toList();
            return Reply.html(templates.render("trades", Map.of("trades", rows)));
        }
        Optional<Trade> trade = book.find(path[0]);
        if (trade.isEmpty()) {
            return Reply.html(
                    404, templates.render("notfound", Map.of("what", "交易 " + path[0])), StandardCharsets.UTF_8);
        }
        return call.isPost() && path.length > 1 ? act(trade.get(), path[1]) : Reply.html(page(trade.get(), ""));
    }

    private Reply act(Trade trade, String name) {
        Optional<TradeAction> action = TradeAction.named(name);
        if (action.isEmpty()) {
            return Reply.html(page(trade, "没有这个操作"));
        }
        try {
            desk.act(trade.tradeNo(), action.get());
            return Reply.redirect("/trades/" + trade.tradeNo());
        } catch (IllegalStep e) {
            return Reply.html(page(e.trade(), "交易状态已经变化，现在不能" + action.get().label()));
        }
    }

    private String page(Trade trade, String message) {
        return templates.render(
                "trade",
                Map.of(
                        "row", row(trade),
                        "facts", facts(trade),
                        "actions", trade.actions(),
                        "warnings", trade.request().warnings(),
                        "message", message,
                        "deliveries",
                                notifier.deliveries().stream()
                                        .filter(each -> each.trade().tradeNo().equals(trade.tradeNo()))
                                        .map(DeliveryPages::row)
                                        .toList()));
    }

    private static Row row(Trade trade) {
        return new Row(
                trade.tradeNo(),
                trade.request().outTradeNo(),
                trade.request().subject(),
                Money.format(trade.total()),
                trade.status().name(),
                trade.status().meaning(),
                trade.mode().map(PaymentMode::meaning).orElse("买家尚未选择"),
                ChinaTime.format(trade.created()));
    }

    private static Map<String, String> facts(Trade trade) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("接口", trade.request().service().wireName());
        facts.put("字符编码", trade.request().charsetName());
        facts.put("商品描述", trade.request().body());
        facts.put(
                "金额",
                Money.format(trade.request().price()) + " × " + trade.request().quantity() + "，折扣 "
                        + Money.format(trade.request().discount()));
        facts.put(
                "物流",
                trade.choice()
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
        facts.put("付款时间", time(trade.paid()));
        facts.put("发货时间", time(trade.sent()));
        facts.put("结束时间", time(trade.closed()));
        facts.put("notify_url", trade.request().notifyUrl());
        facts.put("return_url", trade.request().returnUrl());
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    private static String time(Optional<Instant> time) {
        return time.map(ChinaTime::format).orElse("");
    }
}
