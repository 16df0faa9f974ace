package com.alipay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.config.Violation;
import com.alipay.gateway.GatewayResponse.Refused;
import com.alipay.gateway.GatewayResponse.SignatureCheck;
import com.alipay.gateway.GatewayResponse.Success;
import com.alipay.gateway.GatewayResponse.Unreachable;
import com.alipay.gateway.GatewayResponse.Unreadable;
import com.alipay.i18n.Languages;
import com.alipay.orders.rules.ShipmentResult;
import com.alipay.orders.rules.TradeQueryResult;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.services.AlipayService;
import com.alipay.services.InvalidRequestException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The services, against a gateway that answers with the worked examples of the protocol. */
class GatewayClientTest {
    private static final String TRADE_NO = "2011031500000001";

    private StubGateway gateway;

    @BeforeEach
    void startGateway() throws IOException {
        gateway = new StubGateway("utf-8");
    }

    @AfterEach
    void stopGateway() {
        gateway.close();
    }

    private static Map<String, String> shipment() {
        return Map.of(
                "trade_no", TRADE_NO, "logistics_name", "顺丰速运", "invoice_no", "SF0001", "transport_type", "EXPRESS");
    }

    private static <T> T value(GatewayResponse<T> answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Success.class, success -> assertThat(success.sign()).isNotEqualTo(SignatureCheck.DIFFERS));
        return ((Success<T>) answer).value();
    }

    @Test
    void aShipmentIsSignedAsTheWorkedExampleAndItsAnswerIsTyped() throws IOException {
        gateway.answers(StubGateway.example("send_goods_confirm_by_platform"));

        ShipmentResult trade = value(gateway.client().send_goods_confirm_by_platform(shipment()));

        assertThat(gateway.question())
                .containsEntry("service", "send_goods_confirm_by_platform")
                .containsEntry("sign", "903c50f74bdbfd6be290db02c7809fab")
                .doesNotContainKeys("notify_url", "return_url", "seller_email");
        assertThat(trade.status()).contains(TradeStatus.WAIT_BUYER_CONFIRM_GOODS);
        assertThat(trade.out_trade_no()).isEqualTo("SIM201103150001");
        assertThat(trade.shippedAt()).contains(Instant.parse("2011-03-15T02:10:00Z"));
        assertThat(trade.buyerActions()).containsExactly("REFUND", "CONFIRM_GOODS");
        assertThat(trade.sellerActions()).containsExactly("EXTEND_TIMEOUT");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "absent",
            value = {
                "trade_no, absent, trade_no",
                "trade_no, SIM201103150001, trade_no",
                "trade_no, 201103150000000, trade_no",
                "transport_type, absent, transport_type",
                "transport_type, TRAIN, transport_type",
                "create_transport_type, express, create_transport_type",
                "logistics_name, absent, logistics_name",
                "logistics_name, '  ', logistics_name",
                "logistics_name, 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三, logistics_name",
                "invoice_no, 123456789012345678901234567890123, invoice_no",
                "invoice_no, 1&trade_no=2, invoice_no",
                "seller_ip, 256.1.1.1, seller_ip",
                "seller_ip, localhost, seller_ip"
            })
    void aShipmentWithOneThingWrongIsNotSent(String name, String value, String key) {
        Map<String, String> wrong = new HashMap<>(shipment());
        wrong.put(name, value);

        assertThatThrownBy(() -> gateway.client().send_goods_confirm_by_platform(wrong))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.findings()).singleElement().satisfies(finding -> {
                            assertThat(finding.key()).isEqualTo(key);
                            Languages.said(List.of(finding.text()), String.valueOf(value));
                        }));
        assertThat(gateway.questions()).isZero();
    }

    @Test
    void nothingIsCarriedWithoutACarrierAndTheTypeMayBeTheBuyers() {
        assertThat(findings(Map.of("trade_no", TRADE_NO, "transport_type", "DIRECT")))
                .isEmpty();
        assertThat(findings(Map.of("trade_no", TRADE_NO, "create_transport_type", "EMS", "logistics_name", "EMS")))
                .isEmpty();
        assertThat(findings(Map.of()))
                .extracting(finding -> finding.key())
                .containsExactlyInAnyOrder("trade_no", "transport_type", "logistics_name");
    }

    private List<Violation> findings(Map<String, String> shipment) {
        try {
            new AlipayService(gateway.merchant()).shipment(shipment);
            return List.of();
        } catch (InvalidRequestException e) {
            return e.findings();
        }
    }

    @Test
    void aRefusalIsAValueWithItsRemedy() {
        gateway.refuses("TRADE_STATUS_NOT_AVAILD");

        GatewayResponse<ShipmentResult> answer = gateway.client().send_goods_confirm_by_platform(shipment());

        assertThat(answer.isRefusedWith(GatewayError.TRADE_STATUS_NOT_AVAILD)).isTrue();
        assertThat(answer.reason()).contains("the trade's present status does not allow this");
    }

    @Test
    void aQueryTellsTheTradeAndTheSameNewsAsANotification() throws IOException {
        gateway.answers(StubGateway.example("single_trade_query")
                .replace("<gmt_payment>2011-03-15 10:00:01<", "<gmt_payment>2011-03-15 10:00:01.470<"));

        GatewayResponse<TradeQueryResult> answer =
                gateway.client().single_trade_query(Map.of("out_trade_no", "SIM201103150001"));

        assertThat(gateway.question())
                .containsOnlyKeys("service", "partner", "_input_charset", "out_trade_no", "sign", "sign_type");
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Success.class,
                        it -> assertThat(it.sign())
                                .as("a changed value is told, not swallowed")
                                .isEqualTo(SignatureCheck.DIFFERS));
        TradeQueryResult trade = ((Success<TradeQueryResult>) answer).value();
        assertThat(trade.trade_no()).isEqualTo(TRADE_NO);
        assertThat(trade.status()).contains(TradeStatus.WAIT_BUYER_CONFIRM_GOODS);
        assertThat(trade.refundStatus()).isEmpty();
        assertThat(trade.yuan("total_fee")).contains(new BigDecimal("338.00"));
        assertThat(trade.yuan("refund_fee")).isEmpty();
        assertThat(trade.time("gmt_payment")).contains(Instant.parse("2011-03-15T02:00:01.470Z"));
        assertThat(trade.text("use_coupon")).isEqualTo("F");
        assertThat(trade.toNotification().params())
                .containsEntry("use_coupon", "N")
                .containsEntry("is_total_fee_adjust", "N")
                .containsEntry("gmt_payment", "2011-03-15 10:00:01")
                .containsEntry("subject", "测试订单");
        assertThat(trade.toNotification().isReturn()).isFalse();
    }

    @Test
    void anAnswerAboutAnotherTradeIsNotBelieved() throws IOException {
        gateway.answers(StubGateway.example("single_trade_query"));

        assertThat(gateway.client().single_trade_query(Map.of("out_trade_no", "SIM201103150002")))
                .isInstanceOf(Unreadable.class);
        assertThat(gateway.client().single_trade_query(Map.of("trade_no", "2011031500000002")))
                .isInstanceOf(Unreadable.class);
        assertThat(gateway.client().single_trade_query(Map.of("trade_no", TRADE_NO, "out_trade_no", "other")))
                .as("trade_no wins")
                .isInstanceOf(Success.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<response/>", "<response><trade><trade_no>2011031500000001</trade_no></trade></response>"})
    void aQueryThatIsAnsweredWithoutATradeIsUnreadable(String response) {
        gateway.answers("<alipay><is_success>T</is_success>" + response + "</alipay>");

        assertThat(gateway.client().single_trade_query(Map.of("trade_no", TRADE_NO)))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void anErrorNobodyListsStaysUnknownWithItsText() {
        gateway.refuses("some new reason");

        GatewayResponse<TradeQueryResult> answer = gateway.client().single_trade_query(Map.of("trade_no", TRADE_NO));

        assertThat(answer).isEqualTo(new Refused<>("SOME_NEW_REASON"));
        assertThat(((Refused<TradeQueryResult>) answer).error()).isEmpty();
    }

    @Test
    void closingSaysOutOrderNo() {
        gateway.answers("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<alipay><is_success>T</is_success></alipay>");

        assertThat(value(gateway.client().close_trade(Map.of("out_order_no", "SIM201103150001", "trade_role", "S"))))
                .isEmpty();
        assertThat(gateway.question()).containsEntry("service", "close_trade").containsEntry("trade_role", "S");
        assertThatThrownBy(() -> gateway.client().close_trade(Map.of("out_trade_no", "SIM201103150001")))
                .hasMessageContaining("out_order_no");
        assertThatThrownBy(() -> gateway.client().close_trade(Map.of("trade_no", TRADE_NO, "trade_role", "X")))
                .hasMessageContaining("trade_role（X）");
    }

    @Test
    void aTimestampIsAskedForWithoutASignature() {
        gateway.answers("<alipay><is_success>T</is_success><response><timestamp>"
                + "<encrypt_key>KPxSimulatedTimestampKey==</encrypt_key></timestamp></response></alipay>");

        assertThat(value(gateway.client().query_timestamp())).isEqualTo("KPxSimulatedTimestampKey==");
        assertThat(gateway.question())
                .isEqualTo(
                        Map.of("service", "query_timestamp", "partner", "2088000000000001", "_input_charset", "utf-8"));
    }

    @Test
    void aTimestampWithoutAKeyIsUnreadable() {
        gateway.answers("<alipay><is_success>T</is_success><response><timestamp/></response></alipay>");

        assertThat(gateway.client().query_timestamp()).isInstanceOf(Unreadable.class);
    }

    @Test
    void aDeadGatewayIsACaseOfItsOwn() {
        GatewayClient client = gateway.client();
        gateway.close();

        assertThat(client.query_timestamp()).isInstanceOf(Unreachable.class);
        assertThat(client.single_trade_query(Map.of("trade_no", TRADE_NO))).isInstanceOf(Unreachable.class);
    }

    @Test
    void aGbkMerchantIsAnsweredInGbk() throws IOException {
        try (StubGateway gbk = new StubGateway("gbk")) {
            gbk.answers(StubGateway.example("single_trade_query")
                    .replace("encoding=\"utf-8\"", "encoding=\"gbk\"")
                    .replace("e8683a55166e7d9091b19f0c09d2e103", "8202dfb8d1b0b769fb26d41b268fefde"));

            assertThat(value(gbk.client().single_trade_query(Map.of("trade_no", TRADE_NO)))
                            .text("subject"))
                    .isEqualTo("测试订单");
        }
    }
}
