package com.alipay.orders.rules;

import com.alipay.protocol.ChinaTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trade after {@code send_goods_confirm_by_platform}. Its field names are not those of a notification ({@code seller_login_email}
 * for {@code seller_email}); the notification of the same news follows by itself.
 *
 * @param fields by the vendor's names
 */
public record ShipmentResult(Map<String, String> fields) {
    public ShipmentResult {
        fields = Map.copyOf(fields);
    }

    /** 支付宝交易号. */
    public String trade_no() {
        return text("trade_no");
    }

    /** The shop's own number; "" when the answer has none. */
    public String out_trade_no() {
        return text("out_trade_no");
    }

    /** Normally WAIT_BUYER_CONFIRM_GOODS, also when it had been shipped before; empty for a status of another product. */
    public Optional<TradeStatus> status() {
        return TradeStatus.of(text("trade_status"));
    }

    /** When it was shipped, {@code last_modified_time}; empty when the answer does not say. */
    public Optional<Instant> shippedAt() {
        return ChinaTime.parse(text("last_modified_time"));
    }

    /** What the buyer may do now, for example {@code REFUND, CONFIRM_GOODS}; the answer writes it in brackets. */
    public List<String> buyerActions() {
        return actions("buyer_actions");
    }

    /** What the seller may do now, for example {@code EXTEND_TIMEOUT}. */
    public List<String> sellerActions() {
        return actions("seller_actions");
    }

    /** A field as it came; "" when it is absent. */
    public String text(String name) {
        return fields.getOrDefault(name, "");
    }

    private List<String> actions(String name) {
        return Arrays.stream(text(name).replaceAll("[\\[\\] ]", "").split(","))
                .filter(action -> !action.isEmpty())
                .toList();
    }
}
