package com.alipay.orders.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.protocol.Notification;
import com.alipay.protocol.PayService;
import com.alipay.protocol.ShippingOption;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An order, as columns and back. */
class OrderColumnsTest {
    private static final Instant NOW = Instant.parse("2011-03-15T02:00:00.123Z");

    private static final Order PLACED = Order.placed(
            "A1",
            PayService.DUAL,
            "seller@example.com",
            "测试订单",
            "",
            new BigDecimal("0.01"),
            2,
            new BigDecimal("-0.01"),
            List.of(
                    new ShippingOption("EXPRESS", new BigDecimal("0.00"), "SELLER_PAY"),
                    new ShippingOption("POST", new BigDecimal("5.00"), "BUYER_PAY")),
            NOW);

    @Test
    void anOrderComesBackAsItWas() {
        Notification paid = new Notification(Map.of(
                "trade_status", "TRADE_FINISHED",
                "trade_no", "2011031500000001",
                "seller_email", "seller@example.com",
                "buyer_email", "buyer@example.com",
                "total_fee", "0.01"));
        Order finished = OrderStateMachine.rule(PLACED, paid, NOW).after();

        assertThat(finished.trade_status()).isEqualTo(TradeStatus.TRADE_FINISHED);
        for (Order order : List.of(PLACED, finished)) {
            assertThat(OrderColumns.order(OrderColumns.of(order))).isEqualTo(order);
        }
    }

    @Test
    void everyComponentOfAnOrderHasItsColumn() {
        assertThat(OrderColumns.of(PLACED)).containsOnlyKeys(OrderColumns.NAMES.toArray(String[]::new));
        assertThat(OrderColumns.of(PLACED).keySet()).containsExactlyElementsOf(OrderColumns.NAMES);
        assertThat(OrderColumns.NAMES).hasSize(Order.class.getRecordComponents().length);
    }

    @Test
    void aDriverMayAnswerNumbersOfAnotherTypeOrText() {
        Map<String, Object> text = new HashMap<>();
        OrderColumns.of(PLACED).forEach((name, value) -> text.put(name, value == null ? null : value.toString()));
        assertThat(OrderColumns.order(text)).isEqualTo(PLACED);
    }
}
