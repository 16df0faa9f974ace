package com.alipay.web.admin;

import com.alipay.config.Violation;
import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.OrderDao;
import com.alipay.orders.rules.Order;
import com.alipay.protocol.Money;
import com.alipay.util.UtilDate;
import com.alipay.web.Labels;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** JSON of orders for the admin API: protocol names, money with two decimals, times in China time. */
public final class OrderJson {
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    private OrderJson() {}

    /** Returns one order; {@code notices_dropped} is absent if all its messages are kept, see {@link NotificationDao#KEPT}. */
    static String of(
            Order order,
            List<OrderDao.HistoryEntry> history,
            List<NotificationDao.NotificationRecord> records,
            NotificationDao.Dropped dropped) {
        Map<String, Object> json = fields(order);
        json.put("history", history.stream().map(OrderJson::change).toList());
        json.put("notices", records.stream().map(NotificationJson::fields).toList());
        json.put("notices_kept", NotificationDao.KEPT);
        json.put("notices_dropped", dropped.deliveries() == 0 ? null : dropped(dropped));
        return GSON.toJson(json);
    }

    /** @param next the address of the next page, relative to {@code admin/api/}; null if there is none */
    static String of(OrderService.Found found, String next) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "orders",
                found.page().orders().stream()
                        .map(order -> {
                            Map<String, Object> fields = fields(order);
                            fields.put("held", found.held().getOrDefault(order.out_trade_no(), 0));
                            return fields;
                        })
                        .toList());
        json.put("next", next);
        return GSON.toJson(json);
    }

    /** Returns the errors in the query, one entry per parameter. */
    static String of(Labels labels, List<Violation> findings) {
        return GSON.toJson(Map.of(
                "error",
                labels.text("api.PARAMETERS"),
                "findings",
                findings.stream().map(finding -> finding(labels, finding)).toList()));
    }

    public static String error(String message) {
        return GSON.toJson(Map.of("error", message));
    }

    private static Map<String, Object> fields(Order order) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("out_trade_no", order.out_trade_no());
        json.put("service", order.service().code());
        json.put("seller_email", order.seller_email());
        json.put("subject", order.subject());
        json.put("body", order.body());
        json.put("price", Money.format(order.price()));
        json.put("quantity", order.quantity());
        json.put("discount", Money.format(order.discount()));
        json.put("total_fee", order.total_fee() == null ? null : Money.format(order.total_fee()));
        json.put("trade_no", order.trade_no());
        json.put("trade_status", order.trade_status().name());
        json.put("refund_status", order.refund_status());
        json.put("mode", order.mode().name().toLowerCase(Locale.ROOT));
        json.put("buyer_email", order.buyer_email());
        json.put("buyer_id", order.buyer_id());
        json.put("created_at", UtilDate.format(order.created_at()));
        json.put("paid_at", UtilDate.format(order.paid_at()));
        json.put("shipped_at", UtilDate.format(order.shipped_at()));
        json.put("finished_at", UtilDate.format(order.finished_at()));
        json.put("closed_at", UtilDate.format(order.closed_at()));
        return json;
    }

    private static Map<String, Object> finding(Labels labels, Violation finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", finding.key());
        json.put("value", finding.value());
        json.put("problem", labels.show(finding.problem()));
        json.put("remedy", labels.show(finding.remedy()));
        json.put("severity", finding.severity());
        return json;
    }

    private static Map<String, Object> dropped(NotificationDao.Dropped dropped) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("deliveries", dropped.deliveries());
        json.put("first_received_at", UtilDate.format(dropped.first()));
        json.put("last_received_at", UtilDate.format(dropped.last()));
        return json;
    }

    private static Map<String, Object> change(OrderDao.HistoryEntry change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", UtilDate.format(change.at()));
        json.put("event", change.event());
        json.put("trade_status", change.trade_status());
        json.put("refund_status", change.refund_status());
        json.put("source", change.source());
        json.put("notify_id", change.notify_id());
        json.put("notice_id", change.notice_id());
        json.put("operator", change.operator());
        json.put("note", change.note());
        return json;
    }
}
