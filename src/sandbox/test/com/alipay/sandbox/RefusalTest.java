package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.alipay.sandbox.merchant.Contract;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.trade.PayService;
import com.alipay.security.KnownKeys;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A valid request with one thing broken gets the code of that thing. */
class RefusalTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();

    static Stream<Arguments> broken() {
        PayForm escrow = PayForm.escrow("B1");
        PayForm dual = PayForm.dual("B1");
        PayForm second = dual.with("logistics_type_1", "EMS")
                .with("logistics_fee_1", "5.00")
                .with("logistics_payment_1", "SELLER_PAY");
        return Stream.of(
                arguments("ILLEGAL_CHARSET", "_input_charset", dual.with("_input_charset", "utf8")),
                arguments("ILLEGAL_SERVICE", "service", dual.without("service")),
                arguments("ILLEGAL_SERVICE", "service", dual.with("service", "trade_create_by_buyers")),
                arguments("ILLEGAL_PARTNER", "partner", dual.without("partner")),
                arguments("ILLEGAL_PARTNER", "partner", dual.with("partner", "2088000000000099")),
                arguments("ILLEGAL_PARTNER", "partner", dual.with("partner", PayForm.PARTNER + " ")),
                arguments("ILLEGAL_SIGN_TYPE", "sign_type", dual.with("sign_type", "md5")),
                arguments("ILLEGAL_SIGN_TYPE", "sign_type", dual.without("sign_type")),
                arguments("ILLEGAL_SIGN_TYPE", "sign_type", dual.with("sign_type", "DSA")),
                arguments("ILLEGAL_SECURITY_PROFILE", "sign_type", dual.with("sign_type", "RSA")),
                arguments("ILLEGAL_SIGN", "sign", dual.signedWith(KnownKeys.OF_A_STRANGER)),
                arguments("ILLEGAL_SIGN", "sign", dual.with("sign", "")),
                arguments("ILLEGAL_ANTI_PHISHING_KEY", "anti_phishing_key", dual.with("anti_phishing_key", "x")),
                arguments("ILLEGAL_EXTER_INVOKE_IP", "exter_invoke_ip", dual.with("exter_invoke_ip", "1.2.3")),
                arguments("ILLEGAL_ARGUMENT", "out_trade_no", dual.without("out_trade_no")),
                arguments("ILLEGAL_ARGUMENT", "out_trade_no", dual.with("out_trade_no", "x".repeat(65))),
                arguments("ILLEGAL_ARGUMENT", "subject", dual.without("subject")),
                arguments("ILLEGAL_ARGUMENT", "subject", dual.with("subject", "订".repeat(128) + "x")),
                arguments("ILLEGAL_ARGUMENT", "body", dual.with("body", "单".repeat(201))),
                arguments("ILLEGAL_ARGUMENT", "price", dual.without("price")),
                arguments("ILLEGAL_ARGUMENT", "quantity", dual.with("quantity", "1.5")),
                arguments("ILLEGAL_ARGUMENT", "notify_url", dual.with("notify_url", "notify_url.jsp")),
                arguments("ILLEGAL_ARGUMENT", "return_url", dual.with("return_url", "ftp://localhost/x")),
                arguments("ILLEGAL_ARGUMENT", "show_url", dual.with("show_url", "http://h/" + "x".repeat(400))),
                arguments("ILLEGAL_ARGUMENT", "seller_email", dual.without("seller_email")),
                arguments("ILLEGAL_ARGUMENT", "seller_id", dual.with("seller_id", "12")),
                arguments(
                        "ILLEGAL_ARGUMENT",
                        "seller_email",
                        dual.with("seller_id", "2088000000000009").with("seller_email", PayForm.SELLER)),
                arguments("ILLEGAL_PAYMENT_TYPE", "payment_type", dual.with("payment_type", "4")),
                arguments("ILLEGAL_PAYMENT_TYPE", "payment_type", dual.without("payment_type")),
                arguments("ILLEGAL_FEE_PARAM", "price", dual.with("price", "0.001")),
                arguments("ILLEGAL_FEE_PARAM", "price", dual.with("price", "1,000.00")),
                arguments("ILLEGAL_FEE_PARAM", "price", dual.with("price", "0.00")),
                arguments("ILLEGAL_FEE_PARAM", "price", dual.with("price", "1000000.01")),
                arguments("ILLEGAL_FEE_PARAM", "price", dual.with("price", "-1")),
                arguments("ILLEGAL_FEE_PARAM", "discount", dual.with("discount", "90%")),
                arguments("ILLEGAL_FEE_PARAM", "total_fee", dual.with("total_fee", "1.00")),
                arguments("ILLEGAL_FEE_PARAM", "total_fee", dual.with("total_fee", "abc")),
                arguments("TOTAL_FEE_LESSEQUAL_ZERO", "discount", dual.with("discount", "-338.00")),
                arguments("TOTAL_FEE_GREATER_THAN_MAX", "price", escrow.with("price", "1000000.00")),
                arguments("ILLEGAL_LOGISTICS_FORMAT", "logistics_type", dual.without("logistics_type")),
                arguments("ILLEGAL_LOGISTICS_FORMAT", "logistics_fee", dual.with("logistics_fee", "1.234")),
                arguments("ILLEGAL_LOGISTICS_FORMAT", "logistics_payment", dual.with("logistics_payment", "X")),
                arguments("ILLEGAL_LOGISTICS_FORMAT", "logistics_payment_1", second.without("logistics_payment_1")),
                arguments("ILLEGAL_LOGISTICS_FORMAT", "logistics_type_1", second.with("logistics_type_1", "EXPRESS")),
                arguments(
                        "ILLEGAL_LOGISTICS_FORMAT",
                        "logistics_type_1",
                        dual.with("logistics_type_2", "EMS")
                                .with("logistics_fee_2", "5.00")
                                .with("logistics_payment_2", "SELLER_PAY")),
                arguments("SELLER_NOT_EXIST", "seller_email", dual.with("seller_email", "nobody@example.com")),
                arguments(
                        "SELLER_NOT_IN_SPECIFIED_SELLERS",
                        "seller_email",
                        dual.with("seller_email", "other-seller@example.com")),
                arguments("BUYER_SELLER_EQUAL", "buyer_email", dual.with("buyer_email", PayForm.SELLER)),
                arguments("ILLEGAL_OUTTIME_ARGUMENT", "it_b_pay", dual.with("it_b_pay", "1.5h")),
                arguments("ILLEGAL_OUTTIME_ARGUMENT", "it_b_pay", dual.with("it_b_pay", "16d")),
                arguments("ILLEGAL_OUTTIME_ARGUMENT", "t_s_send_1", dual.with("t_s_send_1", "3")),
                arguments("ILLEGAL_OUTTIME_ARGUMENT", "t_b_rec_post", dual.with("t_b_rec_post", "3h")));
    }

    @Covers(codesOf = "broken")
    @ParameterizedTest
    @MethodSource("broken")
    void oneBrokenThingGetsItsCode(String code, String parameter, PayForm form) {
        assertRefused(client.submit(form), code, parameter);
    }

    static Stream<PayForm> borderline() {
        PayForm dual = PayForm.dual("OK1");
        return Stream.of(
                PayForm.escrow("OK2").with("price", "1000000.00").with("logistics_payment", "SELLER_PAY"),
                dual.with("price", "0.01"),
                dual.with("price", "54.0"),
                dual.with("price", "1000000.00").with("quantity", "3"),
                dual.with("total_fee", "328.00"),
                dual.with("total_fee", "338.00"),
                dual.with("discount", "-337.99"),
                dual.with("logistics_type", "DIRECT").with("logistics_fee", "0"),
                dual.with("subject", "订".repeat(128)),
                dual.with("it_b_pay", "1c"),
                dual.with("it_b_pay", "15d"),
                dual.with("description", "unknown to every table, and signed"),
                dual.with("body", ""),
                dual.with("seller_id", PayForm.SELLER_ID),
                dual.without("seller_email").with("seller_account_name", PayForm.SELLER),
                dual.with("subject", "A&B=C 100% +1 <b>\"'"));
    }

    @ParameterizedTest
    @MethodSource("borderline")
    void whatIsJustLegalReachesTheCashier(PayForm form) {
        HttpResponse<byte[]> answer = client.submit(form);

        assertThat(answer.statusCode()).as(Client.text(answer)).isEqualTo(303);
        assertThat(client.get(answer.headers().firstValue("Location").orElseThrow())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theSameNameWithTwoValuesIsRefused() {
        PayForm form = PayForm.dual("D1");
        HttpResponse<byte[]> answer = client.post("/gateway.do?_input_charset=utf-8&price=1.00", form.body());

        assertRefused(answer, "ILLEGAL_ARGUMENT", "price");
    }

    @Test
    void aCharsetOnlyInTheBodyCountsAsGbk() {
        HttpResponse<byte[]> answer =
                client.post("/gateway.do", PayForm.dual("C1").body());

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=GBK");
        assertThat(new String(answer.body(), Charsets.GBK)).contains("ILLEGAL_SIGN", "请求的查询串里没有 _input_charset");
    }

    @Test
    void anIllegalSignShowsTheTextThatWasSignedButNeitherKeyNorSignature() {
        PayForm form = PayForm.dual("S1").with("sign", "0".repeat(32));
        String page = Client.text(client.submit(form));

        assertThat(page).contains("_input_charset=utf-8&amp;logistics_fee=10.00", "subject=测试订单");
        assertThat(page).doesNotContain(PayForm.KEY);
        assertThat(page).doesNotContainPattern("[1-9a-f][0-9a-f]{31}");
    }

    @Test
    void theErrorPageSpeaksTheCharsetOfTheRequest() {
        HttpResponse<byte[]> answer =
                client.submit(PayForm.dual("P1").with("_input_charset", "gbk").with("price", "x"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=GBK");
        assertThat(new String(answer.body(), Charsets.GBK)).contains("<title>调试错误", "调试错误，请回到请求来源地，重新发起请求。");
    }

    @Test
    void whatABuyerTypesIsEscapedOnEveryPage() {
        PayForm form = PayForm.dual("X1").with("subject", "<script>alert(1)</script>");
        String cashier = client.submit(form).headers().firstValue("Location").orElseThrow();

        assertThat(Client.text(client.get(cashier)))
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert");
    }

    @Covers("code HAS_NO_PRIVILEGE")
    @Test
    void aServiceOutsideTheContractIsRefused() {
        MerchantAccount onlyEscrow =
                PayForm.MERCHANT.withContract(Contract.full().withServices(PayService.ESCROW));
        try (Sandbox other = Sandbox.start(SandboxOptions.forMerchant(onlyEscrow))) {
            Client there = new Client(other);
            assertRefused(there.submit(PayForm.dual("H1")), "HAS_NO_PRIVILEGE", "service");
            assertThat(there.submit(PayForm.escrow("H2")).statusCode()).isEqualTo(303);
        }
    }

    @Covers("code SELF_TIMEOUT_NOT_SUPPORT")
    @Test
    void ownTimeoutsNeedTheirContract() {
        MerchantAccount plain = PayForm.MERCHANT.withContract(Contract.full().withoutOwnTimeouts());
        try (Sandbox other = Sandbox.start(SandboxOptions.forMerchant(plain))) {
            Client there = new Client(other);
            assertRefused(
                    there.submit(PayForm.dual("T1").with("it_b_pay", "1d")), "SELF_TIMEOUT_NOT_SUPPORT", "it_b_pay");
        }
    }

    @Covers("code TRADE_DATA_MATCH_ERROR")
    @Test
    void aChangedOrderUnderAnOldNumberIsRefusedWhileUnpaid() {
        PayForm form = PayForm.dual("M1");
        login(form, "buyer@example.com");

        assertRefused(client.submit(form.with("price", "1.00")), "TRADE_DATA_MATCH_ERROR", "out_trade_no");
        assertRefused(client.submit(form.with("subject", "别的")), "TRADE_DATA_MATCH_ERROR", "out_trade_no");
        assertThat(client.submit(form.with("body", "只改描述")).statusCode()).isEqualTo(303);
    }

    @Covers("code TRADE_NOT_ALLOWED_PAY")
    @Test
    void aPaidOrderCannotBePaidAgain() {
        PayForm form = PayForm.dual("M2");
        String cashier = cashierOf(form);
        client.api("pay", "out_trade_no=M2");

        assertRefused(client.submit(form), "TRADE_NOT_ALLOWED_PAY", "out_trade_no");
        assertRefused(client.get(cashier), "TRADE_NOT_ALLOWED_PAY", "out_trade_no");
    }

    @Test
    void aClosedOrderCannotBePaid() {
        PayForm form = PayForm.dual("M3");
        login(form, "buyer@example.com");
        String tradeNo = client.list("trades").get(0).get("trade_no").getAsString();
        client.api("trades/" + tradeNo + "/close", "");

        assertRefused(client.submit(form), "TRADE_NOT_ALLOWED_PAY", "out_trade_no");
    }

    @Covers("code TRADE_BUYER_NOT_MATCH")
    @Test
    void anotherBuyerCannotTakeOverAnUnpaidTrade() {
        PayForm form = PayForm.dual("M4");
        login(form, "buyer@example.com");

        assertRefused(login(form, "buyer2@example.com"), "TRADE_BUYER_NOT_MATCH", "buyer");
    }

    @Covers("code BUYER_SELLER_EQUAL")
    @Test
    void theSellerCannotBuyFromHimself() {
        assertRefused(login(PayForm.dual("M5"), PayForm.SELLER), "BUYER_SELLER_EQUAL", "buyer");
        assertThat(client.list("trades")).isEmpty();
    }

    @Covers("code LOGISTICS_CHOOSE_ERROR")
    @Test
    void aGroupThatWasNotOfferedIsRefused() {
        String cashier = cashierOf(PayForm.dual("M6"));

        assertRefused(
                client.post(cashier, "step=pay&buyer=buyer@example.com&logistics=1&seal=" + seal(cashier)),
                "LOGISTICS_CHOOSE_ERROR",
                "logistics");
    }

    @Covers("code BUSINESS_DATA_TAMPERED")
    @Test
    void anEditedFormIsRefusedWithoutACode() {
        String cashier = cashierOf(PayForm.escrow("M7"));

        assertThat(Client.text(client.post(cashier, "step=pay&buyer=buyer@example.com&seal=0")))
                .contains("业务数据被篡改")
                .doesNotContain("id=\"code\"");
        assertThat(Client.text(
                        client.post(cashier, "step=pay&buyer=buyer@example.com&mode=instant&seal=" + seal(cashier))))
                .contains("业务数据被篡改");
    }

    @Covers("code EXTERFACE_INVOKE_CONTEXT_EXPIRED")
    @Test
    void aCashierPageThatIsUnknownHasExpired() {
        assertRefused(client.get("/cashier/0"), "EXTERFACE_INVOKE_CONTEXT_EXPIRED", null);
    }

    @Test
    void aTotalTooLargeForEscrowCanOnlyBePaidInstantly() {
        client.submit(PayForm.dual("M8").with("price", "1000000.00"));
        HttpResponse<byte[]> escrow = client.post("/sandbox/api/pay", "out_trade_no=M8");

        assertThat(escrow.statusCode()).isEqualTo(409);
        assertThat(Client.json(escrow).getAsJsonObject().get("error").getAsString())
                .isEqualTo("TOTAL_FEE_GREATER_THAN_MAX");
        assertThat(client.api("pay", "out_trade_no=M8&mode=instant")
                        .get("total_fee")
                        .getAsString())
                .isEqualTo("1000010.00");
    }

    private static HttpResponse<byte[]> login(PayForm form, String buyer) {
        String cashier = cashierOf(form);
        return client.post(cashier, "step=login&buyer=" + buyer + "&seal=" + seal(cashier));
    }

    private static String cashierOf(PayForm form) {
        return client.submit(form).headers().firstValue("Location").orElseThrow();
    }

    private static String seal(String cashier) {
        return Client.text(client.get(cashier)).replaceAll("(?s).*name=\"seal\" value=\"([0-9a-f]+)\".*", "$1");
    }

    private static void assertRefused(HttpResponse<byte[]> answer, String code, String parameter) {
        boolean gbk = answer.headers().firstValue("Content-Type").orElse("").endsWith("GBK");
        String page = new String(answer.body(), gbk ? Charsets.GBK : StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(page)
                .contains("<title>调试错误", "调试错误，请回到请求来源地，重新发起请求。", "本地模拟，不是支付宝")
                .contains("<code id=\"code\">" + code + "</code>");
        if (parameter != null) {
            assertThat(page).contains("<code id=\"parameter\">" + parameter + "</code>");
        }
    }
}
