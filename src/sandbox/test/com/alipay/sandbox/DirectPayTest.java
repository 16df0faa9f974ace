package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.Parameters;
import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code create_direct_pay_by_user}, which the same shops run: instant, and nothing is shipped. */
class DirectPayTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();
    private final FakeMerchant merchant = sandbox.openShop();
    private final RecordedNotifications journal = new RecordedNotifications(merchant);

    @Covers("service create_direct_pay_by_user")
    @Test
    void aDirectPaymentIsFinishedAtOnceAndSaysNothingOfShipping() {
        JsonObject paid = pay(order("D1", merchant).with("extra_common_param", "会员 7"), "");

        assertThat(paid.get("trade_status").getAsString()).isEqualTo("TRADE_FINISHED");
        assertThat(paid.get("total_fee").getAsString()).isEqualTo("12.30");
        assertThat(journal.lines()).containsExactly("TRADE_FINISHED");
        Parameters told = journal.last();
        assertThat(told.asMap())
                .containsEntry("price", "12.30")
                .containsEntry("quantity", "1")
                .containsEntry("extra_common_param", "会员 7")
                .doesNotContainKeys("logistics_type", "logistics_fee", "logistics_payment", "receive_name");
        assertThat(told.get("gmt_close")).isEqualTo(told.get("gmt_payment")).isNotEmpty();
        assertThat(new Md5Signer(PayForm.KEY).accepts(told.asMap(), StandardCharsets.UTF_8))
                .isTrue();

        Parameters back = returned(paid);
        assertThat(new Md5Signer(PayForm.KEY).accepts(back.asMap(), StandardCharsets.UTF_8))
                .isTrue();
        assertThat(back.asMap())
                .containsEntry("exterface", "create_direct_pay_by_user")
                .containsEntry("trade_status", "TRADE_FINISHED")
                .containsEntry("extra_common_param", "会员 7")
                .doesNotContainKeys("price", "gmt_create", "logistics_type");
    }

    @Test
    void underTheAdvancedContractItIsASuccessThatCanBePaidBack() {
        try (Sandbox advanced = Sandbox.start(SandboxOptions.forMerchant(PayForm.PARTNER, PayForm.KEY, PayForm.SELLER)
                .withAdvancedInstant())) {
            Client there = new Client(advanced);
            there.submit(order("D2", merchant));
            JsonObject paid = there.api("pay", "out_trade_no=D2");
            String trade = "trades/" + paid.get("trade_no").getAsString() + "/refund";

            assertThat(paid.get("trade_status").getAsString()).isEqualTo("TRADE_SUCCESS");
            assertThat(there.api(trade, "refund_fee=2.30").get("trade_status").getAsString())
                    .isEqualTo("TRADE_SUCCESS");
            assertThat(there.api(trade, "").get("trade_status").getAsString()).isEqualTo("TRADE_CLOSED");
        }
        assertThat(journal.lines())
                .containsExactly("TRADE_SUCCESS", "TRADE_SUCCESS/REFUND_SUCCESS", "TRADE_CLOSED/REFUND_SUCCESS");
    }

    @Test
    void nobodyIsToldOfATradeThatIsOnlyBegun() {
        client.login(order("D3", merchant));

        assertThat(journal.lines()).isEmpty();
        assertThat(client.list("trades").get(0).get("trade_status").getAsString())
                .isEqualTo("WAIT_BUYER_PAY");
    }

    @Test
    void theCashierAsksNeitherForAnAddressNorForAWayOfShipping() {
        String page = Client.text(client.get(location(client.submit(order("D4", merchant)))));

        assertThat(page).contains("即时到账", "<span id=\"total\">12.30</span>");
        assertThat(page).doesNotContain("物流方式", "收货", "receive_name", "name=\"logistics\"", "name=\"mode\"");
    }

    static Stream<Arguments> broken() {
        PayForm byTotal = PayForm.direct("B1");
        PayForm byPrice = byTotal.without("total_fee").with("price", "6.15").with("quantity", "2");
        return Stream.of(
                arguments("ILLEGAL_ARGUMENT", byTotal.without("total_fee")),
                arguments("ILLEGAL_ARGUMENT", byPrice.without("quantity")),
                arguments("ILLEGAL_ARGUMENT", byPrice.without("price")),
                arguments("ILLEGAL_ARGUMENT", byTotal.without("out_trade_no")),
                arguments("ILLEGAL_ARGUMENT", byTotal.without("subject")),
                arguments("ILLEGAL_ARGUMENT", byTotal.without("seller_email")),
                arguments("ILLEGAL_ARGUMENT", byTotal.with("extra_common_param", "x".repeat(101))),
                arguments("ILLEGAL_PAYMENT_TYPE", byTotal.without("payment_type")),
                arguments("ILLEGAL_FEE_PARAM", byTotal.with("total_fee", "0.00")),
                arguments("ILLEGAL_FEE_PARAM", byTotal.with("total_fee", "100000000.01")),
                arguments("ILLEGAL_FEE_PARAM", byTotal.with("total_fee", "1.234")),
                arguments("ILLEGAL_FEE_PARAM", byPrice.with("total_fee", "12.31")),
                arguments("TOTAL_FEE_LESSEQUAL_ZERO", byPrice.with("discount", "-12.30")));
    }

    @Covers(codesOf = "broken")
    @ParameterizedTest
    @MethodSource("broken")
    void aDirectPaymentWithOneBrokenThingGetsItsCode(String code, PayForm form) {
        assertThat(Client.text(client.submit(form))).contains("<code id=\"code\">" + code + "</code>");
    }

    @Test
    void priceAndQuantityStandForTheTotalAndNoLimitOfEscrowBinds() {
        PayForm form = order("D5", merchant).without("total_fee").with("price", "1000000.00");

        assertThat(pay(form.with("quantity", "3").with("discount", "-0.50"), "")
                        .get("total_fee")
                        .getAsString())
                .isEqualTo("2999999.50");
        assertThat(client.submit(order("D6", merchant).with("total_fee", "100000000.00"))
                        .statusCode())
                .isEqualTo(303);
    }

    @Covers({"code TRADE_PRICE_NOT_MATCH", "code TRADE_QUANTITY_NOT_MATCH"})
    @ParameterizedTest
    @CsvSource({
        "TRADE_PRICE_NOT_MATCH, price, 7.00",
        "TRADE_QUANTITY_NOT_MATCH, quantity, 3",
        "TRADE_DATA_MATCH_ERROR, subject, other goods",
        "TRADE_DATA_MATCH_ERROR, discount, -1.00"
    })
    void aChangedOrderUnderAnOldNumberIsToldWhatDiffers(String code, String name, String value) {
        PayForm form =
                order("D7", merchant).without("total_fee").with("price", "6.15").with("quantity", "2");
        client.login(form);

        assertThat(Client.text(client.submit(form.with(name, value)))).contains(code);
        assertThat(client.submit(form).statusCode()).isEqualTo(303);
    }

    @Covers("code TRADE_TOTALFEE_NOT_MATCH")
    @Test
    void aChangedTotalUnderAnOldNumberIsToldToo() {
        client.login(order("D8", merchant));

        assertThat(Client.text(client.submit(order("D8", merchant).with("total_fee", "1.00"))))
                .contains("TRADE_TOTALFEE_NOT_MATCH");
    }

    @Test
    void escrowCannotBeChosen() {
        client.submit(order("D9", merchant));

        assertThat(client.post("/sandbox/api/pay", "out_trade_no=D9&mode=escrow")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.api("pay", "out_trade_no=D9&mode=instant").has("return_url"))
                .isTrue();
    }

    private JsonObject pay(PayForm form, String choice) {
        location(client.submit(form));
        JsonObject paid = client.api("pay", "out_trade_no=" + form.params().get("out_trade_no") + choice);
        client.api("clock", "advance=PT0S");
        return paid;
    }

    private static PayForm order(String outTradeNo, FakeMerchant merchant) {
        return PayForm.direct(outTradeNo)
                .with("notify_url", merchant.notifyUrl())
                .with("return_url", merchant.returnUrl());
    }

    private static String location(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(Client.text(answer)));
    }

    private static Parameters returned(JsonObject paid) {
        String query = URI.create(paid.get("return_url").getAsString()).getRawQuery();
        return Parameters.of(query.getBytes(StandardCharsets.US_ASCII), new byte[0], StandardCharsets.UTF_8);
    }
}
