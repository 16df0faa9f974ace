package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.wire.Md5Signer;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final Journal journal = new Journal(merchant);

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

    @Test
    void aLateNotificationComesByTheLadder() {
        String tradeNo = paid();
        client.api("faults", "fault=NOTICE_LATE&count=1");
        act(tradeNo, "send_goods");
        act(tradeNo, "confirm_goods");
        assertThat(journal.lines()).containsExactly("TRADE_FINISHED");
        client.api("clock", "advance=PT2M");

        assertThat(journal.lines()).containsExactly("TRADE_FINISHED", "WAIT_BUYER_CONFIRM_GOODS");
    }

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
    void aNotificationThatWaitsForNoOtherComesAfterTwoMinutes() {
        String tradeNo = paid();
        client.api("faults", "fault=NOTICE_REORDERED&count=1");
        act(tradeNo, "send_goods");
        client.api("clock", "advance=PT1M59S");
        assertThat(journal.lines()).isEmpty();
        client.api("clock", "advance=PT1S");

        assertThat(journal.lines()).containsExactly("WAIT_BUYER_CONFIRM_GOODS");
    }

    @Test
    void aWrongAmountIsSignedAndStaysWrongWhenItIsSentAgain() {
        String tradeNo = paid();
        client.api("faults", "fault=WRONG_AMOUNT&count=1");
        merchant.answers(200, "fail");
        act(tradeNo, "send_goods");
        client.api("clock", "advance=PT2M");

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

    @ParameterizedTest
    @CsvSource({"VERIFY_FALSE, false", "VERIFY_INVALID, invalid"})
    void verificationDeniesWhatIsGenuine(String fault, String word) {
        merchant.answers(200, "fail");
        act(paid(), "send_goods");
        String id = journal.last().get("notify_id");
        client.api("faults", "fault=" + fault + "&count=2");

        assertThat(Stream.of(verify(id), verify(id), verify(id))).containsExactly(word, word, "true");
    }

    @Test
    void verificationAnswersThePageOfAProxy() {
        client.api("faults", "fault=VERIFY_GARBAGE&count=1");

        assertThat(verify("1")).startsWith("<html>");
        assertThat(verify("1")).isEqualTo("false");
    }

    @Test
    void aFaultIsOnUntilItIsEndedOrHasStruckSoOften() {
        client.api("faults", "fault=NOTICE_LOST");
        JsonObject both = client.api("faults", "fault=VERIFY_FALSE&count=2");
        assertThat(both.getAsJsonArray("faults").toString()).isEqualTo("[\"VERIFY_FALSE\",\"NOTICE_LOST\"]");
        assertThat(both.getAsJsonObject("left").toString()).isEqualTo("{\"VERIFY_FALSE\":2}");
        verify("1");
        assertThat(client.api("faults").getAsJsonObject("left").toString()).isEqualTo("{\"VERIFY_FALSE\":1}");
        verify("1");
        assertThat(client.api("faults").getAsJsonArray("faults").toString()).isEqualTo("[\"NOTICE_LOST\"]");
        client.delete("/sandbox/api/faults");
        assertThat(client.api("faults").getAsJsonArray("faults").toString()).isEqualTo("[]");
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
        client.submit(PayForm.escrow("F1").with("notify_url", merchant.notifyUrl()));
        String tradeNo = client.api("pay", "out_trade_no=F1").get("trade_no").getAsString();
        journal.fresh();
        return tradeNo;
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
}
