package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.text.Texts;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on purpose, and that it goes right again afterwards. */
class FaultTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();
    private final FakeMerchant merchant = sandbox.openShop();
    private final RecordedNotifications journal = new RecordedNotifications(merchant);

    @Covers("fault NOTICE_LOST")
    @Test
    void aLostNotificationNeverComesButCanBeSentByHand() {
        String tradeNo = paid();
        client.api("faults", "fault=NOTICE_LOST&count=1");
        act(tradeNo, "send_goods");
        client.api("clock", "advance=P2D");
        assertThat(journal.lines()).isEmpty();
        JsonObject lost = client.list("deliveries").get(0);
        assertThat(lost.get("failure").getAsString()).contains("NOTICE_LOST");
        assertThat(lost.has("next_try")).isFalse();
        act(tradeNo, "confirm_goods");
        assertThat(journal.lines()).containsExactly("TRADE_FINISHED");
        client.api("deliveries/" + lost.get("id").getAsLong() + "/resend", "");

        assertThat(journal.lines()).containsExactly("TRADE_FINISHED", "WAIT_BUYER_CONFIRM_GOODS");
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                 WAIT_SELLER_SEND_GOODS",
        "any,                                WAIT_BUYER_PAY",
        "WAIT_BUYER_PAY,                     WAIT_BUYER_PAY",
        "WAIT_BUYER_CONFIRM_GOODS,           WAIT_BUYER_CONFIRM_GOODS"
    })
    void aFaultThatIsSetFirstWaitsForThePaymentUnlessAStatusIsNamed(String limit, String struck) {
        client.api("faults", "fault=NOTICE_LOST&count=1&trade_status=" + limit);
        client.submit(PayForm.escrow("WAIT-1").with("notify_url", merchant.notifyUrl()));
        String tradeNo =
                client.api("pay", "out_trade_no=WAIT-1").get("trade_no").getAsString();
        act(tradeNo, "send_goods");
        client.api("clock", "advance=PT0S");

        assertThat(client.list("deliveries").stream()
                        .filter(each -> each.has("failure"))
                        .map(each -> each.get("trade_status").getAsString()))
                .containsExactly(struck);
        assertThat(client.post("/sandbox/api/faults", "fault=NOTICE_LOST&trade_status=PAID")
                        .statusCode())
                .isEqualTo(400);
    }

    @Covers("fault NOTICE_LATE")
    @Test
    void aLateNotificationComesByTheLadder() {
        String tradeNo = paid();
        client.api("faults", "fault=NOTICE_LATE&count=1");
        act(tradeNo, "send_goods");
        act(tradeNo, "confirm_goods");
        assertThat(journal.lines()).containsExactly("TRADE_FINISHED");
        client.api("clock", "advance=PT4M");

        assertThat(journal.lines()).containsExactly("TRADE_FINISHED", "WAIT_BUYER_CONFIRM_GOODS");
    }

    @Covers("fault NOTICE_TWICE")
    @Test
    void aNotificationThatComesTwiceIsTheSameAndCanBeVerifiedTwice() {
        String tradeNo = paid();
        client.api("faults", "fault=NOTICE_TWICE&count=1");
        List<String> answers = new CopyOnWriteArrayList<>();
        merchant.onNotify(
                notice -> answers.add(verify(notice.in(StandardCharsets.UTF_8).get("notify_id"))));
        act(tradeNo, "send_goods");
        act(tradeNo, "confirm_goods");
        client.api("clock", "advance=P2D");

        assertThat(journal.lines())
                .containsExactly("WAIT_BUYER_CONFIRM_GOODS", "WAIT_BUYER_CONFIRM_GOODS", "TRADE_FINISHED");
        assertThat(journal.notices().get(0).get("notify_id"))
                .isEqualTo(journal.notices().get(1).get("notify_id"));
        assertThat(answers).containsExactly("true", "true", "true");
    }

    @Covers("fault NOTICE_REORDERED")
    @Test
    void twoNotificationsOfOneTradeChangePlaces() {
        String tradeNo = paid();
        client.api("faults", "fault=NOTICE_REORDERED");
        act(tradeNo, "send_goods");
        assertThat(journal.lines()).isEmpty();
        act(tradeNo, "confirm_goods");

        assertThat(journal.lines()).containsExactly("TRADE_FINISHED", "WAIT_BUYER_CONFIRM_GOODS");
        client.api("clock", "advance=P2D");
        assertThat(journal.lines()).hasSize(2);
    }

    @Test
    void aNotificationThatWaitsForNoOtherComesAfterFourMinutes() {
        String tradeNo = paid();
        client.api("faults", "fault=NOTICE_REORDERED&count=1");
        act(tradeNo, "send_goods");
        client.api("clock", "advance=PT3M30S");
        assertThat(journal.lines()).isEmpty();
        client.api("clock", "advance=PT30S");

        assertThat(journal.lines()).containsExactly("WAIT_BUYER_CONFIRM_GOODS");
    }

    @Test
    void aWrongAmountIsSignedAndStaysWrongWhenItIsSentAgain() {
        String tradeNo = paid();
        client.api("faults", "fault=WRONG_AMOUNT&count=1");
        merchant.answers(200, "fail");
        act(tradeNo, "send_goods");
        client.api("clock", "advance=PT4M");

        assertThat(journal.notices())
                .extracting(notice -> notice.get("total_fee"))
                .containsExactly("339.00", "339.00");
        assertGenuine();
        assertThat(client.api("trades/" + tradeNo).get("total_fee").getAsString())
                .isEqualTo("338.00");
    }

    @Test
    void anotherSellerIsNamedConsistently() {
        String tradeNo = paid();
        client.api("faults", "fault=OTHER_SELLER&count=1");
        act(tradeNo, "send_goods");
        act(tradeNo, "confirm_goods");

        assertThat(journal.notices())
                .extracting(notice -> notice.get("seller_email") + " " + notice.get("seller_id"))
                .containsExactly("other-seller@example.com 2088000000000009", PayForm.SELLER + " " + PayForm.SELLER_ID);
        assertGenuine();
    }

    @Covers({"fault VERIFY_FALSE", "fault VERIFY_INVALID"})
    @ParameterizedTest
    @CsvSource({"VERIFY_FALSE, false", "VERIFY_INVALID, invalid"})
    void verificationDeniesWhatIsGenuine(String fault, String word) {
        merchant.answers(200, "fail");
        act(paid(), "send_goods");
        String id = journal.last().get("notify_id");
        client.api("faults", "fault=" + fault + "&count=2");

        assertThat(Stream.of(verify(id), verify(id), verify(id))).containsExactly(word, word, "true");
    }

    @Covers("fault VERIFY_GARBAGE")
    @Test
    void verificationAnswersThePageOfAProxy() {
        client.api("faults", "fault=VERIFY_GARBAGE&count=1");

        assertThat(verify("1")).startsWith("<html>");
        assertThat(verify("1")).isEqualTo("false");
    }

    @Test
    void aFaultIsOnUntilItIsEndedOrHasStruckSoOften() {
        client.api("faults", "fault=NOTICE_LOST");
        client.api("faults", "fault=VERIFY_FALSE&count=2");
        assertThat(on()).containsExactly("NOTICE_LOST", "VERIFY_FALSE 2");
        verify("1");
        assertThat(on()).containsExactly("NOTICE_LOST", "VERIFY_FALSE 1");
        verify("1");
        assertThat(on()).containsExactly("NOTICE_LOST");
        client.api("faults", "fault=VERIFY_DOWN");
        client.delete("/sandbox/api/faults?fault=NOTICE_LOST");
        assertThat(on()).containsExactly("VERIFY_DOWN");
        client.delete("/sandbox/api/faults");
        assertThat(on()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"trade_no", "out_trade_no"})
    void aFaultOfOneTradeLeavesTheOthersAlone(String name) {
        JsonObject one = pay("F1");
        JsonObject other = pay("F2");
        client.api("faults", "fault=NOTICE_TWICE&" + name + "=" + one.get(name).getAsString());
        client.api(
                "faults",
                "fault=VERIFY_FALSE&count=1&" + name + "=" + one.get(name).getAsString());
        journal.fresh();
        List<String> answers = new CopyOnWriteArrayList<>();
        merchant.onNotify(
                notice -> answers.add(notice.in(StandardCharsets.UTF_8).get("out_trade_no")
                        + " "
                        + verify(notice.in(StandardCharsets.UTF_8).get("notify_id"))));
        act(other.get("trade_no").getAsString(), "send_goods");
        act(one.get("trade_no").getAsString(), "send_goods");

        assertThat(answers).containsExactly("F2 true", "F1 false", "F1 true");
        assertThat(on()).containsExactly("NOTICE_TWICE");
    }

    @Test
    void aFaultForAnOrderNumberStrikesFromTheFirstNotificationOn() {
        client.api("faults", "fault=NOTICE_TWICE&out_trade_no=F1&count=1");
        pay("F1");

        assertThat(journal.lines()).startsWith("WAIT_BUYER_PAY", "WAIT_BUYER_PAY");
    }

    @Covers("fault NOTICE_MONTHS_LATE")
    @Test
    void aNotificationThatIsMonthsLateComesMonthsLate() {
        String tradeNo = paid();
        client.api("faults", "fault=NOTICE_MONTHS_LATE&count=1");
        act(tradeNo, "send_goods");
        act(tradeNo, "confirm_goods");
        client.api("clock", "advance=P89DT23H59M");
        assertThat(journal.lines()).containsExactly("TRADE_FINISHED");
        client.api("clock", "advance=PT1M");

        assertThat(journal.lines()).containsExactly("TRADE_FINISHED", "WAIT_BUYER_CONFIRM_GOODS");
        assertGenuine();
    }

    @Covers("fault SLOW_CONNECTION")
    @Test
    void aSlowConnectionMakesTheMerchantWorkTwice() {
        String tradeNo = paid();
        client.api("faults", "fault=SLOW_CONNECTION&count=1");
        act(tradeNo, "send_goods");
        JsonObject first = client.list("deliveries").get(0);
        assertThat(first.get("acknowledged").getAsBoolean()).isFalse();
        assertThat(first.get("failure").getAsString()).contains("SLOW_CONNECTION");
        client.api("clock", "advance=P2D");

        assertThat(journal.lines()).containsExactly("WAIT_BUYER_CONFIRM_GOODS", "WAIT_BUYER_CONFIRM_GOODS");
    }

    @Covers({
        "fault WRONG_AMOUNT",
        "fault TAMPERED_AMOUNT",
        "fault OTHER_SELLER",
        "fault UNKNOWN_STATUS",
        "fault MISSING_FIELD",
        "fault MISSING_NOTIFY_ID",
        "fault WRONG_KEY"
    })
    @ParameterizedTest
    @CsvSource({
        "WRONG_AMOUNT,      total_fee,    339.00,           true",
        "TAMPERED_AMOUNT,   total_fee,    0.01,             false",
        "OTHER_SELLER,      seller_id,    2088000000000009, true",
        "UNKNOWN_STATUS,    trade_status, TRADE_UNHEARD_OF, true",
        "MISSING_FIELD,     total_fee,    '',               true",
        "MISSING_NOTIFY_ID, notify_id,    '',               true",
        "SPLICED_VALUE,     total_fee,    9999.00,          true",
        "WRONG_KEY,         total_fee,    338.00,           false"
    })
    void aMessageThatIsMadeWrongIsSignedAccordingly(String fault, String name, String value, boolean signed) {
        String tradeNo = paid();
        client.api("faults", "fault=" + fault + "&count=1");
        act(tradeNo, "send_goods");
        Parameters wrong = journal.last();
        JsonObject delivery = client.list("deliveries").get(0);
        act(tradeNo, "confirm_goods");
        Parameters right = journal.last();

        assertThat(wrong.get(name)).isEqualTo(value);
        assertThat(new Md5Signer(PayForm.KEY).accepts(wrong.asMap(), StandardCharsets.UTF_8))
                .isEqualTo(signed);
        assertThat(delivery.getAsJsonArray("faults").toString()).isEqualTo("[\"" + fault + "\"]");
        assertThat(new Md5Signer(PayForm.KEY).accepts(right.asMap(), StandardCharsets.UTF_8))
                .isTrue();
        assertThat(right.get("total_fee")).isEqualTo("338.00");
        assertThat(right.has("notify_id")).isTrue();
    }

    @Covers("fault SPLICED_VALUE")
    @Test
    void aSplicedValueForgesAPaymentThatSignsToTheSameText() {
        String tradeNo = paid();
        client.api("faults", "fault=SPLICED_VALUE&count=1");
        act(tradeNo, "send_goods");
        Parameters forged = journal.last();

        assertThat(forged.get("trade_status")).isEqualTo("TRADE_FINISHED");
        assertThat(forged.get("subject")).isEqualTo("测试订单");
        assertThat(forged.get("trade_no")).isEqualTo(tradeNo);
        assertThat(forged.get("z")).startsWith("&total_fee=338.00&").contains("trade_status=WAIT_BUYER_CONFIRM_GOODS");
        assertThat(verify(forged.get("notify_id"))).isEqualTo("false");
    }

    @Covers("fault WRONG_CHARSET")
    @ParameterizedTest
    @CsvSource({"utf-8, GBK", "gbk, UTF-8"})
    void aMessageComesInTheOtherCharset(String asked, String charset) {
        client.submit(PayForm.escrow("F1").with("_input_charset", asked).with("notify_url", merchant.notifyUrl()));
        String tradeNo = client.api("pay", "out_trade_no=F1").get("trade_no").getAsString();
        client.api("faults", "fault=WRONG_CHARSET&count=1");
        act(tradeNo, "send_goods");
        Parameters notice =
                merchant.received().get(merchant.received().size() - 1).in(Charset.forName(charset));

        assertThat(notice.get("subject")).isEqualTo("测试订单");
        assertThat(new Md5Signer(PayForm.KEY).accepts(notice.asMap(), Charset.forName(charset)))
                .isTrue();
    }

    @Covers("fault RETURN_LATE")
    @Test
    void aLateReturnIsSignedButNoLongerVerifies() {
        client.submit(PayForm.escrow("F1").with("return_url", merchant.returnUrl()));
        client.api("faults", "fault=RETURN_LATE&count=1");
        String url = client.api("pay", "out_trade_no=F1").get("return_url").getAsString();
        Parameters late = Parameters.of(
                url.substring(url.indexOf('?') + 1).getBytes(StandardCharsets.US_ASCII),
                new byte[0],
                StandardCharsets.UTF_8);

        assertThat(new Md5Signer(PayForm.KEY).accepts(late.asMap(), StandardCharsets.UTF_8))
                .isTrue();
        assertThat(verify(URLEncoder.encode(late.get("notify_id"), StandardCharsets.UTF_8)))
                .isEqualTo("false");
    }

    @Covers("fault RETURN_WITH_NOTICE")
    @Test
    void returnAndNotificationMeetAtTheMerchant() {
        Meeting meeting = new Meeting();
        client.submit(
                PayForm.dual("F1").with("notify_url", merchant.notifyUrl()).with("return_url", merchant.returnUrl()));
        merchant.onReturn(meeting::attend);
        merchant.onNotify(notice -> {
            if (notice.in(StandardCharsets.UTF_8).get("trade_status").equals("TRADE_FINISHED")) {
                meeting.attend();
            }
        });
        client.api("faults", "fault=RETURN_WITH_NOTICE&count=1");
        client.api("pay", "out_trade_no=F1&mode=instant");

        assertThat(meeting.met())
                .as("both were at the merchant at the same time")
                .isTrue();
        assertThat(client.list("deliveries").get(0).get("remark").getAsString()).contains("return_url，HTTP 200");
        assertThat(on()).isEmpty();
    }

    @Covers("fault VERIFY_ERROR")
    @Test
    void verificationAnswersAnErrorPage() {
        client.api("faults", "fault=VERIFY_ERROR&count=1");

        assertThat(client.get("/trade/notify_query.do?partner=1&notify_id=1").statusCode())
                .isEqualTo(500);
        assertThat(verify("1")).isEqualTo("false");
    }

    @Test
    void aPersonSetsAndEndsFaultsOnTheirPage() {
        client.post("/faults", "fault=NOTICE_LOST&count=3&out_trade_no=F9");
        assertThat(on()).containsExactly("NOTICE_LOST 3");
        assertThat(Client.text(client.get("/faults")))
                .contains("通知丢失", "订单 F9，还会出现 3 次")
                .contains(Stream.of(Fault.values())
                        .map(fault -> Texts.of(fault).in(Locale.CHINESE))
                        .toList());
        assertThat(client.post("/faults", "fault=NOTICE_LOST&count=many").statusCode())
                .isEqualTo(400);
        client.post("/faults/clear", "fault=NOTICE_LOST&out_trade_no=F9");
        assertThat(on()).isEmpty();
        client.post("/faults", "fault=VERIFY_DOWN&count=");
        assertThat(Client.text(client.get("/faults"))).contains("所有交易，一直出错");
        client.post("/faults/clear-all", "");
        assertThat(on()).isEmpty();
    }

    @Test
    void aPersonSetsAFaultOnTheTradesOwnPage() {
        String tradeNo = paid();
        String back = client.post("/faults", "fault=NOTICE_TWICE&count=1&trade_no=" + tradeNo)
                .headers()
                .firstValue("Location")
                .orElseThrow();

        assertThat(back).isEqualTo("/trades/" + tradeNo);
        assertThat(Client.text(client.get(back))).contains("还会出现 1 次");
        act(tradeNo, "send_goods");
        assertThat(journal.lines()).containsExactly("WAIT_BUYER_CONFIRM_GOODS", "WAIT_BUYER_CONFIRM_GOODS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "two", "1.5"})
    void aCountThatIsNoneIsRefused(String count) {
        assertThat(client.post("/sandbox/api/faults", "fault=NOTICE_LOST&count=" + count)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theFirstPageNamesEveryFault() {
        assertThat(Client.text(client.get("/")))
                .contains(Stream.of(Fault.values()).map(Fault::name).toList());
    }

    private String paid() {
        String tradeNo = pay("F1").get("trade_no").getAsString();
        journal.fresh();
        return tradeNo;
    }

    private JsonObject pay(String outTradeNo) {
        client.submit(PayForm.escrow(outTradeNo).with("notify_url", merchant.notifyUrl()));
        return client.api("pay", "out_trade_no=" + outTradeNo);
    }

    /** The faults that are on, each with how often it will still strike. */
    private static List<String> on() {
        return client.api("faults").getAsJsonArray("faults").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(each -> each.get("fault").getAsString() + (each.has("left") ? " " + each.get("left") : ""))
                .toList();
    }

    private void assertGenuine() {
        assertThat(journal.notices())
                .allSatisfy(
                        notice -> assertThat(new Md5Signer(PayForm.KEY).accepts(notice.asMap(), StandardCharsets.UTF_8))
                                .isTrue());
    }

    private static void act(String tradeNo, String action) {
        assertThat(client.post("/sandbox/api/trades/" + tradeNo + "/" + action, "")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String verify(String id) {
        return Client.text(client.get("/trade/notify_query.do?partner=" + PayForm.PARTNER + "&notify_id=" + id));
    }

    /** Two who wait for each other; whoever comes alone leaves after two minutes, which no busy machine needs. */
    private static final class Meeting {
        private final CountDownLatch both = new CountDownLatch(2);
        private volatile boolean met;

        void attend() {
            both.countDown();
            try {
                met = both.await(600, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        boolean met() {
            return met;
        }
    }
}
