package com.alipay.orders.rules;

import com.alipay.protocol.ChinaTime;
import com.alipay.protocol.Money;
import com.alipay.protocol.Notification;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A trade as stored at Alipay, the response to {@code single_trade_query}. The fields keep the vendor's spelling;
 * {@link #toNotification()} converts them to a notification.
 *
 * <p>Any field but {@code trade_no} and {@code trade_status} may be absent.
 *
 * @param fields by the vendor's names, none of them empty
 * @tutorial 双功能 4.4, 4.5 / 担保 5.4
 */
public record TradeQueryResult(Map<String, String> fields) {
    /** T or F here, Y or N in a notification. */
    private static final Set<String> FLAGS = Set.of("is_total_fee_adjust", "use_coupon");

    /** @throws IllegalArgumentException if trade_no or trade_status is absent; {@link #read} returns empty instead */
    public TradeQueryResult {
        Map<String, String> present = new TreeMap<>(fields);
        present.values().removeIf(String::isEmpty);
        fields = Collections.unmodifiableMap(present);
        if (!fields.containsKey("trade_no") || !fields.containsKey("trade_status")) {
            throw new IllegalArgumentException("a trade without trade_no or trade_status: " + fields.keySet());
        }
    }

    /** Builds the trade from these fields; empty when trade_no or trade_status is absent. */
    public static Optional<TradeQueryResult> read(Map<String, String> fields) {
        return fields.getOrDefault("trade_no", "").isEmpty()
                        || fields.getOrDefault("trade_status", "").isEmpty()
                ? Optional.empty()
                : Optional.of(new TradeQueryResult(fields));
    }

    /** Returns 支付宝交易号, 16 or 28 digits. */
    public String trade_no() {
        return text("trade_no");
    }

    /** Returns the shop's own number; "" when the response has none. */
    public String out_trade_no() {
        return text("out_trade_no");
    }

    /** Returns the trade's status; empty for a status of another product. */
    public Optional<TradeStatus> status() {
        return TradeStatus.of(text("trade_status"));
    }

    /** Returns the refund status of an escrow trade; empty when there is none. */
    public Optional<RefundStatus> refundStatus() {
        return RefundStatus.of(text("refund_status"));
    }

    /** Returns a field as received; "" when it is absent. */
    public String text(String name) {
        return fields.getOrDefault(name, "");
    }

    /**
     * Returns a field in yuan, such as {@code total_fee} or {@code to_buyer_fee} (refunded so far); empty if absent or malformed.
     */
    public Optional<BigDecimal> yuan(String name) {
        return Money.parseSigned(text(name));
    }

    /**
     * Returns a field that is a time, such as {@code gmt_refund}, with or without milliseconds; empty when absent or malformed.
     */
    public Optional<Instant> time(String name) {
        return ChinaTime.parse(text(name));
    }

    /**
     * Converts the trade to a notification, for the rules that notifications go through: booleans as Y and N, times to the
     * second. It has neither {@code notify_id} nor {@code is_success}, and is as trustworthy as the connection it came over.
     *
     * <pre>{@code
     * use_coupon=F                        -> use_coupon=N
     * gmt_refund=2016-06-24 14:03:02.470  -> gmt_refund=2016-06-24 14:03:02
     * }</pre>
     */
    public Notification toNotification() {
        Map<String, String> params = new TreeMap<>();
        fields.forEach((name, value) -> params.put(name, FLAGS.contains(name) ? flag(value) : time(name, value)));
        return new Notification(params);
    }

    private static String flag(String value) {
        return switch (value) {
            case "T" -> "Y";
            case "F" -> "N";
            default -> value;
        };
    }

    /** Removes the fraction of a time, which notifications do not have. */
    private static String time(String name, String value) {
        return name.startsWith("gmt_")
                ? ChinaTime.parse(value).map(ChinaTime::format).orElse(value)
                : value;
    }
}
