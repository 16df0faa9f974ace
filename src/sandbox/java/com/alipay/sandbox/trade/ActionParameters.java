package com.alipay.sandbox.trade;

import com.alipay.sandbox.text.InvalidValueException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Parameters of a trade action, as a page or a program sent them. Every reader throws {@link IllegalArgumentException} for an
 * invalid value; the message names it, and the sender corrects it.
 */
public record ActionParameters(Map<String, String> values) {
    public static final ActionParameters EMPTY = new ActionParameters(Map.of());

    /** Refuses parameters that the action does not have: a misspelt one would silently mean its default. */
    public ActionParameters of(TradeAction action) {
        values.keySet().stream()
                .filter(name -> !action.parameters().contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw action.parameters().isEmpty()
                            ? new InvalidValueException("value.no-parameters", action.wireName(), name)
                            : new InvalidValueException(
                                    "value.unknown-parameter", action.wireName(), name, action.parameters());
                });
        return this;
    }

    /** Returns {@code total_fee} for adjust_price; mandatory. */
    BigDecimal newTotal() {
        return amount("total_fee", values.getOrDefault("total_fee", ""));
    }

    /** Returns {@code refund_fee} for refund; by default the amount not yet refunded. */
    BigDecimal paidBack(Trade trade) {
        return amount("refund_fee", given("refund_fee", Money.format(trade.refundable())));
    }

    /**
     * Returns the refund application: {@code refund_fee}, by default the whole amount; {@code goods_received}, by default
     * {@code F}; {@code return_goods}, by default the same as {@code goods_received}.
     */
    RefundApplication application(Trade trade) {
        String received = given("goods_received", "F");
        return new RefundApplication(
                amount("refund_fee", given("refund_fee", Money.format(trade.total()))),
                flag("goods_received", received),
                flag("return_goods", given("return_goods", received)));
    }

    /** Returns {@code days} for extend_timeout: 3, 5, 7 or 10; by default 3. */
    Duration extension() {
        String days = given("days", "3");
        if (!days.matches("3|5|7|10")) {
            throw new InvalidValueException("value.days", days);
        }
        return Duration.ofDays(Integer.parseInt(days));
    }

    /** Returns {@code transport_type} for send_goods, one of {@link TransportType}; empty for the way the buyer has chosen. */
    Optional<TransportType> transport() {
        String name = given("transport_type", "");
        Optional<TransportType> transport = TransportType.named(name);
        if (transport.isEmpty() && !name.isEmpty()) {
            throw new InvalidValueException("value.transport_type", name, Arrays.toString(TransportType.values()));
        }
        return transport;
    }

    private String given(String name, String otherwise) {
        String value = values.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    private static boolean flag(String name, String value) {
        return switch (value) {
            case "T" -> true;
            case "F" -> false;
            default -> throw new InvalidValueException("value.flag", name, value);
        };
    }

    private static BigDecimal amount(String name, String value) {
        if (!Money.isAmount(value)) {
            throw new InvalidValueException("value.amount", name, value);
        }
        return Money.of(value);
    }
}
