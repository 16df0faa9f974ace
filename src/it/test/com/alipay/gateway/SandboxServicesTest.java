package com.alipay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.MerchantConfig;
import com.alipay.gateway.GatewayResponse.SignatureCheck;
import com.alipay.gateway.GatewayResponse.Success;
import com.alipay.orders.rules.BatchRefundResult;
import com.alipay.orders.rules.RefundStatus;
import com.alipay.orders.rules.ShipmentResult;
import com.alipay.orders.rules.TradeQueryResult;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.protocol.Notification.NotificationLog;
import com.alipay.protocol.VerificationResult;
import com.alipay.sandbox.SandboxExtension;
import com.alipay.sandbox.SandboxOptions;
import com.alipay.security.ResponseRecorder;
import com.alipay.util.AlipayNotify;
import com.alipay.util.UtilDate;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit and the sandbox, two implementations that share no code, meet over HTTP. */
class SandboxServicesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @RegisterExtension
    static final SandboxExtension sandbox =
            SandboxExtension.of(SandboxOptions.forMerchant("2088000000000001", StubGateway.KEY, "seller@example.com")
                    .withAdvancedInstant());

    private static GatewayClient kit(String charset) {
        return new GatewayClient(merchant(charset));
    }

    private static MerchantConfig merchant(String charset) {
        return MerchantConfig.of(Map.of(
                "partner",
                "2088000000000001",
                "key",
                StubGateway.KEY,
                "seller_email",
                "seller@example.com",
                "input_charset",
                charset,
                "gateway",
                sandbox.url() + "/gateway.do"));
    }

    /** Sends the buyer to the cashier, where nobody has logged in yet; answers with the cashier's path. */
    private static String request(String charset, Map<String, String> more) {
        Map<String, String> order = new LinkedHashMap<>(Map.of(
                "subject", "诺基亚 N8 & 耳机",
                "price", "328.00",
                "logistics_type", "EXPRESS",
                "logistics_fee", "10.00",
                "logistics_payment", "BUYER_PAY"));
        order.putAll(more);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(
                URI.create(kit(charset).trade_create_by_buyer(order).url())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static void pay(String charset, String out_trade_no, String mode) {
        request(charset, Map.of("out_trade_no", out_trade_no));
        post("/sandbox/api/pay", "out_trade_no=" + out_trade_no + "&mode=" + mode);
    }

    private static void logIn(String cashier) {
        String seal = send(HttpRequest.newBuilder(URI.create(sandbox.url() + cashier)))
                .body()
                .replaceAll("(?s).*name=\"seal\" value=\"([0-9a-f]+)\".*", "$1");
        post(cashier, "step=login&buyer=buyer@example.com&seal=" + seal);
    }

    private static void post(String path, String form) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(400);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return ResponseRecorder.RUN.received(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T value(GatewayResponse<T> answer, SignatureCheck sign) {
        assertThat(answer).isInstanceOf(Success.class);
        assertThat(((Success<T>) answer).sign()).isEqualTo(sign);
        return ((Success<T>) answer).value();
    }

    private static TradeQueryResult query(String charset, String out_trade_no) {
        return value(kit(charset).single_trade_query(Map.of("out_trade_no", out_trade_no)), SignatureCheck.MATCHES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "gbk", "gb2312"})
    void aPaidTradeIsFoundShippedAndFoundShipped(String charset) {
        pay(charset, "S1", "escrow");

        TradeQueryResult paid = query(charset, "S1");
        assertThat(paid.status()).contains(TradeStatus.WAIT_SELLER_SEND_GOODS);
        assertThat(paid.text("subject")).isEqualTo("诺基亚 N8 & 耳机");
        assertThat(paid.yuan("total_fee")).contains(new BigDecimal("338.00"));
        assertThat(paid.time("gmt_payment")).isPresent();
        assertThat(paid.toNotification().text("use_coupon")).isEqualTo("N");

        Map<String, String> shipment = Map.of(
                "trade_no",
                paid.trade_no(),
                "logistics_name",
                "顺丰速运",
                "invoice_no",
                "SF0001",
                "transport_type",
                "EXPRESS");
        ShipmentResult shipped = value(kit(charset).send_goods_confirm_by_platform(shipment), SignatureCheck.MATCHES);
        assertThat(shipped.status()).contains(TradeStatus.WAIT_BUYER_CONFIRM_GOODS);
        assertThat(shipped.shippedAt()).isPresent();
        assertThat(shipped.buyerActions()).containsExactly("REFUND", "CONFIRM_GOODS");
        assertThat(value(kit(charset).send_goods_confirm_by_platform(shipment), SignatureCheck.MATCHES)
                        .status())
                .as("a repeat succeeds and changes nothing")
                .contains(TradeStatus.WAIT_BUYER_CONFIRM_GOODS);

        TradeQueryResult after =
                value(kit(charset).single_trade_query(Map.of("trade_no", paid.trade_no())), SignatureCheck.MATCHES);
        assertThat(after.status()).contains(TradeStatus.WAIT_BUYER_CONFIRM_GOODS);
        assertThat(after.time("gmt_send_goods")).isPresent();
        assertThat(after.refundStatus()).isEmpty();
    }

    @Test
    void beforeTheBuyerLogsInThereIsNoTrade() {
        request("utf-8", Map.of("out_trade_no", "N1"));

        assertThat(kit("utf-8")
                        .single_trade_query(Map.of("out_trade_no", "N1"))
                        .isRefusedWith(GatewayError.TRADE_NOT_EXIST))
                .isTrue();
        assertThat(kit("utf-8").close_trade(Map.of("out_order_no", "N1")).isRefusedWith(GatewayError.TRADE_NOT_EXIST))
                .isTrue();
    }

    @Test
    void aPaidTradeCannotBeClosedAndAnInstantOneNotShipped() {
        pay("gbk", "P1", "instant");
        String trade_no = query("gbk", "P1").trade_no();

        assertThat(kit("gbk")
                        .close_trade(Map.of("trade_no", trade_no, "trade_role", "S"))
                        .isRefusedWith(GatewayError.TRADE_STATUS_NOT_AVAILD))
                .isTrue();
        assertThat(kit("gbk")
                        .send_goods_confirm_by_platform(Map.of("trade_no", trade_no, "transport_type", "DIRECT"))
                        .isRefusedWith(GatewayError.TRADE_STATUS_NOT_AVAILD))
                .isTrue();
    }

    @Test
    void anUnpaidTradeIsClosedByTheShopsNumberAndStaysClosed() {
        logIn(request("gbk", Map.of("out_trade_no", "C1")));
        assertThat(query("gbk", "C1").status()).contains(TradeStatus.WAIT_BUYER_PAY);

        assertThat(kit("gbk").close_trade(Map.of("out_order_no", "C1", "trade_role", "S")))
                .isInstanceOf(Success.class);

        assertThat(query("gbk", "C1").status()).contains(TradeStatus.TRADE_CLOSED);
        assertThat(kit("gbk")
                        .close_trade(Map.of("out_order_no", "C1"))
                        .isRefusedWith(GatewayError.TRADE_STATUS_NOT_AVAILD))
                .isTrue();
    }

    @Test
    void aRefundIsSeenInAlipaysBooks() {
        pay("utf-8", "R1", "escrow");
        String trade = "/sandbox/api/trades/" + query("utf-8", "R1").trade_no();

        post(trade + "/apply_refund", "");
        assertThat(query("utf-8", "R1").refundStatus()).contains(RefundStatus.WAIT_SELLER_AGREE);
        post(trade + "/agree_refund", "");

        TradeQueryResult refunded = query("utf-8", "R1");
        assertThat(refunded.refundStatus()).contains(RefundStatus.REFUND_SUCCESS);
        assertThat(refunded.status()).contains(TradeStatus.TRADE_CLOSED);
        assertThat(refunded.time("gmt_refund")).isPresent();
    }

    @Test
    void aShipmentThatFailsMayBeSaidAgain() {
        pay("utf-8", "F1", "escrow");
        Map<String, String> shipment = Map.of("trade_no", query("utf-8", "F1").trade_no(), "transport_type", "DIRECT");
        post("/sandbox/api/faults", "fault=SHIPPING_FAILS");

        GatewayResponse<ShipmentResult> failed = kit("utf-8").send_goods_confirm_by_platform(shipment);
        send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/sandbox/api/faults"))
                .DELETE());

        assertThat(failed.isRefusedWith(GatewayError.GENERIC_FAILURE)).isTrue();
        assertThat(kit("utf-8").send_goods_confirm_by_platform(shipment)).isInstanceOf(Success.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "gbk"})
    void aTimestampIsGivenAndGoesWithAPayment(String charset) {
        String encrypt_key = value(kit(charset).query_timestamp(), SignatureCheck.MATCHES);

        assertThat(request(charset, Map.of("out_trade_no", "T1", "anti_phishing_key", encrypt_key)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "gbk"})
    void aBatchOfRefundsIsAcceptedToldAndSeenInTheBooks(String charset) throws IOException {
        pay(charset, "B1", "instant");
        pay(charset, "B2", "instant");
        String whole = query(charset, "B1").trade_no();
        String part = query(charset, "B2").trade_no();
        List<VerificationResult> results = new CopyOnWriteArrayList<>();
        HttpServer shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", exchange -> {
            // Before the acknowledgement: that ends the life of the notify_id.
            results.add(new AlipayNotify(merchant(charset), NotificationLog.NONE)
                    .verifyMessage(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, "success".length());
            exchange.getResponseBody().write("success".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        shop.start();
        try {
            RefundBatchRequest batch = RefundBatchRequest.of(
                    UtilDate.getDate() + "001",
                    List.of(
                            new RefundBatchRequest.Item(whole, new BigDecimal("338.00"), "协商退款"),
                            new RefundBatchRequest.Item(part, new BigDecimal("0.01"), "少发一件")),
                    "http://localhost:" + shop.getAddress().getPort() + "/refund",
                    merchant(charset).charset(),
                    Instant.now());

            assertThat(kit(charset).refund_fastpay_by_platform_nopwd(batch)).isInstanceOf(Success.class);
            assertThat(kit(charset)
                            .refund_fastpay_by_platform_nopwd(batch)
                            .isRefusedWith(GatewayError.DUPLICATE_BATCH_NO))
                    .as("the same batch twice is refunded once")
                    .isTrue();
            post("/sandbox/api/clock", "advance=PT1S");
        } finally {
            shop.stop(0);
        }

        VerificationResult result = results.get(0);
        assertThat(result.isGenuine()).as(result.reason()).isTrue();
        assertThat(BatchRefundResult.read(result.notification()).orElseThrow().items())
                .containsExactlyInAnyOrder(
                        new BatchRefundResult.Item.Refunded(whole, new BigDecimal("338.00")),
                        new BatchRefundResult.Item.Refunded(part, new BigDecimal("0.01")));
        assertThat(query(charset, "B1").status()).contains(TradeStatus.TRADE_CLOSED);
        assertThat(query(charset, "B2").yuan("to_buyer_fee")).contains(new BigDecimal("0.01"));
    }

    @Test
    void anotherKeyIsRefusedAndSaysWhatToDo() {
        GatewayClient wrongKey = new GatewayClient(MerchantConfig.of(Map.of(
                "partner",
                "2088000000000001",
                "key",
                "00000000000000000000000000000000",
                "gateway",
                sandbox.url() + "/gateway.do")));

        GatewayResponse<TradeQueryResult> answer = wrongKey.single_trade_query(Map.of("out_trade_no", "S1"));

        assertThat(answer.isRefusedWith(GatewayError.ILLEGAL_SIGN)).isTrue();
        assertThat(answer.advice().in(Locale.CHINESE)).contains("核对 key");
    }
}
