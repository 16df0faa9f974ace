package com.alipay.orders.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.protocol.PayService;
import com.alipay.protocol.ShippingOption;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Alipay's books say goes through the rules that notifications go through. */
class TradeQueryResultTest {
    private static final Instant NOW = Instant.parse("2011-03-16T00:00:00Z");

    private static Order unpaid() {
        return Order.placed(
                "SIM201103150001",
                PayService.DUAL,
                "seller@example.com",
                "测试订单",
                "",
                new BigDecimal("328.00"),
                1,
                BigDecimal.ZERO,
                List.of(new ShippingOption("EXPRESS", new BigDecimal("10.00"), "BUYER_PAY")),
                Instant.parse("2011-03-15T01:58:00Z"));
    }

    private static Map<String, String> fields(String... changes) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "trade_no", "2011031500000001",
                "out_trade_no", "SIM201103150001",
                "trade_status", "WAIT_BUYER_CONFIRM_GOODS",
                "total_fee", "338.00",
                "seller_email", "seller@example.com",
                "gmt_payment", "2011-03-15 10:00:01",
                "gmt_send_goods", "2011-03-15 10:10:00",
                "use_coupon", "F",
                "body", ""));
        for (int i = 0; i < changes.length; i += 2) {
            fields.put(changes[i], changes[i + 1]);
        }
        return fields;
    }

    private static OrderDecision rule(String... changes) {
        return OrderStateMachine.rule(
                unpaid(), TradeQueryResult.read(fields(changes)).orElseThrow().toNotification(), NOW);
    }

    @Test
    void anOrderWhoseNotificationsNeverCameAdvances() {
        OrderDecision decision = rule();

        assertThat(decision.type()).isEqualTo(OrderDecision.Type.ADVANCED);
        assertThat(decision.milestones()).containsExactly(OrderEventType.PAID, OrderEventType.SHIPPED);
        assertThat(decision.after().mode()).isEqualTo(PaymentMode.ESCROW);
    }

    @Test
    void anotherTotalOrSellerIsHeldAsItWouldBeInANotification() {
        assertThat(rule("total_fee", "0.01").type()).isEqualTo(OrderDecision.Type.HELD);
        assertThat(rule("seller_email", "other@example.com").type()).isEqualTo(OrderDecision.Type.HELD);
    }

    @Test
    void millisecondsDoNotHideThatPaymentAndEndAreOneMoment() {
        Map<String, String> instant =
                fields("trade_status", "TRADE_FINISHED", "gmt_close", "2011-03-15 10:00:01.000", "gmt_send_goods", "");

        assertThat(OrderStateMachine.rule(
                                unpaid(),
                                TradeQueryResult.read(instant).orElseThrow().toNotification(),
                                NOW)
                        .after()
                        .mode())
                .isEqualTo(PaymentMode.INSTANT);
    }

    @Test
    void aStatusOfAnotherProductIsKeptAndUnknown() {
        TradeQueryResult trade = TradeQueryResult.read(
                        fields("trade_status", "COD_WAIT_BUYER_PAY", "use_coupon", "maybe"))
                .orElseThrow();

        assertThat(trade.status()).isEmpty();
        assertThat(trade.text("trade_status")).isEqualTo("COD_WAIT_BUYER_PAY");
        assertThat(trade.toNotification().text("use_coupon")).isEqualTo("maybe");
        assertThat(trade.fields()).doesNotContainKey("body");
    }

    @Test
    void withoutANumberOrAStatusItIsNoTrade() {
        assertThat(TradeQueryResult.read(fields("trade_no", ""))).isEmpty();
        assertThat(TradeQueryResult.read(fields("trade_status", ""))).isEmpty();
        assertThat(TradeQueryResult.read(Map.of())).isEmpty();
        assertThatThrownBy(() -> new TradeQueryResult(Map.of("trade_no", "1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFractionOfATimeIsCutOffAndAnythingElseKept() {
        assertThat(TradeQueryResult.read(fields("gmt_payment", "2016-06-24 14:03:02.470", "gmt_create", "soon"))
                        .orElseThrow()
                        .toNotification()
                        .params())
                .containsEntry("gmt_payment", "2016-06-24 14:03:02")
                .containsEntry("gmt_create", "soon");
    }
}
