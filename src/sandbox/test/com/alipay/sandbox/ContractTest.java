package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.gateway.GatewayErrorCode;
import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.merchant.Contract;
import com.alipay.sandbox.merchant.ContractTerms;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.trade.PayService;
import com.alipay.security.KnownKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What depends on the merchant's contract, and in which order the gateway looks: 双功能 4.1 / 担保 5.1. */
class ContractTest {
    private static final Account OTHER = Accounts.UNBOUND_SELLER;
    private Sandbox sandbox;
    private Client client;

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theFirstThingThatIsWrongIsReportedAndNothingAfterIt() {
        start(Contract.full().withServices(PayService.DUAL).withoutOwnTimeouts());
        client.login(PayForm.dual("O1"));
        PayForm form = PayForm.escrow("O1")
                .with("_input_charset", "utf8")
                .with("service", "create_partner_trade_by_buyers")
                .with("partner", "2088")
                .with("sign_type", "md5")
                .with("anti_phishing_key", "x")
                .with("price", "1,000.00")
                .with("it_b_pay", "1d")
                .with("seller_email", "nobody@example.com")
                .signedWith(KnownKeys.OF_A_STRANGER);

        assertThat(code(form)).isEqualTo("ILLEGAL_CHARSET");
        form = form.with("_input_charset", "utf-8");
        assertThat(code(form)).isEqualTo("ILLEGAL_SERVICE");
        form = form.with("service", "create_partner_trade_by_buyer");
        assertThat(code(form)).isEqualTo("ILLEGAL_PARTNER");
        form = form.with("partner", PayForm.PARTNER);
        assertThat(code(form)).isEqualTo("ILLEGAL_SIGN_TYPE");
        form = form.with("sign_type", "MD5");
        assertThat(code(form)).isEqualTo("ILLEGAL_SIGN");
        form = form.signedWith(PayForm.KEY);
        assertThat(code(form)).isEqualTo("HAS_NO_PRIVILEGE");
        form = form.with("service", "trade_create_by_buyer");
        assertThat(code(form)).isEqualTo("ILLEGAL_ANTI_PHISHING_KEY");
        form = form.without("anti_phishing_key");
        assertThat(code(form)).isEqualTo("ILLEGAL_FEE_PARAM");
        form = form.with("price", "1.00");
        assertThat(code(form)).isEqualTo("SELF_TIMEOUT_NOT_SUPPORT");
        form = form.without("it_b_pay");
        assertThat(code(form)).isEqualTo("SELLER_NOT_EXIST");
        form = form.with("seller_email", PayForm.SELLER);
        assertThat(code(form)).isEqualTo("TRADE_DATA_MATCH_ERROR");
        assertThat(client.submit(form.with("price", "328.00")).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gateway.do", "/cooperate/gateway.do"})
    void bothAddressesTakeBothMethodsAndMergeQueryAndBody(String path) {
        start(Contract.full());
        String body = PayForm.escrow("P1").body();
        int half = body.indexOf("&", body.length() / 2);

        assertThat(client.get(path + "?" + body).statusCode()).isEqualTo(303);
        assertThat(client.post(path + "?_input_charset=utf-8", body).statusCode())
                .isEqualTo(303);
        assertThat(client.post(path + "?" + body.substring(0, half), body.substring(half + 1))
                        .statusCode())
                .isEqualTo(303);
        assertThat(new String(client.get(path).body(), Charsets.GBK)).contains("调试错误", "ILLEGAL_SERVICE");
    }

    @Covers("code ILLEGAL_REQUEST")
    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "PATCH"})
    void noOtherMethodIsTaken(String method) {
        start(Contract.full());

        assertThat(new String(
                        client.method(
                                        method,
                                        "/gateway.do?" + PayForm.dual("P2").body())
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("ILLEGAL_REQUEST");
    }

    @Covers("code ILLEGAL_PARTNER_EXTERFACE")
    @Test
    void aServiceOutsideTheContractMayAnswerAsMerchantsReport() {
        start(Contract.full()
                .withServices(PayService.ESCROW)
                .withServerServices()
                .with(ContractTerms.USUAL.refusingWith(GatewayErrorCode.ILLEGAL_PARTNER_EXTERFACE)));

        assertThat(code(PayForm.dual("C1"))).isEqualTo("ILLEGAL_PARTNER_EXTERFACE");
        assertThat(XmlAnswer.of(client.submit(PayForm.call("close_trade").with("out_order_no", "C1")))
                        .error())
                .isEqualTo("ILLEGAL_PARTNER_EXTERFACE");
    }

    @Covers("code TRADE_SELLER_NOT_MATCH")
    @Test
    void aSecondSellerOfTheContractCannotTakeAnOrderOver() {
        start(Contract.full().with(ContractTerms.USUAL.withOtherSellers(OTHER)));
        client.login(PayForm.dual("C2"));

        assertThat(code(PayForm.dual("C2").with("seller_email", OTHER.email()))).isEqualTo("TRADE_SELLER_NOT_MATCH");
        assertThat(client.submit(PayForm.dual("C3").with("seller_email", OTHER.email()))
                        .statusCode())
                .isEqualTo(303);
    }

    @Covers("code ILLEGAL_REQUEST_REFERER")
    @Test
    void withTheAntiPhishingContractTheBuyerComesFromTheShopWithAKeyAndAnAddress() {
        start(Contract.full().with(ContractTerms.USUAL.withAntiPhishing("shop.example.com")));
        String key = XmlAnswer.of(client.get("/gateway.do?service=query_timestamp&partner=" + PayForm.PARTNER))
                .object()
                .get("encrypt_key");
        PayForm form = PayForm.dual("C4").with("anti_phishing_key", key).with("exter_invoke_ip", "203.0.113.7");
        String shop = "http://shop.example.com/alipayto.jsp";

        assertThat(client.submitFrom(shop, form).statusCode()).isEqualTo(303);
        assertThat(code(form)).isEqualTo("ILLEGAL_REQUEST_REFERER");
        assertThat(Client.text(client.submitFrom("http://evil.example.com/", form)))
                .contains("ILLEGAL_REQUEST_REFERER");
        assertThat(Client.text(client.submitFrom(":no address", form))).contains("ILLEGAL_REQUEST_REFERER");
        assertThat(Client.text(client.submitFrom(shop, form.without("anti_phishing_key"))))
                .contains("ILLEGAL_ANTI_PHISHING_KEY");
        assertThat(Client.text(client.submitFrom(shop, form.without("exter_invoke_ip"))))
                .contains("ILLEGAL_EXTER_INVOKE_IP");
    }

    @Covers({"code BUYER_NOT_EXIST", "code ILLEGAL_AGENT"})
    @Test
    void aBuyerTheMerchantNamesByNumberAlonePays() {
        start(Contract.full());
        Account bound = Accounts.DEMO_BUYERS.get(1).account();
        PayForm form = PayForm.dual("C5").with("buyer_id", bound.id());
        client.submit(form);

        assertThat(Client.json(client.post("/sandbox/api/pay", "out_trade_no=C5&buyer=buyer@example.com"))
                        .getAsJsonObject()
                        .get("error")
                        .getAsString())
                .isEqualTo("TRADE_BUYER_NOT_MATCH");
        assertThat(client.api("pay", "out_trade_no=C5").get("buyer_id").getAsString())
                .isEqualTo(bound.id());
        assertThat(code(PayForm.dual("C6").with("buyer_id", "2088999999999999")))
                .isEqualTo("BUYER_NOT_EXIST");
        assertThat(code(PayForm.dual("C6").with("buyer_id", PayForm.SELLER_ID))).isEqualTo("BUYER_SELLER_EQUAL");
        assertThat(code(form.with("buyer_email", "buyer@example.com"))).isEqualTo("ILLEGAL_ARGUMENT");
        assertThat(code(PayForm.dual("C6").with("agent", "12"))).isEqualTo("ILLEGAL_AGENT");
    }

    @Test
    void tradeNumbersAreLongSince2015AndEveryServiceTakesThem() {
        start(Contract.full().with(ContractTerms.USUAL.withLongTradeNo()));
        String first = client.login(PayForm.dual("C7"));
        client.api("pay", "out_trade_no=C7");
        String second = client.login(PayForm.dual("C8"));

        assertThat(List.of(first, second)).isSorted().doesNotHaveDuplicates().allMatch(each -> each.matches("\\d{28}"));
        assertThat(XmlAnswer.of(client.submit(PayForm.call("send_goods_confirm_by_platform")
                                .with("trade_no", first)
                                .with("transport_type", "DIRECT")))
                        .object())
                .containsEntry("trade_no", first)
                .containsEntry("trade_status", "WAIT_BUYER_CONFIRM_GOODS");
        assertThat(client.get("/trades/" + first).statusCode()).isEqualTo(200);
    }

    @Test
    void anAccountNameStandsInTheLoginBoxWhenTheMerchantSaysNothingElseOfTheBuyer() {
        start(Contract.full());
        client.submit(PayForm.dual("C9").with("buyer_account_name", "buyer2@example.com"));

        assertThat(client.api("pay", "out_trade_no=C9").get("buyer_email").getAsString())
                .isEqualTo("buyer2@example.com");
        assertThat(code(PayForm.dual("C10").with("buyer_account_name", PayForm.SELLER)))
                .isEqualTo("BUYER_SELLER_EQUAL");
        client.submit(PayForm.dual("C11")
                .with("buyer_email", "buyer@example.com")
                .with("buyer_account_name", "buyer2@example.com"));
        assertThat(client.api("pay", "out_trade_no=C11").get("buyer_email").getAsString())
                .isEqualTo("buyer@example.com");
    }

    private void start(Contract contract) {
        MerchantAccount merchant = MerchantAccount.of(PayForm.PARTNER, PayForm.KEY, PayForm.SELLER);
        sandbox = Sandbox.start(SandboxOptions.forMerchant(merchant.withContract(contract)));
        client = new Client(sandbox);
    }

    private String code(PayForm form) {
        String page = new String(client.submit(form).body(), StandardCharsets.ISO_8859_1);
        return page.replaceAll("(?s).*<code id=\"code\">(\\w+)</code>.*", "$1");
    }
}
