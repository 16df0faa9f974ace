package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instant payments under the advanced contract: paid is TRADE_SUCCESS, and money can go back for three months. */
class AdvancedInstantTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.advanced();

    private static final Client client = sandbox.client();
    private final FakeMerchant merchant = sandbox.openShop();
    private final RecordedNotifications journal = new RecordedNotifications(merchant);

    @Test
    void aPaymentIsASuccessAndNinetyDaysLaterFinished() {
        JsonObject paid = pay();
        assertThat(paid.get("trade_status").getAsString()).isEqualTo("TRADE_SUCCESS");
        assertThat(paid.get("return_url").getAsString()).contains("trade_status=TRADE_SUCCESS");
        client.api("clock", "advance=P89DT23H59M");
        assertThat(journal.lines()).containsExactly("WAIT_BUYER_PAY", "TRADE_SUCCESS");
        assertThat(journal.last().get("gmt_payment")).isNotEmpty();
        assertThat(journal.last().has("gmt_close")).isFalse();
        client.api("clock", "advance=PT1M");

        assertThat(journal.lines()).containsExactly("WAIT_BUYER_PAY", "TRADE_SUCCESS", "TRADE_FINISHED");
        assertThat(journal.last().get("gmt_close")).isNotEmpty();
    }

    @Covers("TRADE_SUCCESS/REFUND_SUCCESS -> TRADE_SUCCESS/REFUND_SUCCESS by refund")
    @Test
    void moneyGoesBackInPartsAndTheLastPartClosesTheTrade() {
        String tradeNo = pay().get("trade_no").getAsString();
        journal.fresh();
        client.api("trades/" + tradeNo + "/refund", "refund_fee=100.00");
        client.api("clock", "advance=PT1S");
        client.api("trades/" + tradeNo + "/refund", "refund_fee=38.00");
        assertThat(client.post("/sandbox/api/trades/" + tradeNo + "/refund", "refund_fee=200.01")
                        .statusCode())
                .isEqualTo(400);
        client.api("clock", "advance=PT1S");
        client.api("trades/" + tradeNo + "/refund", "");

        assertThat(journal.lines())
                .containsExactly(
                        "TRADE_SUCCESS/REFUND_SUCCESS", "TRADE_SUCCESS/REFUND_SUCCESS", "TRADE_CLOSED/REFUND_SUCCESS");
        assertThat(journal.notices())
                .extracting(notice -> notice.get("gmt_refund"))
                .doesNotHaveDuplicates()
                .allSatisfy(time -> assertThat(time).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}"));
        assertThat(journal.last().get("total_fee")).isEqualTo("338.00");
        client.api("clock", "advance=P100D");
        assertThat(journal.lines()).hasSize(3);
    }

    @Test
    void aPartlyRefundedPaymentIsFinishedWithItsRefund() {
        String tradeNo = pay().get("trade_no").getAsString();
        client.api("trades/" + tradeNo + "/refund", "refund_fee=100.00");
        client.api("clock", "advance=P92D");

        assertThat(journal.lines()).last().isEqualTo("TRADE_FINISHED/REFUND_SUCCESS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"send_goods", "confirm_goods", "apply_refund", "withdraw_refund", "adjust_price", "close"})
    void nothingOfAnEscrowTradeIsPossible(String action) {
        String tradeNo = pay().get("trade_no").getAsString();

        assertThat(client.post("/sandbox/api/trades/" + tradeNo + "/" + action, "")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void escrowIsAsUnderTheOrdinaryContract() {
        client.submit(PayForm.dual("E1"));

        assertThat(client.api("pay", "out_trade_no=E1").get("trade_status").getAsString())
                .isEqualTo("WAIT_SELLER_SEND_GOODS");
    }

    private JsonObject pay() {
        client.submit(
                PayForm.dual("S1").with("notify_url", merchant.notifyUrl()).with("return_url", merchant.returnUrl()));
        return client.api("pay", "out_trade_no=S1&mode=instant");
    }
}
