package com.alipay.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.MerchantConfig;
import com.alipay.gateway.GatewayClient;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.rules.OrderEventType;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.protocol.PayService;
import com.alipay.sandbox.Sandbox;
import com.alipay.sandbox.SandboxOptions;
import com.alipay.services.PaymentRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders whose notifications never came, against a real local Alipay. */
class ReconcilerTest {
    private static final String KEY = "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m";

    private final List<OrderEventType> events = new CopyOnWriteArrayList<>();
    private Instant now = Instant.parse("2026-03-15T02:00:00Z");
    private Sandbox sandbox;
    private Database database;
    private MerchantConfig merchant;
    private OrderService orderService;
    private Reconciler reconciler;
    private Runnable meanwhile = () -> {};

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.forMerchant("2088000000000001", KEY, "seller@example.com"));
        merchant = MerchantConfig.of(Map.of(
                "partner",
                "2088000000000001",
                "key",
                KEY,
                "seller_email",
                "seller@example.com",
                "gateway",
                sandbox.url() + "/gateway.do"));
        database = Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "", true);
        Clock clock = movable();
        orderService = new OrderService(merchant, database, Optional.of(recorder()), clock);
        reconciler = new Reconciler(orderService, database, new GatewayClient(merchant), clock);
    }

    private Clock movable() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new IllegalArgumentException("one zone is enough");
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private OrderListener recorder() {
        return new OrderListener() {
            @Override
            public void paid(OrderEvent event, Connection connection) {
                events.add(event.milestone());
                meanwhile.run();
            }
        };
    }

    @AfterEach
    void stop() {
        database.close();
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private Map<String, String> place(String out_trade_no) {
        Map<String, String> order = Map.of(
                "out_trade_no", out_trade_no,
                "subject", "测试",
                "price", "0.01",
                "logistics_type", "EXPRESS",
                "logistics_fee", "0.00",
                "logistics_payment", "SELLER_PAY");
        orderService.createOrder(PayService.DUAL, PaymentRequest.of(PayService.DUAL, order, merchant.charset()));
        return order;
    }

    /** The buyer pays at the cashier; the request names no notify_url that anybody listens at. */
    private void payUnheard(String out_trade_no, String mode) throws IOException, InterruptedException {
        Map<String, String> order = place(out_trade_no);
        if (!mode.isEmpty()) {
            HttpClient http = HttpClient.newHttpClient();
            http.send(
                    HttpRequest.newBuilder(URI.create(new GatewayClient(merchant)
                                    .trade_create_by_buyer(order)
                                    .url()))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            HttpResponse<String> paid = http.send(
                    HttpRequest.newBuilder(URI.create(sandbox.url() + "/sandbox/api/pay"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("out_trade_no=" + out_trade_no + "&mode=" + mode))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(paid.statusCode()).as(paid.body()).isEqualTo(200);
        }
    }

    private TradeStatus status() {
        return orderService.find("SIM1").orElseThrow().trade_status();
    }

    @Test
    void aPaidOrderThatNobodyHeardOfIsFoundAndDeliveredOnce() throws Exception {
        payUnheard("SIM1", "escrow");
        assertThat(reconciler.runOnce()).as("not due in its first minutes").isZero();
        now = now.plus(Duration.ofMinutes(6));
        assertThat(reconciler.runOnce()).isEqualTo(1);
        assertThat(status()).isEqualTo(TradeStatus.WAIT_SELLER_SEND_GOODS);
        assertThat(events).containsExactly(OrderEventType.PAID);
        assertThat(orderService.newestNotifications(1)).singleElement().satisfies(entry -> {
            assertThat(entry.source()).isEqualTo("reconcile");
            assertThat(entry.outcome()).isEqualTo("ADVANCED");
        });
        now = now.plus(Duration.ofDays(1));
        assertThat(reconciler.runOnce()).as("a paid order is not asked about").isZero();
    }

    @Test
    void aRoundThatIsToEndAsksNoFurther() throws Exception {
        payUnheard("SIM1", "escrow");
        payUnheard("SIM2", "escrow");
        now = now.plus(Duration.ofMinutes(6));
        meanwhile = reconciler::shutdown;
        assertThat(reconciler.runOnce()).isEqualTo(1);
        assertThat(events).as("what was begun is done").containsExactly(OrderEventType.PAID);
        Reconciler restarted = new Reconciler(orderService, database, new GatewayClient(merchant), movable());
        assertThat(restarted.runOnce()).as("the other question was left").isEqualTo(1);
        assertThat(events).containsExactly(OrderEventType.PAID, OrderEventType.PAID);
    }

    @Test
    void anInstantPaymentIsToldAsOne() throws Exception {
        payUnheard("SIM1", "instant");
        now = now.plus(Duration.ofMinutes(6));
        reconciler.runOnce();
        assertThat(status()).isEqualTo(TradeStatus.TRADE_FINISHED);
        assertThat(events).containsExactly(OrderEventType.PAID);
    }

    @Test
    void anOrderNobodyPaysIsAskedAboutEverMoreSeldomAndThenNoMore() throws Exception {
        payUnheard("SIM1", "");
        int asked = 0;
        for (int minute = 0; minute < 20 * 24 * 60; minute += 5) {
            now = now.plus(Duration.ofMinutes(5));
            asked += reconciler.runOnce();
        }
        assertThat(asked).isBetween(60, 75);
        assertThat(status()).isEqualTo(TradeStatus.WAIT_BUYER_PAY);
    }

    @Test
    void aGatewayThatIsDownChangesNothingAndIsAskedAgain() throws Exception {
        payUnheard("SIM1", "escrow");
        now = now.plus(Duration.ofMinutes(6));
        sandbox.close();
        sandbox = null;
        assertThat(reconciler.runOnce()).isEqualTo(1);
        assertThat(status()).isEqualTo(TradeStatus.WAIT_BUYER_PAY);
    }

    @Test
    void aPersonMayAskAtOnce() throws Exception {
        payUnheard("SIM1", "escrow");
        assertThat(reconciler
                        .reconcile("SIM1", new OrderAdminService.Operator("alice", ""))
                        .recorded())
                .isTrue();
        assertThat(events).containsExactly(OrderEventType.PAID);
        assertThat(orderService.newestNotifications(1)).singleElement().satisfies(entry -> {
            assertThat(entry.operator()).isEqualTo("alice");
            assertThat(entry.note()).isEmpty();
            assertThat(entry.reason()).isEqualTo(entry.why().orElseThrow().toString());
        });
        assertThat(reconciler
                        .reconcile("GONE", new OrderAdminService.Operator("alice", ""))
                        .recorded())
                .isFalse();
    }

    @Test
    void afterARestoredBackupEveryOrderThatMayHaveChangedIsAskedAboutAndToldOnce() throws Exception {
        OrderAdminService.Operator alice = new OrderAdminService.Operator("alice", "");
        payUnheard("SIM1", "escrow");
        payUnheard("SIM2", "");
        now = now.plus(Duration.ofDays(10));
        payUnheard("SIM3", "instant");
        Instant backup = now.plusSeconds(1);
        now = now.plus(Duration.ofDays(1));
        assertThat(reconciler.continueRun()).as("nobody has requested one").isFalse();
        assertThat(reconciler.requestRun(now.plusSeconds(1), alice).recorded()).isFalse();
        assertThat(reconciler.requestRun(backup, alice).recorded()).isTrue();
        assertThat(reconciler.requestRun(backup, alice).recorded())
                .as("one at a time")
                .isFalse();
        assertThat(reconciler.continueRun()).isTrue();
        assertThat(events).containsExactly(OrderEventType.PAID, OrderEventType.PAID);
        assertThat(reconciler.lastRun().orElseThrow()).satisfies(run -> {
            assertThat(run.isRunning()).isFalse();
            assertThat(List.of(run.orders(), run.queried(), run.changed(), run.noTrade(), run.failed()))
                    .containsExactly(3L, 3L, 2L, 1L, 0L);
        });

        assertThat(reconciler.requestRun(backup, alice).recorded()).isTrue();
        reconciler.continueRun();
        assertThat(events).hasSize(2);
        assertThat(reconciler.lastRun().orElseThrow()).satisfies(run -> {
            assertThat(run.queried())
                    .as("the finished order is older than the moment")
                    .isEqualTo(2);
            assertThat(run.changed()).isZero();
        });
    }

    @Test
    void aRunSaysWhichOrdersCouldNotBeAskedAbout() throws Exception {
        payUnheard("SIM1", "escrow");
        sandbox.close();
        sandbox = null;
        reconciler.requestRun(now, new OrderAdminService.Operator("alice", ""));
        reconciler.continueRun();
        assertThat(reconciler.lastRun().orElseThrow().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.out_trade_no()).isEqualTo("SIM1"));
        assertThat(status()).isEqualTo(TradeStatus.WAIT_BUYER_PAY);
    }

    @Test
    void anOrderThatOnlyAlipayHasIsExplainedAndNotStored() throws Exception {
        payUnheard("SIM1", "escrow");
        Database restored = Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "", true);
        try (restored) {
            OrderService withoutIt = new OrderService(merchant, restored, Optional.of(recorder()), movable());
            Reconciler later = new Reconciler(withoutIt, restored, new GatewayClient(merchant), movable());
            OrderAdminService.Operator alice = new OrderAdminService.Operator("alice", "");
            assertThat(later.reconcile("SIM1", alice).text().in(Locale.ENGLISH))
                    .contains("this site has no order SIM1, but Alipay has it", "0.01 yuan");
            assertThat(later.reconcile("GONE", alice).text().in(Locale.ENGLISH))
                    .isEqualTo("neither this site nor Alipay has an order GONE");
            assertThat(withoutIt.newest(1)).isEmpty();
            assertThat(events).isEmpty();
        }
    }

    @Test
    void anAnswerWithAWrongSignatureIsNotToldAsAlipays() throws Exception {
        payUnheard("SIM1", "escrow");
        HttpServer between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        between.createContext("/", exchange -> {
            byte[] changed = changedAnswer(exchange);
            exchange.sendResponseHeaders(200, changed.length);
            exchange.getResponseBody().write(changed);
            exchange.close();
        });
        between.start();
        Database restored = Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "", true);
        try (restored) {
            MerchantConfig through = MerchantConfig.of(Map.of(
                    "partner",
                    "2088000000000001",
                    "key",
                    KEY,
                    "gateway",
                    "http://127.0.0.1:" + between.getAddress().getPort() + "/gateway.do"));
            OrderService withoutIt = new OrderService(through, restored, Optional.of(recorder()), movable());
            Reconciler later = new Reconciler(withoutIt, restored, new GatewayClient(through), movable());
            assertThat(later.reconcile("SIM1", new OrderAdminService.Operator("alice", ""))
                            .text()
                            .in(Locale.ENGLISH))
                    .doesNotContain("Alipay has it", "9.99")
                    .contains("sign");
        } finally {
            between.stop(0);
        }
    }

    /** The sandbox's answer with another amount. */
    private byte[] changedAnswer(HttpExchange exchange) throws IOException {
        HttpRequest passedOn = HttpRequest.newBuilder(URI.create(sandbox.url() + exchange.getRequestURI()))
                .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        exchange.getRequestBody().readAllBytes()))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(passedOn, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .replace(">0.01<", ">9.99<")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
