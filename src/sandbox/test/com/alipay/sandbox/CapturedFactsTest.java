package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.protocol.Parameters;
import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What public captures of 2012 to 2017 show of the real gateway beyond its documents. Prints the table: the fact, the part of the
 * protocol's reference that records its source, and that it held.
 */
class CapturedFactsTest {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    @RegisterExtension
    static final SandboxExtension ordinary = SandboxExtension.ordinary();

    @RegisterExtension
    static final SandboxExtension advanced = SandboxExtension.advanced();

    private static final List<String> TABLE = new ArrayList<>();
    private static final Client client = ordinary.client();
    private static final Client refunding = advanced.client();
    private final FakeMerchant merchant = ordinary.openShop();
    private final RecordedNotifications journal = new RecordedNotifications(merchant);

    /** Brings the situation about and looks. */
    private interface Proof {
        void run(CapturedFactsTest test);
    }

    /**
     * One fact.
     *
     * @param source the section of the protocol's reference, and its entry
     */
    private record Fact(String statement, String source, Proof proof) {
        @Override
        public String toString() {
            return statement;
        }
    }

    static Stream<Fact> facts() {
        String query = "13, single_trade_query after a refund";
        return Stream.of(
                new Fact("to_seller_fee is not reduced by a refund", query, CapturedFactsTest::sellerFeeStays),
                new Fact("refund_id and refund_flow_type are told", query, CapturedFactsTest::refundIsIdentified),
                new Fact("a fully refunded trade is DAEMON_CONFIRM_CLOSE", query, CapturedFactsTest::refundedIsClosed),
                new Fact("TRADE_SUCCESS has time_out, three calendar months", "13, TRADE_SUCCESS", t -> t.timeOut()),
                new Fact("a TRADE_FINISHED instant trade has no gmt_close", "13, TRADE_SUCCESS", t -> t.noGmtClose()),
                new Fact("is_total_fee_adjust is Y at creation, then N", "6.1; 12, 28", t -> t.adjustAtCreation()),
                new Fact("one WAIT_BUYER_PAY with the receiver sent", "13, Second WAIT_BUYER_PAY", t -> t.oneNotice()),
                new Fact("returns are alphabetical", "13, Returns", t -> t.alphabetical()),
                new Fact("a bank's direct return begins with bank_seq_no", "13, Returns", t -> t.bankSeqNo()),
                new Fact("the first retry comes after 4 minutes", "6.3; 12, 1", t -> t.ladder()),
                new Fact("the tail of notify_id is the merchant's", "6.1", t -> t.tail()),
                new Fact("receiver fields of any shape are accepted", "13, Receiver fields", t -> t.receiver()),
                new Fact("nopwd refunds need no seller", "13, refund_fastpay…nopwd", t -> t.noSeller()),
                new Fact("items of a refund's result have five fields", "9.5", t -> t.fiveFields()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("facts")
    void theSandboxDoesAsCaptured(Fact fact) {
        fact.proof().run(this);
        TABLE.add("| " + fact.statement() + " | " + fact.source() + " | held |");
    }

    @AfterAll
    static void print() {
        System.out.println("| captured fact | protocol | |\n| --- | --- | --- |");
        TABLE.forEach(System.out::println);
    }

    private void sellerFeeStays() {
        Map<String, String> trade = query(refunding, refunded("0.03"));
        assertThat(trade).containsEntry("to_seller_fee", "12.30").containsEntry("to_buyer_fee", "0.03");
    }

    private void refundIsIdentified() {
        Map<String, String> trade = query(refunding, refunded("0.03"));
        assertThat(trade.get("refund_id")).matches("\\d{8}");
        assertThat(trade).containsEntry("refund_flow_type", "3");
    }

    private void refundedIsClosed() {
        assertThat(query(refunding, refunded("12.30")))
                .containsEntry("trade_status", "TRADE_CLOSED")
                .containsEntry("to_seller_fee", "12.30")
                .containsEntry("additional_trade_status", "DAEMON_CONFIRM_CLOSE");
        assertThat(query(refunding, refunded("0.03"))).doesNotContainKey("additional_trade_status");
    }

    private void timeOut() {
        Map<String, String> trade = query(refunding, paid(refunding, PayForm.direct("T1")));
        LocalDateTime payment = LocalDateTime.parse(trade.get("gmt_payment"), TIME);
        assertThat(trade)
                .containsEntry("time_out", TIME.format(payment.plusMonths(3)))
                .containsEntry("time_out_type", "finishFPAction");
    }

    private void noGmtClose() {
        Map<String, String> trade = query(client, paid(client, PayForm.direct("T2")));
        assertThat(trade).containsEntry("trade_status", "TRADE_FINISHED").doesNotContainKey("gmt_close");
        String escrow = paid(client, PayForm.escrow("T3"));
        client.api("trades/" + escrow + "/send_goods", "");
        client.api("trades/" + escrow + "/confirm_goods", "");
        assertThat(query(client, escrow)).containsKey("gmt_close");
    }

    private void adjustAtCreation() {
        String tradeNo = client.login(told(PayForm.escrow("A1")));
        assertThat(journal.last().get("is_total_fee_adjust")).isEqualTo("Y");
        client.api("pay", "out_trade_no=A1");
        assertThat(journal.notices())
                .extracting(notice -> notice.get("is_total_fee_adjust"))
                .containsExactly("Y", "N", "N");
        assertThat(query(client, tradeNo)).containsEntry("is_total_fee_adjust", "F");
    }

    private void oneNotice() {
        paid(client, told(PayForm.escrow("W1")).with("receive_name", "张三").with("receive_address", "上海"));
        assertThat(journal.lines()).containsExactly("WAIT_BUYER_PAY", "WAIT_SELLER_SEND_GOODS");
        Parameters first = journal.notices().get(0);
        assertThat(first.get("gmt_logistics_modify")).isEqualTo(first.get("gmt_create"));
        assertThat(first.asMap())
                .containsEntry("receive_name", "张三")
                .containsEntry("logistics_type", "EXPRESS")
                .containsEntry("total_fee", "338.00");
    }

    private void alphabetical() {
        client.submit(PayForm.escrow("R1").with("return_url", merchant.returnUrl()));
        List<String> names = names(client.api("pay", "out_trade_no=R1"));
        int signed = names.size() - 2;
        assertThat(names.subList(signed, names.size())).containsExactly("sign", "sign_type");
        assertThat(names.subList(0, signed)).isSorted().contains("notify_id", "notify_time");
    }

    private void bankSeqNo() {
        String cashier = client.submit(PayForm.direct("R2").with("return_url", merchant.returnUrl()))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String seal = Client.text(client.get(cashier)).replaceAll("(?s).*name=\"seal\" value=\"([0-9a-f]+)\".*", "$1");
        client.post(
                cashier, "step=guest&contact=guest@example.com&bank=%E6%8B%9B%E5%95%86%E9%93%B6%E8%A1%8C&seal=" + seal);
        String location =
                client.get(cashier + "/return").headers().firstValue("Location").orElseThrow();
        assertThat(URI.create(location).getRawQuery()).matches("bank_seq_no=\\d{10}&buyer_email=.*");
    }

    private void ladder() {
        merchant.answers(200, "fail");
        client.login(told(PayForm.escrow("L1")));
        JsonObject first = client.list("deliveries").get(0);
        assertThat(Duration.between(time(first, "time"), time(first, "next_try")))
                .isEqualTo(Duration.ofMinutes(4));
    }

    private void tail() {
        paid(client, told(PayForm.escrow("N1")));
        assertThat(journal.notices())
                .extracting(notice -> notice.get("notify_id").substring(32))
                .hasSize(3)
                .containsOnly(journal.last().get("notify_id").substring(32));
    }

    private void receiver() {
        PayForm form = told(PayForm.escrow("V1"))
                .with("receive_name", "张三")
                .with("receive_address", "上海")
                .with("receive_mobile", "100000000000")
                .with("receive_zip", "undefined")
                .with("receive_phone", "undefined");
        String tradeNo = paid(client, form);
        assertThat(journal.last().asMap())
                .containsEntry("receive_mobile", "100000000000")
                .containsEntry("receive_zip", "undefined")
                .containsEntry("receive_phone", "undefined");
        assertThat(client.api("trades/" + tradeNo).getAsJsonArray("warnings")).hasSize(3);
    }

    private void noSeller() {
        String tradeNo = paid(refunding, PayForm.direct("S1"));
        assertThat(XmlAnswer.of(refunding.submit(batch(tradeNo, "0.01"))).isSuccess())
                .isTrue();
        assertThat(query(refunding, tradeNo)).containsEntry("to_buyer_fee", "0.01");
    }

    private void fiveFields() {
        String tradeNo = paid(refunding, PayForm.direct("F1"));
        refunding.submit(batch(tradeNo, "0.01").with("notify_url", merchant.notifyUrl()));
        refunding.api("clock", "advance=PT0S");
        assertThat(journal.last().get("result_details")).isEqualTo(tradeNo + "^0.01^SUCCESS^false^null");
    }

    private static String refunded(String amount) {
        String tradeNo = paid(refunding, PayForm.direct("Q" + amount));
        refunding.api("trades/" + tradeNo + "/refund", "refund_fee=" + amount);
        return tradeNo;
    }

    private static String paid(Client at, PayForm form) {
        at.submit(form);
        String tradeNo = at.api("pay", "out_trade_no=" + form.params().get("out_trade_no"))
                .get("trade_no")
                .getAsString();
        at.api("clock", "advance=PT0S");
        return tradeNo;
    }

    private PayForm told(PayForm form) {
        return form.with("notify_url", merchant.notifyUrl());
    }

    private static Map<String, String> query(Client at, String tradeNo) {
        return XmlAnswer.of(at.submit(PayForm.call("single_trade_query").with("trade_no", tradeNo)))
                .object();
    }

    private static PayForm batch(String tradeNo, String amount) {
        String now = TIME.format(LocalDateTime.now(ZoneId.of("Asia/Shanghai")));
        return PayForm.call("refund_fastpay_by_platform_nopwd")
                .with("refund_date", now)
                .with("batch_no", now.substring(0, 10).replace("-", "") + "001")
                .with("batch_num", "1")
                .with("detail_data", tradeNo + "^" + amount + "^x");
    }

    private static List<String> names(JsonObject paid) {
        return Stream.of(URI.create(paid.get("return_url").getAsString())
                        .getRawQuery()
                        .split("&"))
                .map(pair -> pair.substring(0, pair.indexOf('=')))
                .toList();
    }

    private static LocalDateTime time(JsonObject delivery, String name) {
        return LocalDateTime.parse(delivery.get(name).getAsString(), TIME);
    }
}
