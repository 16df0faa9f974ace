package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.Parameters;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refunds and price changes, by both roles, over real HTTP: 双功能 4.4 / 担保 5.4. */
class RefundTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();
    private final FakeMerchant merchant = sandbox.openShop();
    private final RecordedNotifications journal = new RecordedNotifications(merchant);

    @Test
    void aRefusedBuyerAppliesAgainAndReturnsTheGoodsAndEachStepIsTold() {
        String tradeNo = arrive("send_goods");
        journal.fresh();
        act(tradeNo, "apply_refund", "refund_fee=338.00");
        act(tradeNo, "refuse_refund", "");
        act(tradeNo, "apply_refund", "goods_received=T");
        act(tradeNo, "agree_refund", "");
        act(tradeNo, "return_goods", "");
        act(tradeNo, "confirm_return", "");

        assertThat(journal.lines())
                .containsExactly(
                        "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_AGREE",
                        "WAIT_BUYER_CONFIRM_GOODS/SELLER_REFUSE_BUYER",
                        "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_AGREE",
                        "WAIT_BUYER_CONFIRM_GOODS/WAIT_BUYER_RETURN_GOODS",
                        "WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_CONFIRM_GOODS",
                        "TRADE_CLOSED/REFUND_SUCCESS");
        assertThat(journal.notices())
                .allSatisfy(
                        notice -> assertThat(new Md5Signer(PayForm.KEY).accepts(notice.asMap(), StandardCharsets.UTF_8))
                                .isTrue());
        assertThat(journal.notices())
                .extracting(notice -> notice.get("total_fee"))
                .containsOnly("338.00");
        assertThat(journal.notices())
                .extracting(notice -> notice.get("notify_id"))
                .doesNotHaveDuplicates();
        List<Parameters> before = journal.notices().subList(0, 5);
        assertThat(before)
                .allSatisfy(notice -> assertThat(notice.asMap()).doesNotContainKeys("gmt_refund", "gmt_close"));
        assertThat(journal.last().get("gmt_refund")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(journal.last().get("gmt_close")).isNotEmpty();
    }

    @Test
    void aSellerWhoShipsClosesTheRefundFirstAndTellsBoth() {
        String tradeNo = arrive("apply_refund");
        journal.fresh();
        act(tradeNo, "send_goods", "");

        assertThat(journal.lines())
                .containsExactly("WAIT_SELLER_SEND_GOODS/REFUND_CLOSED", "WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED");
    }

    @ParameterizedTest
    @CsvSource({
        "'', refund_fee=338.01",
        "'', refund_fee=0.00",
        "'', refund_fee=1.005",
        "'', refund_fee=abc",
        "'', refund_fee=100.00",
        "'', goods_received=T",
        "send_goods, refund_fee=338.01",
        "send_goods, goods_received=Y",
        "send_goods, goods_received=F&return_goods=T"
    })
    void anApplicationThatCannotBeIsABadRequestAndChangesNothing(String way, String form) {
        String tradeNo = arrive(way);
        journal.fresh();

        assertThat(client.post("/sandbox/api/trades/" + tradeNo + "/apply_refund", form)
                        .statusCode())
                .isEqualTo(400);
        assertThat(trade(tradeNo).has("refund_status")).isFalse();
        assertThat(journal.lines()).isEmpty();
    }

    @Covers("WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED -> TRADE_FINISHED/REFUND_CLOSED by timer")
    @Test
    void theTimerOfTheReceiptStandsStillWhileARefundIsOpen() {
        String tradeNo = arrive("send_goods");
        advance("P4D");
        act(tradeNo, "apply_refund", "");
        advance("P4DT23H");
        assertThat(standing(tradeNo)).isEqualTo("WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_AGREE");
        act(tradeNo, "withdraw_refund", "");
        advance("P5DT23H59M");
        assertThat(standing(tradeNo)).isEqualTo("WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED");
        advance("PT1M");

        assertThat(standing(tradeNo)).isEqualTo("TRADE_FINISHED/REFUND_CLOSED");
    }

    /** Nobody answers, mends, returns or confirms: the sandbox's own days, and what follows. */
    @ParameterizedTest
    @CsvSource({
        "apply_refund,                                                    P5D,  WAIT_SELLER_SEND_GOODS/REFUND_CLOSED",
        "send_goods apply_refund,                                         P5D,  WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED",
        "send_goods apply_refund refuse_refund,                           P7D,  WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED",
        "send_goods apply_refund:goods_received=T agree_refund,           P7D,  WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED",
        "send_goods apply_refund:goods_received=T agree_refund return_goods, P10D, TRADE_CLOSED/REFUND_SUCCESS",
        "send_goods apply_refund:goods_received=T&refund_fee=8.00 agree_refund return_goods, P10D, TRADE_FINISHED/REFUND_SUCCESS"
    })
    void aRefundThatNobodyDealsWithGoesOnByItself(String way, String days, String stands) {
        String tradeNo = arrive(way);
        String before = standing(tradeNo);
        journal.fresh();
        advance(Duration.parse(days).minusMinutes(1).toString());
        assertThat(standing(tradeNo)).isEqualTo(before);
        assertThat(journal.lines()).isEmpty();
        String due = trade(tradeNo).get("due").getAsString();
        advance("PT1M");

        assertThat(standing(tradeNo)).isEqualTo(stands);
        assertThat(journal.lines()).containsExactly(stands);
        assertThat(Duration.between(time(due), time(journal.last().get("notify_time"))))
                .isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void eachStepOfARefundHasItsOwnTime() {
        String tradeNo = arrive("send_goods apply_refund");
        advance("P4D");
        act(tradeNo, "refuse_refund", "");
        advance("P6D");
        act(tradeNo, "apply_refund", "");
        advance("P4D");
        assertThat(standing(tradeNo)).isEqualTo("WAIT_BUYER_CONFIRM_GOODS/WAIT_SELLER_AGREE");
        advance("P1D");
        assertThat(standing(tradeNo)).isEqualTo("WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED");
        advance("P9DT23H");
        assertThat(standing(tradeNo)).isEqualTo("WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED");
        advance("PT1H");

        assertThat(standing(tradeNo)).isEqualTo("TRADE_FINISHED/REFUND_CLOSED");
    }

    @Test
    void aRefundThatIsRefusedAndAppliedForAgainHoldsTheTimerUpAllTheTime() {
        String tradeNo = arrive("send_goods apply_refund");
        advance("P4D");
        act(tradeNo, "refuse_refund", "");
        advance("P6D");
        act(tradeNo, "apply_refund", "refund_fee=1.00");
        advance("P4D");
        act(tradeNo, "withdraw_refund", "");
        advance("P9DT23H");
        assertThat(standing(tradeNo)).isEqualTo("WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED");
        advance("PT1H");

        assertThat(standing(tradeNo)).isEqualTo("TRADE_FINISHED/REFUND_CLOSED");
    }

    @Test
    void aSellerMayChangeThePriceUntilTheBuyerPays() {
        String tradeNo = client.login(order(PayForm.escrow("A1")));
        journal.fresh();
        act(tradeNo, "adjust_price", "total_fee=300.50");
        assertThat(journal.lines()).containsExactly("WAIT_BUYER_PAY");
        assertThat(journal.last().get("is_total_fee_adjust")).isEqualTo("Y");
        assertThat(journal.last().get("total_fee")).isEqualTo("300.50");
        JsonObject paid = client.api("pay", "out_trade_no=A1");

        assertThat(paid.get("total_fee").getAsString()).isEqualTo("300.50");
        assertThat(paid.get("price").getAsString()).isEqualTo("328.00");
        assertThat(paid.get("discount").getAsString()).isEqualTo("-37.50");
        assertThat(paid.get("is_total_fee_adjust").getAsString()).isEqualTo("Y");
        assertThat(paid.get("return_url").getAsString()).contains("is_total_fee_adjust=Y");
        assertThat(post(tradeNo, "adjust_price").statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"''", "total_fee=0.00", "total_fee=10.00", "total_fee=1000000.01", "total_fee=-5", "total_fee=1.005"})
    void aPriceThatCannotBeIsABadRequest(String form) {
        PayForm withFreight = order(PayForm.escrow("A2"))
                .with("logistics_type_1", "EMS")
                .with("logistics_fee_1", "25.00")
                .with("logistics_payment_1", "SELLER_PAY");
        String tradeNo = client.login(withFreight);

        assertThat(client.post("/sandbox/api/trades/" + tradeNo + "/adjust_price", form)
                        .statusCode())
                .isEqualTo(400);
        assertThat(trade(tradeNo).get("total_fee").getAsString()).isEqualTo("338.00");
    }

    @Test
    void theChangedPriceCanBePaidAfterTheMerchantSubmitsTheSameOrderAgain() {
        PayForm form = order(PayForm.dual("A3"));
        String tradeNo = client.login(form);
        act(tradeNo, "adjust_price", "total_fee=400");
        HttpResponse<byte[]> again = client.submit(form);
        String page =
                Client.text(client.get(again.headers().firstValue("Location").orElseThrow()));

        assertThat(page).contains("<span id=\"total\">400.00</span>", "卖家已修改价格");
        assertThat(client.api("pay", "out_trade_no=A3&mode=instant")
                        .get("total_fee")
                        .getAsString())
                .isEqualTo("400.00");
    }

    @Test
    void anOrdinaryInstantPaymentCannotBePaidBack() {
        client.submit(order(PayForm.dual("I1")));
        String tradeNo = client.api("pay", "out_trade_no=I1&mode=instant")
                .get("trade_no")
                .getAsString();

        assertThat(post(tradeNo, "refund").statusCode()).isEqualTo(409);
        assertThat(post(tradeNo, "apply_refund").statusCode()).isEqualTo(409);
    }

    /** Pays an escrow order and takes the steps, each {@code action} or {@code action:form}. */
    private String arrive(String way) {
        client.submit(order(PayForm.escrow("R1")));
        String tradeNo = client.api("pay", "out_trade_no=R1").get("trade_no").getAsString();
        for (String step : way.split(" ")) {
            String[] parts = step.split(":");
            if (!parts[0].isEmpty()) {
                act(tradeNo, parts[0], parts.length > 1 ? parts[1] : "");
            }
        }
        return tradeNo;
    }

    private PayForm order(PayForm form) {
        return form.with("notify_url", merchant.notifyUrl()).with("return_url", merchant.returnUrl());
    }

    private static void act(String tradeNo, String action, String form) {
        HttpResponse<byte[]> answer = client.post("/sandbox/api/trades/" + tradeNo + "/" + action, form);
        assertThat(answer.statusCode()).as(Client.text(answer)).isEqualTo(200);
    }

    private static HttpResponse<byte[]> post(String tradeNo, String action) {
        return client.post("/sandbox/api/trades/" + tradeNo + "/" + action, "");
    }

    private static JsonObject trade(String tradeNo) {
        return client.api("trades/" + tradeNo);
    }

    private static String standing(String tradeNo) {
        JsonObject trade = trade(tradeNo);
        return trade.get("trade_status").getAsString()
                + (trade.has("refund_status") ? "/" + trade.get("refund_status").getAsString() : "");
    }

    private static LocalDateTime time(String protocol) {
        return LocalDateTime.parse(protocol.replace(' ', 'T'));
    }

    private static void advance(String duration) {
        client.api("clock", "advance=" + duration);
    }
}
