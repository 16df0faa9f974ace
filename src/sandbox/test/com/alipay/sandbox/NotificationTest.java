package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.Parameters;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Retries, acknowledgement, timers: time moves by hand. */
class NotificationTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();
    private final FakeMerchant merchant = sandbox.openShop();

    @Test
    void anUnacknowledgedNotificationClimbsTheLadderToItsEndAndStops() {
        merchant.answers(200, "fail");
        pay(PayForm.escrow("L1"), "");
        int events = 3;
        assertThat(merchant.received()).hasSize(events);

        List<Integer> counts = new ArrayList<>();
        for (String step : List.of("PT4M", "PT10M", "PT10M", "PT1H", "PT2H", "PT6H", "PT15H", "PT72H")) {
            client.api("clock", "advance=" + step);
            counts.add(merchant.received().size() / events);
        }

        assertThat(counts).containsExactly(2, 3, 4, 5, 6, 7, 8, 8);
        List<Parameters> paid = received("WAIT_SELLER_SEND_GOODS");
        assertThat(paid).hasSize(8);
        assertThat(paid)
                .extracting(notice -> notice.get("notify_id"))
                .containsOnly(paid.get(0).get("notify_id"));
        assertThat(new HashSet<>(paid.stream().map(notice -> notice.get("sign")).toList()))
                .hasSize(8);
        assertThat(paid)
                .allSatisfy(
                        notice -> assertThat(new Md5Signer(PayForm.KEY).accepts(notice.asMap(), StandardCharsets.UTF_8))
                                .isTrue());
    }

    @Test
    void oneLongAdvanceMakesEveryRetryAtItsOwnTime() {
        merchant.answers(500, "success");
        pay(PayForm.dual("L2"), "&mode=instant");
        client.api("clock", "advance=PT24H24M");

        List<Parameters> sent = received("TRADE_FINISHED");
        List<Long> minutes = new ArrayList<>();
        for (int i = 1; i < sent.size(); i++) {
            minutes.add(Duration.between(time(sent.get(i - 1)), time(sent.get(i)))
                    .plusSeconds(5)
                    .toMinutes());
        }
        assertThat(minutes).containsExactly(4L, 10L, 10L, 60L, 120L, 360L, 900L);
    }

    @Test
    void anAnswerOfSuccessEndsTheRetries() {
        merchant.answers(200, "fail");
        pay(PayForm.dual("L3"), "&mode=instant");
        merchant.answers(200, "success");
        client.api("clock", "advance=PT4M");
        int after = merchant.received().size();
        client.api("clock", "advance=P2D");

        assertThat(after).isEqualTo(4);
        assertThat(merchant.received()).hasSize(4);
    }

    @Test
    void aResendKeepsWhatWasTrueAtTheEvent() {
        merchant.answers(200, "fail");
        String tradeNo = pay(PayForm.escrow("L4"), "").get("trade_no").getAsString();
        client.api("trades/" + tradeNo + "/send_goods", "");
        merchant.received().clear();
        client.api("clock", "advance=PT4M");

        assertThat(received("WAIT_SELLER_SEND_GOODS"))
                .hasSize(1)
                .allSatisfy(notice -> assertThat(notice.has("gmt_send_goods")).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "200, success, true",
        "200, '\r\n success\n', true",
        "200, SUCCESS, false",
        "200, success<br>, false",
        "200, '', false",
        "302, success, false",
        "500, success, false",
        "201, success, false"
    })
    void onlyTheWordWithStatus200Acknowledges(int status, String answer, boolean acknowledged) {
        merchant.answers(status, answer);
        pay(PayForm.dual("A1"), "&mode=instant");
        JsonObject delivery = client.list("deliveries").get(0);

        assertThat(delivery.get("acknowledged").getAsBoolean()).isEqualTo(acknowledged);
        assertThat(delivery.get("http_status").getAsInt()).isEqualTo(status);
        assertThat(delivery.has("next_try")).isEqualTo(!acknowledged);
        assertThat(delivery.has("lint")).isEqualTo(acknowledged && !answer.equals("success"));
    }

    @Test
    void aLongAnswerIsCutOffAndDoesNotAcknowledge() {
        merchant.answers(200, "success" + " ".repeat(5000));
        pay(PayForm.dual("A2"), "&mode=instant");
        JsonObject delivery = client.list("deliveries").get(0);

        assertThat(delivery.get("acknowledged").getAsBoolean()).isFalse();
        assertThat(delivery.get("answer_hex").getAsString()).hasSize(2 * 1024);
    }

    @Test
    void aMerchantThatIsNotThereIsTriedAgain() {
        merchant.close();
        pay(PayForm.dual("A3"), "&mode=instant");
        JsonObject delivery = client.list("deliveries").get(0);

        assertThat(delivery.get("failure").getAsString()).contains("连接失败");
        assertThat(delivery.has("next_try")).isTrue();
    }

    @Test
    void aNotificationCanBeSentAgainByHandAndVerifiedAgain() {
        List<String> answers = new ArrayList<>();
        pay(PayForm.dual("A4"), "&mode=instant");
        merchant.onNotify(notice -> answers.add(verify(PayForm.PARTNER, notice.in(StandardCharsets.UTF_8))));
        int id = client.list("deliveries").get(0).get("id").getAsInt();
        JsonObject again = client.api("deliveries/" + id + "/resend", "");

        assertThat(again.get("attempt").getAsInt()).isEqualTo(2);
        assertThat(again.get("acknowledged").getAsBoolean()).isTrue();
        assertThat(answers).containsExactly("true");
    }

    @Covers("service notify_verify")
    @Test
    void anAsynchronousIdIsGoodUntilTheMerchantHasAnsweredSuccess() {
        merchant.answers(200, "fail");
        pay(PayForm.dual("V1"), "&mode=instant");
        Parameters notice = received("TRADE_FINISHED").get(0);
        assertThat(verify(PayForm.PARTNER, notice)).isEqualTo("true");
        assertThat(verify("2088000000000099", notice)).isEqualTo("false");
        client.api("clock", "advance=PT239S");
        assertThat(verify(PayForm.PARTNER, notice)).isEqualTo("true");
        merchant.answers(200, "success");
        client.api("clock", "advance=PT1S");
        assertThat(verify(PayForm.PARTNER, notice)).isEqualTo("false");
    }

    @Test
    void aReturnIdIsGoodForAMinuteEncodedOrPasted() {
        String url = pay(PayForm.dual("V2"), "").get("return_url").getAsString();
        String wire = url.replaceAll(".*[?&]notify_id=([^&]+).*", "$1");
        String pasted = wire.replace("%25", "%");
        String query = "/trade/notify_query.do?partner=" + PayForm.PARTNER + "&notify_id=";

        assertThat(wire).contains("%252F");
        assertThat(Client.text(client.get(query + wire))).isEqualTo("true");
        assertThat(Client.text(client.get(query + pasted))).isEqualTo("true");
        client.api("clock", "advance=PT45S");
        assertThat(Client.text(client.get(query + wire))).isEqualTo("true");
        client.api("clock", "advance=PT16S");
        assertThat(Client.text(client.get(query + wire))).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/gateway.do?service=notify_verify&partner=2088000000000001&notify_id=0",
                "/cooperate/gateway.do?service=notify_verify&partner=2088000000000001&notify_id=0",
                "/trade/notify_query.do?&partner=2088000000000001&notify_id=0",
                "/trade/notify_query.do?service=notify_verify&partner=2088000000000001&notify_id=0"
            })
    void everySpellingOfTheQuestionIsAnswered(String question) {
        var answer = client.get(question);

        assertThat(Client.text(answer)).isEqualTo("false");
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("5");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");
    }

    @Test
    void aQuestionWithoutPartnerOrIdIsInvalid() {
        assertThat(Client.text(client.get("/trade/notify_query.do?partner=&notify_id=1")))
                .isEqualTo("invalid");
        assertThat(Client.text(client.post("/gateway.do", "service=notify_verify&partner=1")))
                .isEqualTo("invalid");
    }

    @Test
    void anUnpaidTradeClosesAtItsOwnLimitAndNobodyIsTold() {
        PayForm form = PayForm.dual("U1").with("it_b_pay", "90m");
        login(form);
        client.api("clock", "advance=PT89M");
        assertThat(onlyTrade().get("trade_status").getAsString()).isEqualTo("WAIT_BUYER_PAY");
        client.api("clock", "advance=PT1M");

        assertThat(onlyTrade().get("trade_status").getAsString()).isEqualTo("TRADE_CLOSED");
        assertThat(merchant.received()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"EXPRESS, '', P10D", "POST, '', P30D", "POST, 12d, P12D", "EMS, 12d, P10D"})
    void receiptIsConfirmedByItsTimer(String type, String limit, String days) {
        PayForm form = PayForm.escrow("R1").with("logistics_type", type).with("t_b_rec_post", limit);
        String tradeNo = pay(form, "").get("trade_no").getAsString();
        client.api("trades/" + tradeNo + "/send_goods", "");
        client.api("clock", "advance=" + Duration.parse(days).minusMinutes(1));
        assertThat(onlyTrade().get("trade_status").getAsString()).isEqualTo("WAIT_BUYER_CONFIRM_GOODS");
        client.api("clock", "advance=PT1M");

        assertThat(onlyTrade().get("trade_status").getAsString()).isEqualTo("TRADE_FINISHED");
        assertThat(received("TRADE_FINISHED")).hasSize(1);
    }

    /** What the seller says of the shipment counts, not what the buyer chose. */
    @ParameterizedTest
    @CsvSource({
        "EXPRESS, VIRTUAL,    P3D",
        "DIRECT,  VIRTUAL,    P3D",
        "EXPRESS, VIRTUAL_10, P10D",
        "EXPRESS, VIRTUAL_30, P30D",
        "EXPRESS, POST,       P30D",
        "POST,    EXPRESS,    P10D"
    })
    void receiptIsConfirmedByTheTimerOfWhatWasSent(String chosen, String sent, String days) {
        String tradeNo = pay(PayForm.escrow("R1").with("logistics_type", chosen), "")
                .get("trade_no")
                .getAsString();
        PayForm shipment = PayForm.call("send_goods_confirm_by_platform")
                .with("trade_no", tradeNo)
                .with("logistics_name", "网络")
                .with("transport_type", sent);
        assertThat(Client.text(client.submit(shipment))).contains("<is_success>T</is_success>");
        client.api("clock", "advance=" + Duration.parse(days).minusMinutes(1));
        assertThat(onlyTrade().get("trade_status").getAsString()).isEqualTo("WAIT_BUYER_CONFIRM_GOODS");
        assertThat(onlyTrade().get("transport_type").getAsString()).isEqualTo(sent);
        client.api("clock", "advance=PT1M");

        assertThat(onlyTrade().get("trade_status").getAsString()).isEqualTo("TRADE_FINISHED");
    }

    @Test
    void aTransportThatThereIsNotIsABadRequest() {
        String tradeNo = pay(PayForm.escrow("R1"), "").get("trade_no").getAsString();

        assertThat(client.post("/sandbox/api/trades/" + tradeNo + "/send_goods", "transport_type=TRAIN")
                        .statusCode())
                .isEqualTo(400);
        assertThat(onlyTrade().get("trade_status").getAsString()).isEqualTo("WAIT_SELLER_SEND_GOODS");
    }

    @Test
    void aSellersTimeToShipRunsOutInTwoSteps() {
        PayForm form = PayForm.escrow("S1").with("t_s_send_1", "3d").with("t_s_send_2", "5d");
        String tradeNo = pay(form, "").get("trade_no").getAsString();
        merchant.received().clear();
        client.api("clock", "advance=P2DT23H59M");
        assertThat(onlyTrade().has("shipping_overdue")).isFalse();
        client.api("clock", "advance=PT1M");
        assertThat(onlyTrade().get("shipping_overdue").getAsString()).isEqualTo("REFUND_ALLOWED");
        assertThat(Client.text(client.get("/trades/" + tradeNo))).contains("买家可以申请退款");
        client.api("clock", "advance=P2D");
        assertThat(onlyTrade().get("shipping_overdue").getAsString()).isEqualTo("REFUND_SUGGESTED");
        assertThat(merchant.received()).isEmpty();
        client.api("trades/" + tradeNo + "/send_goods", "");

        assertThat(onlyTrade().has("shipping_overdue")).isFalse();
    }

    @Test
    void oneAdvanceDoesEverythingDueInTheOrderOfItsTime() {
        merchant.answers(200, "fail");
        client.api("faults", "fault=NOTICE_LOST&trade_status=any");
        String shipped = pay(PayForm.escrow("O1"), "").get("trade_no").getAsString();
        client.api("trades/" + shipped + "/send_goods", "");
        login(PayForm.escrow("O2").with("it_b_pay", "1h"));
        client.api("clock", "advance=PT0S");
        client.delete("/sandbox/api/faults");
        merchant.received().clear();
        login(PayForm.escrow("O3").with("it_b_pay", "5m"));
        client.api("clock", "advance=P12D");

        List<String> told = merchant.received().stream()
                .map(each -> each.in(StandardCharsets.UTF_8))
                .map(notice -> notice.get("out_trade_no") + " " + notice.get("trade_status"))
                .toList();
        assertThat(told.subList(0, 8)).containsOnly("O3 WAIT_BUYER_PAY");
        assertThat(told.subList(8, told.size()))
                .containsOnly("O1 TRADE_FINISHED")
                .hasSize(8);
        assertThat(client.list("trades"))
                .extracting(trade -> trade.get("out_trade_no").getAsString() + " "
                        + trade.get("trade_status").getAsString())
                .containsExactly("O3 TRADE_CLOSED", "O2 TRADE_CLOSED", "O1 TRADE_FINISHED");
        List<String> times = merchant.received().stream()
                .map(each -> each.in(StandardCharsets.UTF_8).get("notify_time"))
                .toList();
        assertThat(times).isSorted();
    }

    private JsonObject pay(PayForm form, String choice) {
        PayForm order = form.with("notify_url", merchant.notifyUrl()).with("return_url", merchant.returnUrl());
        assertThat(client.submit(order).statusCode()).isEqualTo(303);
        return client.api("pay", "out_trade_no=" + form.params().get("out_trade_no") + choice);
    }

    private void login(PayForm form) {
        client.login(form.with("notify_url", merchant.notifyUrl()));
    }

    private static JsonObject onlyTrade() {
        return client.list("trades").get(0);
    }

    private List<Parameters> received(String status) {
        return merchant.received().stream()
                .map(each -> each.in(StandardCharsets.UTF_8))
                .filter(notice -> notice.get("trade_status").equals(status))
                .toList();
    }

    private static String verify(String partner, Parameters notice) {
        return Client.text(client.get(
                "/gateway.do?service=notify_verify&partner=" + partner + "&notify_id=" + notice.get("notify_id")));
    }

    private static LocalDateTime time(Parameters notice) {
        return LocalDateTime.parse(
                notice.get("notify_time"), DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT));
    }
}
