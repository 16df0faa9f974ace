package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.Parameters;
import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stories of the tutorials, over real HTTP. */
class JourneyTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();
    private final FakeMerchant merchant = sandbox.openShop();

    @Covers("service create_partner_trade_by_buyer")
    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "gbk", "gb2312", "GBK"})
    void anEscrowTradeGoesFromPaymentToReceiptAndTellsEachStep(String charsetName) {
        Charset charset = Charsets.named(charsetName).orElseThrow();
        JsonObject paid = pay(order(PayForm.escrow("E1")).with("_input_charset", charsetName), "");

        assertThat(paid.get("trade_status").getAsString()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        assertThat(paid.get("total_fee").getAsString()).isEqualTo("338.00");
        String tradeNo = paid.get("trade_no").getAsString();
        assertThat(tradeNo).matches("\\d{16}");
        assertThat(client.api("trades/" + tradeNo + "/send_goods", "")
                        .get("trade_status")
                        .getAsString())
                .isEqualTo("WAIT_BUYER_CONFIRM_GOODS");
        assertThat(client.api("trades/" + tradeNo + "/confirm_goods", "")
                        .get("trade_status")
                        .getAsString())
                .isEqualTo("TRADE_FINISHED");

        List<Parameters> notices =
                merchant.received().stream().map(each -> each.in(charset)).toList();
        assertThat(notices)
                .extracting(notice -> notice.get("trade_status"))
                .containsExactly(
                        "WAIT_BUYER_PAY",
                        "WAIT_BUYER_PAY",
                        "WAIT_SELLER_SEND_GOODS",
                        "WAIT_BUYER_CONFIRM_GOODS",
                        "TRADE_FINISHED");
        assertThat(notices).allSatisfy(notice -> assertGenuine(notice, charset));
        assertThat(notices).extracting(notice -> notice.get("subject")).containsOnly("诺基亚 N8 & 耳机");
        assertThat(notices.get(0).has("logistics_type")).isFalse();
        assertThat(notices.get(1).get("gmt_logistics_modify")).isNotEmpty();
        assertThat(notices.get(2).get("gmt_payment")).isNotEmpty();
        assertThat(notices.get(3).get("gmt_send_goods")).isNotEmpty();
        assertThat(notices.get(4).get("gmt_close")).isNotEmpty();
        assertThat(notices).extracting(notice -> notice.get("notify_id")).doesNotHaveDuplicates();
        assertThat(notices)
                .allSatisfy(notice -> assertThat(notice.get("notify_id")).matches("[0-9a-f]{32}[0-9a-z]{2}"));
    }

    @Covers({"service trade_create_by_buyer", "WAIT_BUYER_PAY -> TRADE_FINISHED by pay"})
    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "gbk"})
    void anInstantPaymentIsFinishedAtOnce(String charsetName) {
        Charset charset = Charsets.named(charsetName).orElseThrow();
        JsonObject paid = pay(order(PayForm.dual("I1")).with("_input_charset", charsetName), "&mode=instant");

        assertThat(paid.get("trade_status").getAsString()).isEqualTo("TRADE_FINISHED");
        Parameters last = merchant.received().get(1).in(charset);
        assertThat(merchant.received()).hasSize(2);
        assertGenuine(last, charset);
        assertThat(last.get("gmt_close")).isEqualTo(last.get("gmt_payment")).isNotEmpty();

        Parameters back = returned(paid, charset);
        assertGenuine(back, charset);
        assertThat(back.get("exterface")).isEqualTo("trade_create_by_buyer");
        assertThat(back.get("is_success")).isEqualTo("T");
        assertThat(back.get("trade_status")).isEqualTo("TRADE_FINISHED");
        assertThat(back.asMap()).doesNotContainKeys("price", "quantity", "discount", "gmt_create", "use_coupon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "gbk"})
    void theReturnOfAnEscrowTradeCarriesTheFullSetAndAnIdThatNeedsEncoding(String charsetName) {
        Charset charset = Charsets.named(charsetName).orElseThrow();
        Parameters back = returned(pay(order(PayForm.dual("R1")).with("_input_charset", charsetName), ""), charset);

        assertGenuine(back, charset);
        assertThat(back.get("notify_id")).startsWith("RqPnCoPT3K9%2Fvwbh3I").hasSizeBetween(68, 70);
        assertThat(back.get("seller_actions")).isEqualTo("SEND_GOODS");
        assertThat(back.asMap()).containsKeys("price", "quantity", "discount", "gmt_payment", "receive_name");
        assertThat(back.asMap()).doesNotContainKeys("exterface", "buyer_actions", "partnerId", "charset");
    }

    @Test
    void aReturnAfterShippingSaysSo() {
        merchant.onNotify(notice -> {
            if (notice.in(StandardCharsets.UTF_8).get("trade_status").equals("WAIT_SELLER_SEND_GOODS")) {
                String tradeNo = notice.in(StandardCharsets.UTF_8).get("trade_no");
                client.api("trades/" + tradeNo + "/send_goods", "");
            }
        });
        Parameters back = returned(pay(order(PayForm.dual("R2")), ""), StandardCharsets.UTF_8);

        assertThat(back.get("trade_status")).isEqualTo("WAIT_BUYER_CONFIRM_GOODS");
        assertThat(back.get("seller_actions")).isEqualTo("EXTEND_TIMEOUT");
        assertThat(back.get("buyer_actions")).isEqualTo("REFUND,CONFIRM_GOODS");
    }

    @Test
    void theChosenGroupDecidesTheTotal() {
        PayForm two = order(PayForm.dual("G1"))
                .with("discount", "-3.00")
                .with("logistics_type_1", "EMS")
                .with("logistics_fee_1", "25.00")
                .with("logistics_payment_1", "SELLER_PAY");
        JsonObject paid = pay(two, "&logistics=1");

        assertThat(paid.get("total_fee").getAsString()).isEqualTo("325.00");
        assertThat(paid.get("logistics_type").getAsString()).isEqualTo("EMS");
    }

    @Covers("address /trade/notify_query.do")
    @Test
    void aMerchantThatVerifiesDuringTheNotificationIsServed() {
        List<String> answers = new CopyOnWriteArrayList<>();
        merchant.onNotify(notice -> answers.add(verify(notice.in(StandardCharsets.UTF_8))));
        pay(order(PayForm.dual("V1")), "&mode=instant");

        assertThat(answers).containsExactly("true", "true");
    }

    @Test
    void theNotificationLooksAsTheFieldReportsSay() {
        pay(order(PayForm.dual("H1")), "&mode=instant");

        assertThat(merchant.received()).allSatisfy(notice -> {
            assertThat(notice.contentType()).isEqualTo("application/x-www-form-urlencoded");
            assertThat(notice.userAgent()).isEqualTo("Mozilla/4.0");
        });
    }

    @Test
    void withoutNotifyUrlNobodyIsTold() {
        JsonObject paid = pay(order(PayForm.dual("N1")).without("notify_url"), "");

        assertThat(paid.get("trade_status").getAsString()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        assertThat(client.list("deliveries")).isEmpty();
    }

    @Test
    void aQueryOfTheMerchantsOwnStaysInFrontAndUnsigned() {
        JsonObject paid = pay(order(PayForm.dual("Q1")).with("return_url", merchant.returnUrl() + "?id=7"), "");

        assertThat(paid.get("return_url").getAsString()).startsWith(merchant.returnUrl() + "?id=7&");
        assertThat(paid.get("warnings").getAsJsonArray()).isNotEmpty();
    }

    @Test
    void everythingMayStandInTheAddressOfAGet() {
        PayForm form = order(PayForm.escrow("GET1")).with("_input_charset", "gbk");
        HttpResponse<byte[]> answer = client.get("/cooperate/gateway.do?" + form.body());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(client.api("pay", "out_trade_no=GET1").get("subject").getAsString())
                .isEqualTo("诺基亚 N8 & 耳机");
    }

    @Test
    void theSameUnpaidOrderGoesOnUnderItsTradeNumber() {
        PayForm form = order(PayForm.dual("S1"));
        String cashier = cashierOf(form);
        client.post(cashier, login(cashier, "buyer@example.com"));
        String before =
                client.list("trades?out_trade_no=S1").get(0).get("trade_no").getAsString();
        JsonObject paid = pay(form, "");

        assertThat(paid.get("trade_no").getAsString()).isEqualTo(before);
    }

    private JsonObject pay(PayForm form, String choice) {
        assertThat(client.submit(form).statusCode()).isEqualTo(303);
        return client.api("pay", "out_trade_no=" + form.params().get("out_trade_no") + choice);
    }

    private PayForm order(PayForm form) {
        return form.with("subject", "诺基亚 N8 & 耳机")
                .with("notify_url", merchant.notifyUrl())
                .with("return_url", merchant.returnUrl());
    }

    private static String cashierOf(PayForm form) {
        return client.submit(form).headers().firstValue("Location").orElseThrow();
    }

    private static String login(String cashier, String buyer) {
        String page = Client.text(client.get(cashier));
        String seal = page.replaceAll("(?s).*name=\"seal\" value=\"([0-9a-f]+)\".*", "$1");
        return "step=login&buyer=" + buyer + "&seal=" + seal;
    }

    private static Parameters returned(JsonObject paid, Charset charset) {
        String query = URI.create(paid.get("return_url").getAsString()).getRawQuery();
        return Parameters.of(query.getBytes(StandardCharsets.US_ASCII), new byte[0], charset);
    }

    private static void assertGenuine(Parameters message, Charset charset) {
        assertThat(new Md5Signer(PayForm.KEY).accepts(message.asMap(), charset)).isTrue();
        assertThat(message.get("sign_type")).isEqualTo("MD5");
        assertThat(message.get("seller_email")).isEqualTo(PayForm.SELLER);
    }

    private static String verify(Parameters notice) {
        return Client.text(client.get("/trade/notify_query.do?"
                + FormCodec.encode(
                        Map.of("partner", PayForm.PARTNER, "notify_id", notice.get("notify_id"))
                                .entrySet(),
                        StandardCharsets.UTF_8)));
    }
}
