package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.security.KnownKeys;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of refunds for instant payments, with and without a password. */
class RefundServicesTest {
    private static final String NOPWD = "refund_fastpay_by_platform_nopwd";
    private static final String PWD = "refund_fastpay_by_platform_pwd";
    private static final String TRADE = "2011031500000001";

    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.advanced();

    private static final Client client = sandbox.client();
    private final FakeMerchant merchant = sandbox.openShop();
    private final RecordedNotifications journal = new RecordedNotifications(merchant);

    @Covers("service refund_fastpay_by_platform_nopwd")
    @ParameterizedTest
    @CsvSource({"utf-8, UTF-8", "gbk, GBK"})
    void aBatchIsAcceptedThenCarriedOutAndToldInItsCharset(String name, String javaName) {
        Charset charset = Charset.forName(javaName);
        String whole = pay("B1");
        String part = pay("B2");
        journal.fresh();
        HttpResponse<byte[]> answer = client.submit(batch(NOPWD, whole + "^338.00^协商退款#" + part + "^0.01^少发一件")
                .with("_input_charset", name)
                .with("notify_url", merchant.notifyUrl()));
        settle();

        assertThat(new String(answer.body(), charset)).endsWith("<alipay><is_success>T</is_success></alipay>");
        assertThat(journal.lines())
                .contains("TRADE_CLOSED/REFUND_SUCCESS", "TRADE_SUCCESS/REFUND_SUCCESS")
                .hasSize(3);
        Parameters told = told(charset);
        assertThat(told.get("batch_no")).isEqualTo(today() + "001");
        assertThat(told.get("success_num")).isEqualTo("2");
        assertThat(told.get("result_details"))
                .isEqualTo(whole + "^338.00^SUCCESS^false^null#" + part + "^0.01^SUCCESS^false^null");
        assertThat(told.get("notify_id")).matches("[0-9a-f]{32}[0-9a-z]{2}");
        assertThat(new Md5Signer(PayForm.KEY).accepts(told.asMap(), charset)).isTrue();
        assertThat(XmlAnswer.of(client.submit(PayForm.call("single_trade_query").with("trade_no", part)))
                        .object())
                .containsEntry("refund_status", "REFUND_SUCCESS")
                .containsEntry("to_buyer_fee", "0.01")
                .containsEntry("to_seller_fee", "338.00");
    }

    @Test
    void theNotificationOfABatchIsVerifiedAndSentAgainLikeAnyOther() {
        merchant.answers(200, "fail");
        submit(batch(NOPWD, pay("B3") + "^1.00^x"));
        Parameters first = told(StandardCharsets.UTF_8);
        String question = "/gateway.do?service=notify_verify&partner=" + PayForm.PARTNER + "&notify_id=";
        assertThat(Client.text(client.get(question + first.get("notify_id")))).isEqualTo("true");
        merchant.answers(200, "success");
        client.api("clock", "advance=PT4M");

        assertThat(client.list("deliveries").stream()
                        .filter(each -> each.get("batch_no").getAsString().equals(first.get("batch_no")))
                        .map(each -> each.get("acknowledged").getAsBoolean()))
                .containsExactly(true, false);
        assertThat(Client.text(client.get("/deliveries"))).contains("退款批次 " + first.get("batch_no"));
    }

    @Test
    void eachItemEndsByItself() {
        String finished = pay("I1");
        String unpaid = client.login(PayForm.dual("I2"));
        client.api("clock", "advance=P92D");
        String closed = pay("I3");
        client.api("trades/" + closed + "/refund", "");
        String good = pay("I4");
        String escrow = pay("I5", "");
        submit(batch(
                NOPWD,
                Stream.of(good, escrow, closed, finished, unpaid, TRADE)
                        .map(tradeNo -> tradeNo + "^1.00^x")
                        .collect(Collectors.joining("#"))));

        assertThat(outcomes())
                .containsExactly(
                        "SUCCESS",
                        "TRADE_PRODUCT_TYPE_NOT_ALLOW_REFUND",
                        "TRADE_HAS_CLOSED",
                        "TRADE_HAS_FINISHED",
                        "TRADE_HAS_CLOSED",
                        "TRADE_NOT_EXISTS");
        assertThat(told(StandardCharsets.UTF_8).get("success_num")).isEqualTo("1");
    }

    @Test
    void anAmountThatCannotBeEndsInItsOwnCode() {
        String partly = pay("A1");
        client.api("trades/" + partly + "/refund", "refund_fee=300.00");
        String unpaid = client.login(PayForm.dual("A5"));
        submit(batch(
                NOPWD,
                String.join(
                        "#",
                        partly + "^38.01^x",
                        pay("A2") + "^338.01^x",
                        pay("A3") + "^0^x",
                        pay("A4") + "^1.00^x|a@b.c^0.50^share",
                        unpaid + "^1.00^x")));

        assertThat(outcomes())
                .containsExactly(
                        "REASON_HAS_REFUND_FEE_NOT_MATCH",
                        "REASON_TRADE_REFUND_FEE_ERR",
                        "REFUND_AMOUNT_NOT_VALID",
                        "REFUND_TRADE_FEE_ERROR",
                        "TRADE_STATUS_ERROR");
        assertThat(told(StandardCharsets.UTF_8).get("success_num")).isEqualTo("0");
    }

    @Covers({"fault SELLER_BALANCE_EMPTY", "fault SELLER_FROZEN"})
    @ParameterizedTest
    @CsvSource({"SELLER_BALANCE_EMPTY, SELLER_BALANCE_NOT_ENOUGH", "SELLER_FROZEN, TXN_RESULT_ACCOUNT_STATUS_NOT_VALID"
    })
    void aSellerWhoCannotPayBackIsAFault(String fault, String code) {
        String tradeNo = pay("F1");
        client.api("faults", "fault=" + fault);
        submit(batch(NOPWD, tradeNo + "^1.00^x"));

        assertThat(outcomes()).containsExactly(code);
        assertThat(status(tradeNo)).isEqualTo("TRADE_SUCCESS");
    }

    @Covers("fault REFUND_RESULT_LONG")
    @Test
    void theLongFormSaysWhatTheBankMadeOfItAndTheFee() {
        String good = pay("L1");
        String poor = pay("L2");
        client.api("faults", "fault=REFUND_RESULT_LONG");
        client.api("faults", "fault=SELLER_BALANCE_EMPTY&trade_no=" + poor);
        submit(batch(NOPWD, good + "^0.01^x#" + poor + "^18.00^x#" + TRADE + "^1.00^x"));

        Parameters told = told(StandardCharsets.UTF_8);
        assertThat(told.get("result_details"))
                .isEqualTo(good + "^0.01^SUCCESS^true^P$" + PayForm.SELLER + "^" + PayForm.PARTNER + "^0.00^SUCCESS"
                        + "#" + poor + "^18.00^SELLER_BALANCE_NOT_ENOUGH^false^null"
                        + "#" + TRADE + "^1.00^TRADE_NOT_EXISTS^false^null");
        assertThat(told.get("success_num")).isEqualTo("1");
        assertThat(new Md5Signer(PayForm.KEY).accepts(told.asMap(), StandardCharsets.UTF_8))
                .isTrue();
    }

    @Covers("fault REFUND_RESULT_SHORT")
    @Test
    void theShortFormHasTheThreeFieldsOfTheDocuments() {
        String good = pay("S3");
        client.api("faults", "fault=REFUND_RESULT_SHORT");
        client.api("faults", "fault=SELLER_BALANCE_EMPTY&trade_no=" + pay("S4"));
        String poor =
                client.list("trades?out_trade_no=S4").get(0).get("trade_no").getAsString();
        submit(batch(NOPWD, good + "^0.01^x#" + poor + "^18.00^x"));

        assertThat(told(StandardCharsets.UTF_8).get("result_details"))
                .isEqualTo(good + "^0.01^SUCCESS#" + poor + "^18.00^TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH");
    }

    @Test
    void onlyTheServiceWithAPasswordNeedsASeller() {
        PayForm form = batch(NOPWD, pay("S5") + "^1.00^x").without("seller_email");

        assertThat(Client.text(client.submit(form.with("service", PWD)))).contains("ILLEGAL_ARGUMENT");
        assertThat(ask(form).isSuccess()).isTrue();
    }

    @Covers("fault REFUND_BANK_REFUSED")
    @Test
    void aRefundThatTheBankSendsBackIsASuccessThatEndsInF() {
        String refused = pay("K1");
        String good = pay("K2");
        client.api("faults", "fault=REFUND_BANK_REFUSED&trade_no=" + refused);
        submit(batch(NOPWD, refused + "^1.00^x#" + good + "^1.00^x"));

        assertThat(told(StandardCharsets.UTF_8).get("result_details"))
                .isEqualTo(refused + "^1.00^SUCCESS^true^F#" + good + "^1.00^SUCCESS^false^null");
        assertThat(told(StandardCharsets.UTF_8).get("success_num")).isEqualTo("2");
    }

    static Stream<Arguments> broken() {
        PayForm good = batch(NOPWD, TRADE + "^1.00^x");
        String many = IntStream.range(0, 1001).mapToObj(i -> TRADE + i + "^1^x").collect(Collectors.joining("#"));
        return Stream.of(
                arguments("ILLEGAL_SIGN", good.signedWith(KnownKeys.OF_A_STRANGER)),
                arguments("ILLEGAL_ARGUMENT", good.with("notify_url", "notify.jsp")),
                arguments("SELLER_INFO_NOT_EXIST", good.with("seller_email", "nobody@example.com")),
                arguments("SELLER_INFO_NOT_EXIST", good.with("seller_user_id", "2088000000000077")),
                arguments("BATCH_NO_FORMAT_ERROR", good.without("batch_no")),
                arguments("BATCH_NO_FORMAT_ERROR", good.with("batch_no", "20110315001")),
                arguments("BATCH_NO_FORMAT_ERROR", good.with("batch_no", today() + "000")),
                arguments("BATCH_NO_FORMAT_ERROR", good.with("batch_no", today() + "01")),
                arguments("REFUND_DATE_ERROR", good.without("refund_date")),
                arguments("REFUND_DATE_ERROR", good.with("refund_date", "2011-03-15 10:00:00")),
                arguments("REFUND_DATE_ERROR", good.with("refund_date", "today")),
                arguments("BATCH_NUM_ERROR", good.with("batch_num", "0")),
                arguments("BATCH_NUM_ERROR", good.without("batch_num")),
                arguments(
                        "BATCH_NUM_EXCEED_LIMIT", good.with("detail_data", many).with("batch_num", "1001")),
                arguments("BATCH_NUM_NOT_EQUAL_TOTAL", good.with("batch_num", "2")),
                arguments("DETAIL_DATA_FORMAT_ERROR", good.without("detail_data")),
                arguments("DETAIL_DATA_FORMAT_ERROR", good.with("detail_data", TRADE + "^1.00")),
                arguments("DETAIL_DATA_FORMAT_ERROR", good.with("detail_data", TRADE + "^1.00^")),
                arguments("DETAIL_DATA_FORMAT_ERROR", good.with("detail_data", TRADE + "^1.005^x")),
                arguments("DETAIL_DATA_FORMAT_ERROR", good.with("detail_data", TRADE + "^1.00^x^y")),
                arguments(
                        "SINGLE_DETAIL_DATA_EXCEED_LIMIT",
                        good.with("detail_data", TRADE + "^1.00^" + "退".repeat(129))),
                arguments("DUBL_TRADE_NO_IN_SAME_BATCH", two(good, TRADE + "^1.00^x#" + TRADE + "^2.00^y")));
    }

    @Covers(codesOf = "broken")
    @ParameterizedTest
    @MethodSource("broken")
    void aBatchThatCannotBeIsRefusedAsAWholeWithItsCode(String code, PayForm form) {
        assertThat(ask(form).error()).isEqualTo(code);
        assertThat(Client.text(client.submit(form.with("service", PWD)))).contains("调试错误", code);
    }

    @Covers("code DUPLICATE_BATCH_NO")
    @Test
    void aBatchNumberIsUsedOnceAndForgottenByAReset() {
        String first = pay("D1");
        submit(batch(NOPWD, first + "^1.00^x"));

        assertThat(ask(batch(NOPWD, first + "^1.00^x")).error()).isEqualTo("DUPLICATE_BATCH_NO");
        assertThat(client.api("trades/" + first).get("to_buyer_fee").getAsString())
                .isEqualTo("1.00");
    }

    @Covers("code NOT_THIS_SELLER_TRADE")
    @Test
    void aTradeOfAnotherSellerRefusesTheBatch() {
        PayForm form = batch(NOPWD, pay("S1") + "^1.00^x").with("seller_email", "other-seller@example.com");

        assertThat(ask(form).error()).isEqualTo("NOT_THIS_SELLER_TRADE");
        assertThat(ask(form.with("seller_user_id", PayForm.SELLER_ID)).isSuccess())
                .isTrue();
    }

    @Test
    void theDayMayBeTheSandboxsOrTheMachines() {
        client.api("clock", "advance=P30D");
        String there = client.api("clock").get("now").getAsString();
        PayForm form = batch(NOPWD, pay("T1") + "^1.00^x");

        assertThat(ask(form).isSuccess()).isTrue();
        assertThat(ask(form.with("batch_no", there.substring(0, 10).replace("-", "") + "002")
                                .with("refund_date", there))
                        .isSuccess())
                .isTrue();
    }

    @Covers("service refund_fastpay_by_platform_pwd")
    @Test
    void withAPasswordTheSellerConfirmsOnAPageOnce() {
        String tradeNo = pay("P1");
        String page = client.submit(batch(PWD, tradeNo + "^8.00^<b>协商</b>").with("notify_url", merchant.notifyUrl()))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(Client.text(client.get(page))).contains("本地模拟，不是支付宝", tradeNo, "&lt;b&gt;协商", "confirm-refund");
        assertThat(status(tradeNo)).isEqualTo("TRADE_SUCCESS");
        assertThat(client.api("trades/" + tradeNo).has("refund_status")).isFalse();
        assertThat(client.post(page, "password=123456").statusCode()).isEqualTo(303);
        settle();

        assertThat(told(StandardCharsets.UTF_8).get("result_details")).isEqualTo(tradeNo + "^8.00^SUCCESS^false^null");
        assertThat(Client.text(client.get(page))).contains("SUCCESS").doesNotContain("confirm-refund");
        assertThat(Client.text(client.post(page, ""))).contains("DUPLICATE_BATCH_NO");
        assertThat(Client.text(client.get("/refunds/0"))).contains("EXTERFACE_INVOKE_CONTEXT_EXPIRED");
    }

    @Covers("code PWD_REFUND_NOT_ALLOW_ROYALTY")
    @Test
    void withAPasswordNoRoyaltyGoesBack() {
        assertThat(Client.text(client.submit(batch(PWD, pay("P2") + "^1.00^x|a@b.c^0.50^share"))))
                .contains("PWD_REFUND_NOT_ALLOW_ROYALTY");
    }

    @Covers("code PARTNER_NOT_SIGN_PROTOCOL")
    @Test
    void withoutTheAgreementOnlyThePasswordWorks() {
        MerchantAccount careful =
                PayForm.MERCHANT.withContract(PayForm.MERCHANT.contract().withoutPasswordlessRefunds());
        try (Sandbox other = Sandbox.start(SandboxOptions.forMerchant(careful))) {
            Client caller = new Client(other);
            PayForm form = batch(NOPWD, TRADE + "^1.00^x");

            assertThat(XmlAnswer.of(caller.submit(form)).error()).isEqualTo("PARTNER_NOT_SIGN_PROTOCOL");
            assertThat(caller.submit(form.with("service", PWD)).statusCode()).isEqualTo(303);
        }
    }

    @Test
    void anOrdinaryContractsPaymentHasFinished() {
        try (Sandbox other = Sandbox.start(SandboxOptions.forMerchant(PayForm.MERCHANT))) {
            Client caller = new Client(other);
            caller.submit(PayForm.dual("O1"));
            String tradeNo = caller.api("pay", "out_trade_no=O1&mode=instant")
                    .get("trade_no")
                    .getAsString();
            caller.submit(batch(NOPWD, tradeNo + "^1.00^x").with("notify_url", merchant.notifyUrl()));
            caller.api("clock", "advance=PT0S");

            assertThat(outcomes()).containsExactly("TRADE_HAS_FINISHED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {NOPWD, PWD})
    void aContractWithoutTheServiceIsNoPrivilege(String service) {
        MerchantAccount none =
                PayForm.MERCHANT.withContract(PayForm.MERCHANT.contract().withServerServices());
        try (Sandbox other = Sandbox.start(SandboxOptions.forMerchant(none))) {
            assertThat(new String(
                            new Client(other)
                                    .submit(batch(service, TRADE + "^1.00^x"))
                                    .body(),
                            StandardCharsets.UTF_8))
                    .contains("HAS_NO_PRIVILEGE");
        }
    }

    private void submit(PayForm form) {
        XmlAnswer answer = ask(form.with("notify_url", merchant.notifyUrl()));
        assertThat(answer.error()).isEmpty();
        settle();
    }

    private static XmlAnswer ask(PayForm form) {
        return XmlAnswer.of(client.submit(form));
    }

    /** The last batch notification. */
    private Parameters told(Charset charset) {
        List<Parameters> batches = merchant.received().stream()
                .map(each -> each.in(charset))
                .filter(notice -> notice.get("notify_type").equals("batch_refund_notify"))
                .toList();
        return batches.get(batches.size() - 1);
    }

    private List<String> outcomes() {
        return Stream.of(told(StandardCharsets.UTF_8).get("result_details").split("#"))
                .map(item -> item.split("\\^")[2])
                .toList();
    }

    private String pay(String outTradeNo) {
        return pay(outTradeNo, "&mode=instant");
    }

    private String pay(String outTradeNo, String choice) {
        client.submit(PayForm.dual(outTradeNo).with("notify_url", merchant.notifyUrl()));
        JsonObject paid = client.api("pay", "out_trade_no=" + outTradeNo + choice);
        return paid.get("trade_no").getAsString();
    }

    private static String status(String tradeNo) {
        return client.api("trades/" + tradeNo).get("trade_status").getAsString();
    }

    private static PayForm batch(String service, String details) {
        String now = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                .format(LocalDateTime.now(ZoneId.of("Asia/Shanghai")));
        return PayForm.call(service)
                .with("seller_email", PayForm.SELLER)
                .with("refund_date", now)
                .with("batch_no", today() + "001")
                .with("batch_num", String.valueOf(details.split("#").length))
                .with("detail_data", details);
    }

    private static PayForm two(PayForm form, String details) {
        return form.with("detail_data", details).with("batch_num", "2");
    }

    private static String today() {
        return DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT)
                .format(LocalDateTime.now(ZoneId.of("Asia/Shanghai")));
    }

    /** Returns when nothing is on its way any more. */
    private static void settle() {
        client.api("clock", "advance=PT0S");
    }
}
