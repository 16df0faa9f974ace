package com.alipay.orders.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.i18n.Text;
import com.alipay.orders.rules.OrderDecision.Type;
import com.alipay.protocol.Notification;
import com.alipay.protocol.PayService;
import com.alipay.protocol.ShippingOption;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a batch's result does to an order, and how it meets the trade's own notification of the same refund. */
class BatchRefundRulesTest {
    private static final Instant NOW = Instant.parse("2011-03-20T02:00:00Z");
    private static final BatchRefundResult.Item.Refunded FIVE = refunded("5.00");

    private static BatchRefundResult.Item.Refunded refunded(String yuan) {
        return new BatchRefundResult.Item.Refunded("2011031500000001", new BigDecimal(yuan));
    }

    private static Order placed(PayService service) {
        return Order.placed(
                "SIM201103150001",
                service,
                "seller@example.com",
                "测试订单",
                "",
                new BigDecimal("338.00"),
                1,
                BigDecimal.ZERO.setScale(2),
                List.of(new ShippingOption("EXPRESS", BigDecimal.ZERO.setScale(2), "SELLER_PAY")),
                NOW);
    }

    private static Notification notification(String status, String... more) {
        Map<String, String> params = new HashMap<>(Map.of(
                "out_trade_no", "SIM201103150001",
                "trade_no", "2011031500000001",
                "trade_status", status,
                "seller_email", "seller@example.com",
                "total_fee", "338.00"));
        for (int i = 0; i < more.length; i += 2) {
            params.put(more[i], more[i + 1]);
        }
        return new Notification(params);
    }

    private static OrderDecision rule(Order order, String status, String... more) {
        return OrderStateMachine.rule(order, notification(status, more), NOW);
    }

    private static Order paid() {
        return rule(placed(PayService.DUAL), "TRADE_SUCCESS").after();
    }

    private static Order partlyRefunded(String gmt_refund) {
        return rule(paid(), "TRADE_SUCCESS", "refund_status", "REFUND_SUCCESS", "gmt_refund", gmt_refund)
                .after();
    }

    @Test
    void theFirstRefundIsAStep() {
        OrderDecision decision = BatchRefundRules.rule(paid(), FIVE);
        assertThat(decision.milestones()).containsExactly(OrderEventType.REFUND);
        assertThat(decision.after().refund_status()).isEqualTo("REFUND_SUCCESS");
        assertThat(decision.after().trade_status()).isEqualTo(TradeStatus.TRADE_SUCCESS);
    }

    @Test
    void aRefundThatFailedChangesNothing() {
        Order paid = paid();
        BatchRefundResult.Item.NotRefunded refused = new BatchRefundResult.Item.NotRefunded(
                "2011031500000001", new BigDecimal("5.00"), "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH");
        assertThat(BatchRefundRules.rule(paid, refused).after()).isSameAs(paid);
        assertThat(BatchRefundRules.rule(paid, refused).milestones()).isEmpty();
    }

    @Test
    void aRefundThatTheBankSentBackIsNoStepAndWaitsForAPerson() {
        Order paid = paid();
        BatchRefundResult.Item.BankRefused refused = new BatchRefundResult.Item.BankRefused(
                "2011031500000001", new BigDecimal("5.00"), BatchRefundResult.Details.NONE);
        assertThat(BatchRefundRules.rule(paid, refused).after()).isSameAs(paid);
        assertThat(BatchRefundRules.rule(paid, refused).milestones()).isEmpty();
        assertThat(BatchRefundRules.bankRefused(refused).sentence().in(Locale.CHINESE))
                .isEqualTo("支付宝退了 5.00 元，但买家的银行没有收下");
        assertThat(BatchRefundRules.bankRefused(refused).remedy()).isNotEqualTo(Text.NONE);
    }

    @Test
    void theTradesOwnNotificationOfTheSameRefundOnlyAddsItsTime() {
        Order refunded = BatchRefundRules.rule(paid(), FIVE).after();
        OrderDecision own = rule(
                refunded, "TRADE_SUCCESS", "refund_status", "REFUND_SUCCESS", "gmt_refund", "2011-03-20 10:00:00.470");
        assertThat(own.milestones()).isEmpty();
        assertThat(own.after().gmt_refund()).isEqualTo("2011-03-20 10:00:00.470");
        OrderDecision all = rule(
                refunded, "TRADE_CLOSED", "refund_status", "REFUND_SUCCESS", "gmt_refund", "2011-03-20 10:00:00.470");
        assertThat(all.milestones()).containsExactly(OrderEventType.CLOSED);
    }

    @Test
    void afterTheTradesOwnNotificationTheBatchsResultIsARepeat() {
        Order refunded = partlyRefunded("2011-03-20 10:00:00.470");
        OrderDecision decision = BatchRefundRules.rule(refunded, FIVE);
        assertThat(decision.type()).isEqualTo(Type.REPEAT);
        assertThat(decision.after()).isSameAs(refunded);
    }

    @Test
    void theRefundThatClosesTheTradeIsAStepOfItsOwn() {
        OrderDecision rest = rule(
                partlyRefunded("2011-03-20 10:00:00.470"),
                "TRADE_CLOSED",
                "refund_status",
                "REFUND_SUCCESS",
                "gmt_refund",
                "2011-03-21 10:00:00.470");
        assertThat(rest.milestones()).containsExactly(OrderEventType.CLOSED, OrderEventType.REFUND);
    }

    /** Answers of single_trade_query say a time to the second, notifications say milliseconds. */
    @Test
    void theSameTimeWithoutItsFractionIsNoOtherRefund() {
        Order refunded = partlyRefunded("2011-03-20 10:00:00.470");
        OrderDecision asked =
                rule(refunded, "TRADE_SUCCESS", "refund_status", "REFUND_SUCCESS", "gmt_refund", "2011-03-20 10:00:00");
        assertThat(asked.milestones()).isEmpty();
        assertThat(rule(
                                asked.after(),
                                "TRADE_FINISHED",
                                "refund_status",
                                "REFUND_SUCCESS",
                                "gmt_refund",
                                "2011-03-20 10:00:00.470")
                        .milestones())
                .containsExactly(OrderEventType.FINISHED);
    }

    @Test
    void whatContradictsTheOrderIsHeld() {
        assertThat(BatchRefundRules.rule(placed(PayService.DUAL), FIVE).reason().toString())
                .isEqualTo("a refund of an order that was never seen paid: REFUND_SUCCESS");
        assertThat(BatchRefundRules.rule(
                                rule(placed(PayService.DUAL), "WAIT_SELLER_SEND_GOODS")
                                        .after(),
                                FIVE)
                        .reason()
                        .toString())
                .isEqualTo("refunded in a batch, but an escrow trade cannot be");
        assertThat(BatchRefundRules.rule(paid(), refunded("338.01")).reason().toString())
                .isEqualTo("refunded 338.01, more than the 338.00 that was paid");
    }
}
