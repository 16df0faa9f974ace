package com.alipay.orders.rules;

import com.alipay.protocol.PayService;
import com.alipay.protocol.ShippingOption;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Converts an order to and from the columns of a table, for a shop that stores its orders itself: text, {@link BigDecimal},
 * {@link Integer}, and {@link Long} for times, in milliseconds since 1970 UTC. The table is in src/site/markdown/integrate.md.
 */
public final class OrderColumns {
    /** The names of the columns; {@code version} is the last. */
    public static final List<String> NAMES = List.of(
            "out_trade_no",
            "service",
            "seller_email",
            "subject",
            "body",
            "price",
            "quantity",
            "discount",
            "logistics",
            "trade_status",
            "refund_status",
            "gmt_refund",
            "pay_mode",
            "trade_no",
            "seller_id",
            "buyer_email",
            "buyer_id",
            "total_fee",
            "created_at",
            "paid_at",
            "shipped_at",
            "finished_at",
            "closed_at",
            "version");

    private OrderColumns() {}

    /** Returns the values of an order by column, in the order of {@link #NAMES}; null where the order has null. */
    public static Map<String, Object> of(Order order) {
        Map<String, Object> values = new LinkedHashMap<>();
        NAMES.forEach(name -> values.put(name, null));
        values.put("out_trade_no", order.out_trade_no());
        values.put("service", order.service().code());
        values.put("seller_email", order.seller_email());
        values.put("subject", order.subject());
        values.put("body", order.body());
        values.put("price", order.price());
        values.put("quantity", order.quantity());
        values.put("discount", order.discount());
        values.put(
                "logistics",
                order.logistics().stream()
                        .map(group -> group.type() + " " + group.fee().toPlainString() + " " + group.payment())
                        .collect(Collectors.joining(",")));
        values.put("trade_status", order.trade_status().name());
        values.put("refund_status", order.refund_status());
        values.put("gmt_refund", order.gmt_refund());
        values.put("pay_mode", order.mode().name());
        values.put("trade_no", order.trade_no());
        values.put("seller_id", order.seller_id());
        values.put("buyer_email", order.buyer_email());
        values.put("buyer_id", order.buyer_id());
        values.put("total_fee", order.total_fee());
        values.put("created_at", millis(order.created_at()));
        values.put("paid_at", millis(order.paid_at()));
        values.put("shipped_at", millis(order.shipped_at()));
        values.put("finished_at", millis(order.finished_at()));
        values.put("closed_at", millis(order.closed_at()));
        values.put("version", order.version());
        return values;
    }

    /** Builds the order from these values; numbers may be of any type, or text. */
    public static Order order(Map<String, ?> values) {
        return new Order(
                text(values, "out_trade_no"),
                PayService.of(text(values, "service")).orElseThrow(),
                text(values, "seller_email"),
                text(values, "subject"),
                text(values, "body"),
                amount(values, "price"),
                Integer.parseInt(text(values, "quantity")),
                amount(values, "discount"),
                logistics(text(values, "logistics")),
                TradeStatus.valueOf(text(values, "trade_status")),
                text(values, "refund_status"),
                text(values, "gmt_refund"),
                PaymentMode.valueOf(text(values, "pay_mode")),
                text(values, "trade_no"),
                text(values, "seller_id"),
                text(values, "buyer_email"),
                text(values, "buyer_id"),
                amount(values, "total_fee"),
                moment(values, "created_at"),
                moment(values, "paid_at"),
                moment(values, "shipped_at"),
                moment(values, "finished_at"),
                moment(values, "closed_at"),
                Integer.parseInt(text(values, "version")));
    }

    private static List<ShippingOption> logistics(String text) {
        return text.isEmpty()
                ? Collections.emptyList()
                : List.of(text.split(",")).stream()
                        .map(group -> group.split(" "))
                        .map(parts -> new ShippingOption(parts[0], new BigDecimal(parts[1]), parts[2]))
                        .toList();
    }

    private static String text(Map<String, ?> values, String name) {
        Object value = values.get(name);
        return value == null ? null : value.toString();
    }

    private static BigDecimal amount(Map<String, ?> values, String name) {
        String text = text(values, name);
        return text == null ? null : new BigDecimal(text);
    }

    private static Instant moment(Map<String, ?> values, String name) {
        String text = text(values, name);
        return text == null ? null : Instant.ofEpochMilli(Long.parseLong(text));
    }

    private static Long millis(Instant moment) {
        return moment == null ? null : moment.toEpochMilli();
    }
}
