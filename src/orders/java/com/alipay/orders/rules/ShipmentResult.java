package com.alipay.orders.rules;

import com.alipay.protocol.ChinaTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trade after {@code send_goods_confirm_by_platform}. Its field names differ from those of a notification
 * ({@code seller_login_email} for {@code seller_email}); the notification of the shipment is sent separately.
 *
 * @param fields by the vendor's names
 */
public record ShipmentResult(Map<String, String> fields) {
    public ShipmentResult {
        fields = Map.copyOf(fields);
    }

    /** Returns 支付宝交易号. */
    public String trade_no() {
        return text("trade_no");
    }

    /** Returns the shop's own number; "" when the response has none. */
    public String out_trade_no() {
        return text("out_trade_no");
    }

    /** Returns the status, normally WAIT_BUYER_CONFIRM_GOODS, even if shipped before; empty for a status of another product. */
    public Optional<TradeStatus> status() {
        return TradeStatus.of(text("trade_status"));
    }

    /** Returns when it was shipped, {@code last_modified_time}; empty when the response does not say. */
    public Optional<Instant> shippedAt() {
        return ChinaTime.parse(text("last_modified_time"));
    }

    /** Returns what the buyer may do now, for example {@code REFUND, CONFIRM_GOODS}; the response writes it in brackets. */
    public List<String> buyerActions() {
        return actions("buyer_actions");
    }

    /** Returns what the seller may do now, for example {@code EXTEND_TIMEOUT}. */
    public List<String> sellerActions() {
        return actions("seller_actions");
    }

    /** Returns a field as received; "" when it is absent. */
    public String text(String name) {
        return fields.getOrDefault(name, "");
    }

    private List<String> actions(String name) {
        return Arrays.stream(text(name).replaceAll("[\\[\\] ]", "").split(","))
                .filter(action -> !action.isEmpty())
                .toList();
    }
}
