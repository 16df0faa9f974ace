package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.alipay.sandbox.merchant.Contract;
import com.alipay.sandbox.merchant.ServerService;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.security.KnownKeys;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shipping, query, close and time stamp, as a merchant's server calls them. */
class ServerServicesTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();
    private final FakeMerchant merchant = sandbox.openShop();
    private final RecordedNotifications journal = new RecordedNotifications(merchant);

    @Covers("service send_goods_confirm_by_platform")
    @ParameterizedTest
    @CsvSource({"utf-8, UTF-8", "gbk, GBK", "gb2312, GBK"})
    void aShippedTradeIsAnsweredInTheCharsetOfTheRequestWithASignOverItsChildren(String name, String javaName) {
        Charset charset = Charset.forName(javaName);
        String tradeNo = pay("S1", "");
        HttpResponse<byte[]> answer = client.submit(shipping(tradeNo).with("_input_charset", name));
        XmlAnswer xml = XmlAnswer.of(answer);

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/xml");
        assertThat(new String(answer.body(), charset)).contains("<param name=\"logistics_name\">顺丰 &amp; 速运</param>");
        assertThat(xml.isSuccess()).isTrue();
        assertThat(xml.echo())
                .containsEntry("invoice_no", "SF0001")
                .containsEntry("_input_charset", name)
                .doesNotContainKeys("sign", "sign_type");
        assertThat(xml.object())
                .containsEntry("trade_status", "WAIT_BUYER_CONFIRM_GOODS")
                .containsEntry("seller_actions", "[EXTEND_TIMEOUT]")
                .containsEntry("buyer_actions", "[REFUND, CONFIRM_GOODS]")
                .containsEntry("total_fee", "338.00")
                .containsEntry("trade_type", "S");
        assertThat(xml.isSignedBy(PayForm.KEY, charset)).isTrue();
        settle();
        assertThat(journal.lines()).last().isEqualTo("WAIT_BUYER_CONFIRM_GOODS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "gbk"})
    void aCallInPartsIsReadAsAForm(String charsetName) {
        String tradeNo = pay("P1", "");
        PayForm call = shipping(tradeNo).with("_input_charset", charsetName);

        assertThat(XmlAnswer.of(client.submitParts(call.with("sign", "0".repeat(32))))
                        .error())
                .isEqualTo("ILLEGAL_SIGN");
        XmlAnswer shipped = XmlAnswer.of(client.submitParts(call));
        assertThat(shipped.isSuccess()).isTrue();
        assertThat(shipped.echo())
                .containsEntry("logistics_name", "顺丰 & 速运")
                .containsEntry("transport_type", "EXPRESS");
    }

    @Test
    void theSignatureIsTheOneTheReferencePrints() {
        Map<String, String> children = Map.ofEntries(
                Map.entry("buyer_actions", "[REFUND, CONFIRM_GOODS]"),
                Map.entry("buyer_login_email", "buyer@example.com"),
                Map.entry("buyer_user_id", "2088000000000003"),
                Map.entry("last_modified_time", "2011-03-15 10:10:00"),
                Map.entry("out_trade_no", "SIM201103150001"),
                Map.entry("partner_id", "2088000000000001"),
                Map.entry("seller_actions", "[EXTEND_TIMEOUT]"),
                Map.entry("seller_login_email", "seller@example.com"),
                Map.entry("seller_user_id", "2088000000000002"),
                Map.entry("total_fee", "338.00"),
                Map.entry("trade_no", "2011031500000001"),
                Map.entry("trade_status", "WAIT_BUYER_CONFIRM_GOODS"),
                Map.entry("trade_type", "S"));

        assertThat(new Md5Signer(PayForm.KEY).sign(children, StandardCharsets.UTF_8))
                .isEqualTo("adcc839bbd442b3ae6101ccb886ffe18");
        assertThat(ask(shipping(pay("S2", ""))).object()).containsOnlyKeys(children.keySet());
    }

    @Test
    void shippingAgainSucceedsAndTellsNobody() {
        String tradeNo = pay("S3", "");
        ask(shipping(tradeNo));
        settle();
        journal.fresh();
        XmlAnswer again = ask(shipping(tradeNo).with("invoice_no", "SF0002"));
        settle();

        assertThat(again.isSuccess()).isTrue();
        assertThat(journal.lines()).isEmpty();
    }

    @Test
    void goodsThatNeedNoCarrierAreShippedWithoutOne() {
        assertThat(ask(shipping(pay("S4", "")).without("logistics_name").with("transport_type", "DIRECT"))
                        .isSuccess())
                .isTrue();
        assertThat(ask(shipping(pay("S5", "")).without("transport_type").with("create_transport_type", "EXPRESS"))
                        .isSuccess())
                .isTrue();
    }

    static Stream<Arguments> brokenShipping() {
        PayForm good = shipping("2011031500000001");
        return Stream.of(
                arguments("ILLEGAL_ARGUMENT", good.without("trade_no")),
                arguments("ILLEGAL_ARGUMENT", good.with("trade_no", "123456789012345")),
                arguments("ILLEGAL_ARGUMENT", good.with("trade_no", "1".repeat(65))),
                arguments("ILLEGAL_ARGUMENT", good.without("logistics_name")),
                arguments("ILLEGAL_ARGUMENT", good.with("logistics_name", "运".repeat(33))),
                arguments("ILLEGAL_ARGUMENT", good.with("invoice_no", "x".repeat(33))),
                arguments("ILLEGAL_ARGUMENT", good.without("transport_type")),
                arguments("ILLEGAL_ARGUMENT", good.with("transport_type", "PIGEON")),
                arguments("ILLEGAL_ARGUMENT", good.with("create_transport_type", "PIGEON")),
                arguments("ILLEGAL_ARGUMENT", good.with("seller_ip", "1.2.3")),
                arguments("TRADE_NOT_EXIST", good));
    }

    @Covers(codesOf = "brokenShipping")
    @ParameterizedTest
    @MethodSource("brokenShipping")
    void aShippingThatCannotBeIsRefusedWithItsCode(String code, PayForm form) {
        XmlAnswer answer = ask(form);

        assertThat(answer.error()).isEqualTo(code);
        assertThat(answer.text("sign")).isEmpty();
    }

    @Covers("code TRADE_STATUS_NOT_AVAILD")
    @Test
    void onlyAPaidEscrowTradeCanBeShipped() {
        String unpaid = login("S6");
        String instant = pay("S7", "&mode=instant");
        String finished = pay("S8", "");
        ask(shipping(finished));
        client.api("trades/" + finished + "/confirm_goods", "");

        assertThat(Stream.of(unpaid, instant, finished)
                        .map(each -> ask(shipping(each)).error()))
                .containsOnly("TRADE_STATUS_NOT_AVAILD");
    }

    @Covers({"code GENERIC_FAILURE", "fault SHIPPING_FAILS"})
    @Test
    void aShippingThatFailsCanBeTriedAgain() {
        String tradeNo = pay("S9", "");
        client.api("faults", "fault=SHIPPING_FAILS");
        assertThat(ask(shipping(tradeNo)).error()).isEqualTo("GENERIC_FAILURE");
        client.delete("/sandbox/api/faults");

        assertThat(ask(shipping(tradeNo)).isSuccess()).isTrue();
    }

    @Covers("service single_trade_query")
    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "gbk"})
    void aQueryTellsTheWholeTradeWithBooleansOfItsOwn(String charsetName) {
        String tradeNo = pay("Q1", "");
        client.api("trades/" + tradeNo + "/send_goods", "");
        client.api("trades/" + tradeNo + "/apply_refund", "refund_fee=8.00");
        XmlAnswer asked = ask(PayForm.call("single_trade_query")
                .with("_input_charset", charsetName)
                .with("out_trade_no", "Q1"));

        assertThat(asked.isSignedBy(PayForm.KEY, Charsets.named(charsetName).orElseThrow()))
                .isTrue();
        assertThat(asked.object())
                .containsEntry("trade_no", tradeNo)
                .containsEntry("subject", "测试订单")
                .containsEntry("trade_status", "WAIT_BUYER_CONFIRM_GOODS")
                .containsEntry("refund_status", "WAIT_SELLER_AGREE")
                .containsEntry("refund_fee", "8.00")
                .containsEntry("is_total_fee_adjust", "F")
                .containsEntry("use_coupon", "F")
                .containsEntry("flag_trade_locked", "0")
                .containsEntry("to_buyer_fee", "0.00")
                .containsEntry("to_seller_fee", "0.00")
                .containsKeys("gmt_create", "gmt_payment", "gmt_send_goods", "gmt_last_modified_time")
                .doesNotContainKeys("gmt_close", "gmt_refund", "additional_trade_status", "body");
        client.api("trades/" + tradeNo + "/agree_refund", "");
        assertThat(query("trade_no", tradeNo).object())
                .containsEntry("refund_status", "REFUND_SUCCESS")
                .containsEntry("to_buyer_fee", "8.00")
                .containsEntry("to_seller_fee", "330.00")
                .containsKeys("gmt_refund", "gmt_close");
    }

    @Test
    void aTradeThatNobodyPaidInTimeSaysThatTheTimerClosedIt() {
        login("Q2");
        client.api("clock", "advance=P15D");

        assertThat(query("out_trade_no", "Q2").object())
                .containsEntry("trade_status", "TRADE_CLOSED")
                .containsEntry("additional_trade_status", "DAEMON_CONFIRM_CLOSE");
    }

    @Test
    void aPriceThatTheSellerChangedIsAQueryOfTrue() {
        String tradeNo = login("Q3");
        client.api("trades/" + tradeNo + "/adjust_price", "total_fee=300.00");

        assertThat(query("trade_no", tradeNo).object())
                .containsEntry("is_total_fee_adjust", "T")
                .containsEntry("total_fee", "300.00")
                .containsEntry("discount", "-38.00");
    }

    @Test
    void theNumberOfAlipayWinsOverTheMerchantsAndAnUnknownOneDoesNotExist() {
        String first = pay("Q4", "");
        pay("Q5", "");
        PayForm both =
                PayForm.call("single_trade_query").with("trade_no", first).with("out_trade_no", "Q5");

        assertThat(ask(both).object()).containsEntry("out_trade_no", "Q4");
        assertThat(query("out_trade_no", "Q6").error()).isEqualTo("TRADE_NOT_EXIST");
        assertThat(query("trade_no", "1".repeat(16)).error()).isEqualTo("TRADE_NOT_EXIST");
        assertThat(ask(PayForm.call("single_trade_query")).error()).isEqualTo("ILLEGAL_ARGUMENT");
        assertThat(query("out_trade_no", "x".repeat(65)).error()).isEqualTo("ILLEGAL_ARGUMENT");
    }

    @Test
    void anOrderWhoseBuyerNeverLoggedInDoesNotExist() {
        client.submit(PayForm.dual("Q7"));

        assertThat(query("out_trade_no", "Q7").error()).isEqualTo("TRADE_NOT_EXIST");
        assertThat(ask(PayForm.call("close_trade").with("out_order_no", "Q7")).error())
                .isEqualTo("TRADE_NOT_EXIST");
    }

    @Covers("service close_trade")
    @Test
    void anUnpaidTradeIsClosedUnderEitherNumberAndTheAnswerIsBare() {
        String first = login("C1");
        login("C2");
        HttpResponse<byte[]> answer = client.submit(
                PayForm.call("close_trade").with("out_order_no", "C1").with("trade_role", "S"));

        assertThat(Client.text(answer))
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + "<alipay><is_success>T</is_success></alipay>");
        assertThat(query("out_trade_no", "C1").object())
                .containsEntry("trade_status", "TRADE_CLOSED")
                .doesNotContainKey("additional_trade_status");
        assertThat(close("trade_no", first)).isEqualTo("TRADE_STATUS_NOT_AVAILD");
        String second =
                client.list("trades?out_trade_no=C2").get(0).get("trade_no").getAsString();
        assertThat(close("trade_no", second)).isEmpty();
    }

    @Test
    void aTradeThatIsPaidOrMisnamedIsNotClosed() {
        pay("C3", "");

        assertThat(close("out_order_no", "C3")).isEqualTo("TRADE_STATUS_NOT_AVAILD");
        assertThat(close("out_trade_no", "C3")).isEqualTo("ILLEGAL_ARGUMENT");
        assertThat(close("out_order_no", "C4")).isEqualTo("TRADE_NOT_EXIST");
        assertThat(ask(PayForm.call("close_trade").with("out_order_no", "C3").with("trade_role", "X"))
                        .error())
                .isEqualTo("ILLEGAL_ARGUMENT");
    }

    @Covers({"service query_timestamp", "code ANTI_PHISHING_KEY_TIMEOUT"})
    @Test
    void aTimeStampIsGivenUnsignedAndIsGoodForAMinute() {
        XmlAnswer answer = XmlAnswer.of(client.get("/gateway.do?service=query_timestamp&partner=" + PayForm.PARTNER));
        assertThat(answer.object()).containsOnlyKeys("encrypt_key");
        assertThat(answer.isSignedBy(PayForm.KEY, Charsets.GBK)).isTrue();
        PayForm order =
                PayForm.dual("T1").with("anti_phishing_key", answer.object().get("encrypt_key"));

        assertThat(client.submit(order).statusCode()).isEqualTo(303);
        client.api("clock", "advance=PT61S");
        assertThat(Client.text(client.submit(order))).contains("ANTI_PHISHING_KEY_TIMEOUT");
        assertThat(XmlAnswer.of(client.get("/gateway.do?service=query_timestamp&partner=1"))
                        .error())
                .isEqualTo("ILLEGAL_PARTNER");
    }

    static Stream<Arguments> brokenCalls() {
        PayForm query = PayForm.call("single_trade_query").with("out_trade_no", "G1");
        return Stream.of(
                arguments("ILLEGAL_CHARSET", query.with("_input_charset", "utf8")),
                arguments("ILLEGAL_PARTNER", query.with("partner", "2088000000000099")),
                arguments("ILLEGAL_SIGN_TYPE", query.with("sign_type", "md5")),
                arguments("ILLEGAL_SECURITY_PROFILE", query.with("sign_type", "RSA")),
                arguments("ILLEGAL_SIGN", query.signedWith(KnownKeys.OF_A_STRANGER)),
                arguments("ILLEGAL_SIGN", query.with("sign", "0")));
    }

    @ParameterizedTest
    @MethodSource("brokenCalls")
    void whatTheGatewayRefusesAServerIsToldAsXml(String code, PayForm form) {
        assertThat(ask(form).error()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"send_goods_confirm_by_platform", "single_trade_query", "close_trade", "query_timestamp"})
    void aServiceThatIsNotContractedIsNoPrivilegeAndTheOthersGoOn(String service) {
        Contract lacking = Contract.full()
                .withServerServices(Stream.of(ServerService.values())
                        .filter(each -> !each.wireName().equals(service))
                        .toArray(ServerService[]::new));
        try (Sandbox other = Sandbox.start(SandboxOptions.forMerchant(PayForm.MERCHANT.withContract(lacking)))) {
            Client caller = new Client(other);
            assertThat(XmlAnswer.of(caller.submit(PayForm.call(service))).error())
                    .isEqualTo("HAS_NO_PRIVILEGE");
            assertThat(lacking.serverServices().stream()
                            .map(each -> Client.text(caller.submit(PayForm.call(each.wireName())))))
                    .noneMatch(answer -> answer.contains("HAS_NO_PRIVILEGE"));
        }
    }

    @Test
    void whatXmlCannotCarryIsReplacedAndWhatTheCharsetCannotIsReferredTo() {
        PayForm form = PayForm.call("single_trade_query").with("out_trade_no", "<a>&\"\u0001'");
        assertThat(ask(form).error()).isEqualTo("TRADE_NOT_EXIST");
        client.submit(PayForm.dual("X<1>").with("subject", "a<b>&\"c\"]]>"));
        client.api("pay", "out_trade_no=X<1>");
        XmlAnswer answer = query("out_trade_no", "X<1>");

        assertThat(answer.object()).containsEntry("subject", "a<b>&\"c\"]]>");
        assertThat(answer.isSignedBy(PayForm.KEY, StandardCharsets.UTF_8)).isTrue();
    }

    private static PayForm shipping(String tradeNo) {
        return PayForm.call("send_goods_confirm_by_platform")
                .with("trade_no", tradeNo)
                .with("logistics_name", "顺丰 & 速运")
                .with("invoice_no", "SF0001")
                .with("transport_type", "EXPRESS");
    }

    private static XmlAnswer query(String name, String number) {
        return ask(PayForm.call("single_trade_query").with(name, number));
    }

    private static String close(String name, String number) {
        return ask(PayForm.call("close_trade").with(name, number)).error();
    }

    private static XmlAnswer ask(PayForm form) {
        return XmlAnswer.of(client.submit(form));
    }

    private String pay(String outTradeNo, String choice) {
        client.submit(PayForm.dual(outTradeNo).with("notify_url", merchant.notifyUrl()));
        JsonObject paid = client.api("pay", "out_trade_no=" + outTradeNo + choice);
        return paid.get("trade_no").getAsString();
    }

    private String login(String outTradeNo) {
        PayForm form = PayForm.dual(outTradeNo).with("notify_url", merchant.notifyUrl());
        return client.login(form);
    }

    /** Returns when nothing is on its way any more. */
    private static void settle() {
        client.api("clock", "advance=PT0S");
    }
}
