package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.security.KnownKeys;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * 即时到账批量退款: the result of {@code refund_fastpay_by_platform_nopwd} comes to {@code notify_url.jsp}, beside the trades' own notifications
 * of the same refunds. Whichever comes first, and if only one comes, each refund is one step of its order.
 */
class BatchRefundIT {
    private static final AtomicInteger BATCHES = new AtomicInteger(100);

    private static ScenarioShops shops;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        shops = ScenarioShops.open("batch-refunds");
    }

    @AfterAll
    static void close() {
        shops.close();
    }

    @AfterEach
    void nothingGoesWrongAnyMore() throws IOException, InterruptedException {
        alipay().noFaults();
    }

    private static Shop shop() {
        return shops.advanced().shop();
    }

    private static LocalAlipay alipay() {
        return shops.advanced().alipay();
    }

    /** An instant payment that can be refunded. */
    private static ScenarioTrade paid() throws IOException, InterruptedException {
        ScenarioTrade trade = ScenarioTrade.place(shops.advanced(), LocalAlipay.DUAL, "instant");
        trade.pay();
        return trade;
    }

    /**
     * The shop's server hands a batch in, and everybody is told.
     *
     * @return its number
     */
    private static String refund(String... items) throws IOException, InterruptedException {
        LocalDateTime now = LocalDateTime.now(ZoneId.of("Asia/Shanghai"));
        String batch_no = now.format(DateTimeFormatter.ofPattern("uuuuMMdd")) + BATCHES.incrementAndGet();
        Map<String, String> params = new LinkedHashMap<>();
        params.put("service", "refund_fastpay_by_platform_nopwd");
        params.put("partner", Shop.PARTNER);
        params.put("_input_charset", "gbk");
        params.put("seller_email", Shop.SELLER);
        params.put("notify_url", shop().page("notify_url.jsp"));
        params.put("refund_date", now.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")));
        params.put("batch_no", batch_no);
        params.put("batch_num", String.valueOf(items.length));
        params.put("detail_data", String.join("#", items));
        RawForm request = RawForm.of(params, shop().charset()).signed(shop().charset(), Shop.KEY);
        HttpResponse<byte[]> answer = Http.post(alipay().gateway() + "?_input_charset=gbk", request);
        assertThat(new String(answer.body(), shop().charset())).contains("<is_success>T</is_success>");
        alipay().settle();
        return batch_no;
    }

    private static String item(ScenarioTrade trade, String amount) throws IOException, InterruptedException {
        return trade.trade_no() + "^" + amount + "^协商退款";
    }

    /** The notification log's rows about that batch, newest first: they name no order. */
    private static List<JsonObject> results(String batch_no) throws IOException, InterruptedException {
        return shop().notifications("").stream()
                .filter(row -> Shop.text(row, "reason").contains(batch_no))
                .toList();
    }

    private static List<JsonObject> attempts(String batch_no) throws IOException, InterruptedException {
        return alipay().deliveries("").stream()
                .filter(each -> Shop.text(each, "batch_no").equals(batch_no))
                .toList();
    }

    /** The result_details of the batch, as it was sent. */
    private static String details(String batch_no) throws IOException, InterruptedException {
        return Shop.text(attempts(batch_no).get(0).getAsJsonObject("parameters"), "result_details");
    }

    private static void assertCalls(ScenarioTrade trade, String pair, String... milestones)
            throws IOException, InterruptedException {
        assertThat(trade.calls()).as("calls of the shop's code").containsExactlyInAnyOrder(milestones);
        assertThat(trade.history()).as("lines of the order's history").isEqualTo(trade.calls());
        assertThat(ScenarioTrade.pair(trade.stored())).isEqualTo(pair);
    }

    @Test
    void oneRefundInFullAndOneInPartAreEachToldOnceAlthoughTwoMessagesTellThem()
            throws IOException, InterruptedException {
        ScenarioTrade whole = paid();
        ScenarioTrade part = paid();
        String batch_no = refund(item(whole, "9.00"), item(part, "4.00"));

        assertCalls(whole, "TRADE_CLOSED/REFUND_SUCCESS", "PAID", "REFUND", "CLOSED");
        assertCalls(part, "TRADE_SUCCESS/REFUND_SUCCESS", "PAID", "REFUND");
        assertThat(results(batch_no)).singleElement().satisfies(row -> {
            assertThat(Shop.text(row, "outcome")).isEqualTo("ADVANCED");
            assertThat(Shop.text(row, "reason")).isEqualTo("batch_no " + batch_no + ": 2 of 2 refunded");
            assertThat(Shop.text(row, "answer")).isEqualTo("success");
        });
        assertThat(new Operator(shop()).page("admin/order.jsp?out_trade_no=" + part.out_trade_no()))
                .contains("batch_no " + batch_no + ": 4.00 SUCCESS");
        assertThat(attempts(batch_no))
                .singleElement()
                .satisfies(each -> assertThat(Shop.text(each, "answer")).isEqualTo("success"));
    }

    @Test
    void theBatchAloneTellsARefundWhoseOwnNotificationIsLost() throws IOException, InterruptedException {
        ScenarioTrade trade = paid();
        alipay().fault("NOTICE_LOST");
        String batch_no = refund(item(trade, "4.00"));
        assertThat(trade.calls()).containsExactly("PAID");
        alipay().noFaults();
        alipay().resend(attempts(batch_no).get(0));

        assertCalls(trade, "TRADE_SUCCESS/REFUND_SUCCESS", "PAID", "REFUND");
    }

    @Test
    void aRefundThatFailedIsALineOfTheHistoryAndNoStep() throws IOException, InterruptedException {
        ScenarioTrade trade = paid();
        alipay().fault("REFUND_RESULT_SHORT");
        alipay().fault("SELLER_BALANCE_EMPTY");
        String batch_no = refund(item(trade, "9.00"));

        assertCalls(trade, "TRADE_SUCCESS", "PAID");
        assertThat(new Operator(shop()).page("admin/order.jsp?out_trade_no=" + trade.out_trade_no()))
                .contains("batch_no " + batch_no + ": 9.00 TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH");
    }

    /** As it has really come since 2013: what the bank made of it, and the fee that goes back to the seller. */
    @Test
    void theLongFormOfAResultIsReadItemByItem() throws IOException, InterruptedException {
        ScenarioTrade trade = paid();
        alipay().fault("REFUND_RESULT_LONG");
        String batch_no = refund(item(trade, "4.00"));

        assertCalls(trade, "TRADE_SUCCESS/REFUND_SUCCESS", "PAID", "REFUND");
        assertThat(details(batch_no))
                .isEqualTo(trade.trade_no() + "^4.00^SUCCESS^true^P$" + Shop.SELLER + "^" + Shop.PARTNER
                        + "^0.00^SUCCESS");
        assertThat(Shop.text(results(batch_no).get(0), "outcome")).isEqualTo("ADVANCED");
        assertThat(new Operator(shop()).page("admin/order.jsp?out_trade_no=" + trade.out_trade_no()))
                .contains("batch_no " + batch_no + ": 4.00 SUCCESS; under way at the buyer");
    }

    @Test
    void aSellerWhoseBalanceIsTooLowIsToldSoInTheLongForm() throws IOException, InterruptedException {
        ScenarioTrade trade = paid();
        alipay().fault("REFUND_RESULT_LONG");
        alipay().fault("SELLER_BALANCE_EMPTY");
        String batch_no = refund(item(trade, "9.00"));

        assertCalls(trade, "TRADE_SUCCESS", "PAID");
        assertThat(details(batch_no)).isEqualTo(trade.trade_no() + "^9.00^SELLER_BALANCE_NOT_ENOUGH^false^null");
        assertThat(new Operator(shop()).page("admin/order.jsp?out_trade_no=" + trade.out_trade_no()))
                .contains("batch_no " + batch_no + ": 9.00 SELLER_BALANCE_NOT_ENOUGH（卖家账户余额不足）");
    }

    @Test
    void aRefundThatTheBankSendsBackWaitsForAPerson() throws IOException, InterruptedException {
        ScenarioTrade trade = paid();
        alipay().fault("REFUND_BANK_REFUSED");
        String batch_no = refund(item(trade, "4.00"));

        JsonObject held = results(batch_no).get(0);
        assertThat(Shop.text(held, "outcome")).isEqualTo("HELD");
        assertThat(Shop.text(held, "answer")).isEqualTo("success");
        assertThat(Shop.text(held, "reason")).contains(trade.trade_no() + ": the buyer's bank did not take the 4.00");
        assertThat(new Operator(shop()).page("admin/order.jsp?out_trade_no=" + trade.out_trade_no()))
                .contains("batch_no " + batch_no + ": 4.00 REFUND_BANK_REFUSED（支付宝退了款，但买家的银行没有收下）");
    }

    /** About 80 KB over real HTTP: larger than any other message may be. */
    @Test
    void aResultOfAThousandItemsIsTaken() throws IOException, InterruptedException {
        ScenarioTrade first = paid();
        ScenarioTrade last = paid();
        alipay().fault("REFUND_RESULT_LONG");
        Stream<String> between =
                IntStream.rangeClosed(1, 998).mapToObj(i -> "20110315210010044800437%05d^1.00^协商退款".formatted(i));
        String batch_no = refund(Stream.of(Stream.of(item(first, "9.00")), between, Stream.of(item(last, "4.00")))
                .flatMap(items -> items)
                .toArray(String[]::new));

        assertCalls(first, "TRADE_CLOSED/REFUND_SUCCESS", "PAID", "REFUND", "CLOSED");
        assertCalls(last, "TRADE_SUCCESS/REFUND_SUCCESS", "PAID", "REFUND");
        JsonObject held = results(batch_no).get(0);
        assertThat(Shop.text(held, "outcome")).isEqualTo("HELD");
        assertThat(Shop.text(held, "reason"))
                .startsWith("batch_no " + batch_no
                        + ": 2 of 1000 refunded; no order has trade_no 2011031521001004480043700001;")
                .containsPattern("; and 9[0-9]{2} more$");
        assertThat(URLEncoder.encode(details(batch_no), shop().charset()).length())
                .isGreaterThan(70_000);
        HttpResponse<byte[]> page = Http.getAsAdmin(shop().page("admin/notice.jsp?id=" + Shop.text(held, "id")));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(new String(page.body(), StandardCharsets.UTF_8)).contains("batch_refund_notify");
    }

    /** Only that one message may be so large, and only with a right signature does it do anything. */
    @Test
    void anythingElseOfThatSizeIsRefusedAsBefore() throws IOException, InterruptedException {
        ScenarioTrade trade = paid();
        for (String type : List.of("batch_refund_notify", "trade_status_sync")) {
            RawForm large = RawForm.of(
                            Map.of(
                                    "notify_type",
                                    type,
                                    "notify_id",
                                    "0123456789abcdef0123456789abcdef7g",
                                    "batch_no",
                                    "20110320001",
                                    "result_details",
                                    (trade.trade_no() + "^9.00^SUCCESS#").repeat(3000)),
                            shop().charset())
                    .signed(shop().charset(), KnownKeys.OF_A_STRANGER);
            assertThat(shop().notify(large)).as(type).isEqualTo("fail");
        }
        assertCalls(trade, "TRADE_SUCCESS", "PAID");
    }

    @Test
    void anUnknownTradeIsHeldWithItsReasonAndTheOthersAreTaken() throws IOException, InterruptedException {
        ScenarioTrade known = paid();
        ScenarioTrade strange = new ScenarioTrade(shops.advanced(), LocalAlipay.DUAL, "instant", "NOBODYS");
        strange.pay();
        String batch_no = refund(item(known, "4.00"), item(strange, "4.00"));

        assertCalls(known, "TRADE_SUCCESS/REFUND_SUCCESS", "PAID", "REFUND");
        JsonObject held = results(batch_no).get(0);
        assertThat(Shop.text(held, "outcome")).isEqualTo("HELD");
        assertThat(Shop.text(held, "reason")).endsWith("; no order has trade_no " + strange.trade_no());
        assertThat(Shop.text(held, "answer")).isEqualTo("success");
        assertThat(new String(
                        Http.getAsAdmin(shop().page("admin/notice.jsp?id=" + Shop.text(held, "id")))
                                .body(),
                        StandardCharsets.UTF_8))
                .as("it is about several orders")
                .doesNotContain("id=\"release\"")
                .contains("id=\"dismiss\"", "id=\"replay\"");
        new Operator(shop()).replay(Shop.text(held, "id"), "再试一次");
        assertCalls(known, "TRADE_SUCCESS/REFUND_SUCCESS", "PAID", "REFUND");
    }

    @Test
    void aResultThatAlipayDoesNotConfirmIsAnsweredFailAndItsRetryIsTaken() throws IOException, InterruptedException {
        ScenarioTrade trade = paid();
        alipay().fault("VERIFY_DOWN");
        String batch_no = refund(item(trade, "4.00"));
        assertCalls(trade, "TRADE_SUCCESS", "PAID");
        alipay().noFaults();
        alipay().advance(Duration.ofMinutes(4));

        assertCalls(trade, "TRADE_SUCCESS/REFUND_SUCCESS", "PAID", "REFUND");
        assertThat(attempts(batch_no))
                .extracting(each -> Shop.text(each, "answer"))
                .containsExactly("fail", "success");
    }

    @Test
    void aForgedResultChangesNothing() throws IOException, InterruptedException {
        ScenarioTrade trade = paid();
        RawForm forged = RawForm.of(
                        Map.of(
                                "notify_type", "batch_refund_notify",
                                "notify_id", "0123456789abcdef0123456789abcdef7g",
                                "batch_no", "20110320001",
                                "success_num", "1",
                                "result_details", trade.trade_no() + "^9.00^SUCCESS"),
                        shop().charset())
                .signed(shop().charset(), KnownKeys.OF_A_STRANGER);

        assertThat(shop().notify(forged)).isEqualTo("fail");
        assertCalls(trade, "TRADE_SUCCESS", "PAID");
    }
}
