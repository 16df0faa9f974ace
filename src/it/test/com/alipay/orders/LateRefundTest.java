package com.alipay.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.MerchantConfig;
import com.alipay.gateway.GatewayClient;
import com.alipay.gateway.GatewayResponse.Success;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.TradeQueryResult;
import com.alipay.protocol.FormData;
import com.alipay.protocol.Notification;
import com.alipay.protocol.Notification.RawMessage;
import com.alipay.protocol.PayService;
import com.alipay.protocol.VerificationResult;
import com.alipay.sandbox.Sandbox;
import com.alipay.sandbox.SandboxOptions;
import com.alipay.services.PaymentRequest;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Messages of a refund in other orders than they were first sent in, against a real local Alipay that is asked where they leave it
 * open (双功能 4.4).
 */
class LateRefundTest {
    private static final String KEY = "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m";
    private static final String NUMBER = "SIM1";

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private Sandbox sandbox;
    private MerchantConfig merchant;
    private Database database;
    private OrderService orderService;
    private String trade_no;

    @BeforeEach
    void aBuyerHasPaid() throws IOException, InterruptedException {
        sandbox = Sandbox.start(SandboxOptions.forMerchant("2088000000000001", KEY, "seller@example.com"));
        merchant = merchant(sandbox.url() + "/gateway.do");
        place(merchant);
        http.send(
                HttpRequest.newBuilder(URI.create(new GatewayClient(merchant)
                                .create_partner_trade_by_buyer(order())
                                .url()))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        api("/sandbox/api/pay", "out_trade_no=" + NUMBER + "&mode=escrow");
        trade_no = queried().trade_no();
    }

    private static MerchantConfig merchant(String gateway) {
        return MerchantConfig.of(Map.of(
                "partner", "2088000000000001", "key", KEY, "seller_email", "seller@example.com", "gateway", gateway));
    }

    /** A shop without memory: a new database, and in it the order, unpaid. */
    private void place(MerchantConfig shop) {
        if (database != null) {
            database.close();
        }
        calls.clear();
        database = Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "", true);
        orderService = new OrderService(shop, database, Optional.of(recorder()), Clock.systemUTC());
        orderService.createOrder(PayService.ESCROW, PaymentRequest.of(PayService.ESCROW, order(), merchant.charset()));
    }

    private static Map<String, String> order() {
        return Map.of(
                "out_trade_no", NUMBER,
                "subject", "测试",
                "price", "9.00",
                "logistics_type", "EXPRESS",
                "logistics_fee", "0.00",
                "logistics_payment", "SELLER_PAY");
    }

    private OrderListener recorder() {
        return new OrderListener() {
            @Override
            public void paid(OrderEvent event, Connection connection) {
                calls.add(event.milestone().name());
            }

            @Override
            public void refund(OrderEvent event, Connection connection) {
                calls.add(event.milestone() + " " + event.order().refund_status());
            }
        };
    }

    @AfterEach
    void stop() {
        database.close();
        sandbox.close();
    }

    private void api(String path, String form) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private TradeQueryResult queried() {
        return ((Success<TradeQueryResult>)
                        new GatewayClient(merchant).single_trade_query(Map.of("out_trade_no", NUMBER)))
                .value();
    }

    /** Takes a step at Alipay, and returns the notification that is first sent now. */
    private Notification step(String action) throws IOException, InterruptedException {
        if (!action.equals("pay")) {
            api("/sandbox/api/trades/" + trade_no + "/" + action, "");
        }
        Map<String, String> params = new TreeMap<>(queried().toNotification().params());
        params.put("notify_type", "trade_status_sync");
        params.put("notify_id", UUID.randomUUID().toString());
        return new Notification(params);
    }

    private List<Notification> steps(String... actions) throws IOException, InterruptedException {
        List<Notification> notifications = new ArrayList<>();
        for (String action : actions) {
            notifications.add(step(action));
        }
        return notifications;
    }

    /** What became of the message, as the notification log says. */
    private String process(Notification message) {
        return process(orderService, message);
    }

    private String process(OrderService orderService, Notification message) {
        byte[] raw = FormData.encoded(message.params(), merchant.charset())
                .delivery()
                .raw();
        Notification delivered = message.delivered(
                new RawMessage(raw, merchant.charset(), Clock.systemUTC().instant(), "127.0.0.1"));
        Notification written =
                delivered.numbered(orderService.received(delivered).entry());
        assertThat(orderService
                        .process(new VerificationResult.Verified(written), MessageSource.NOTIFY_URL)
                        .answer())
                .isEqualTo("success");
        return orderService.findNotification(written.entry()).orElseThrow().outcome();
    }

    private Order stored() {
        return orderService.find(NUMBER).orElseThrow();
    }

    @Test
    void anApplicationThatComesAfterItsRefusalIsLate() throws Exception {
        List<Notification> sent = steps("pay", "send_goods", "apply_refund", "refuse_refund");
        assertThat(process(sent.get(0))).isEqualTo("ADVANCED");
        assertThat(process(sent.get(1))).isEqualTo("ADVANCED");
        assertThat(process(sent.get(3))).isEqualTo("ADVANCED");
        assertThat(process(sent.get(2))).isEqualTo("LATE");
        assertThat(stored().refund_status()).isEqualTo("SELLER_REFUSE_BUYER");
        assertThat(calls).containsExactly("PAID", "REFUND SELLER_REFUSE_BUYER");
    }

    @Test
    void aNewApplicationIsTakenAndTheRefusalBeforeItIsLate() throws Exception {
        List<Notification> sent = steps("pay", "apply_refund", "refuse_refund");
        assertThat(process(sent.get(0))).isEqualTo("ADVANCED");
        assertThat(process(sent.get(1))).isEqualTo("ADVANCED");
        assertThat(process(sent.get(2))).isEqualTo("ADVANCED");
        assertThat(process(step("apply_refund"))).isEqualTo("ADVANCED");
        assertThat(calls)
                .containsExactly(
                        "PAID", "REFUND WAIT_SELLER_AGREE", "REFUND SELLER_REFUSE_BUYER", "REFUND WAIT_SELLER_AGREE");
        place(merchant);
        Notification again = step("pay");
        assertThat(process(sent.get(0))).isEqualTo("ADVANCED");
        assertThat(process(sent.get(1))).isEqualTo("ADVANCED");
        assertThat(process(again)).isEqualTo("REPEAT");
        assertThat(process(sent.get(2)))
                .as("a refusal between two applications")
                .isEqualTo("LATE");
        assertThat(stored().refund_status()).isEqualTo("WAIT_SELLER_AGREE");
        assertThat(calls).containsExactly("PAID", "REFUND WAIT_SELLER_AGREE");
    }

    /** Whatever order five messages of one trade come in, the order ends where Alipay stands, and no step of it was a step back. */
    @Test
    void everyOrderOfTheMessagesOfARefundEndsWhereAlipayStands() throws Exception {
        List<Notification> sent = steps("pay", "apply_refund", "refuse_refund", "apply_refund", "withdraw_refund");
        List<List<Integer>> permutations = permutations(List.of(0, 1, 2, 3, 4));
        for (List<Integer> order : permutations) {
            place(merchant);
            for (int index : order) {
                assertThat(process(sent.get(index)))
                        .as("%s of %s", index, order)
                        .isNotEqualTo("HELD");
            }
            assertThat(stored().refund_status()).as("%s", order).isEqualTo("REFUND_CLOSED");
            assertThat(calls).as("%s", order).startsWith("PAID").endsWith("REFUND REFUND_CLOSED");
            assertThat(calls.stream().filter("PAID"::equals)).hasSize(1);
            assertThat(calls.stream().filter("REFUND REFUND_CLOSED"::equals)).hasSize(1);
        }
        assertThat(permutations).hasSize(120);
    }

    private static List<List<Integer>> permutations(List<Integer> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (Integer first : of) {
            List<Integer> rest = new ArrayList<>(of);
            rest.remove(first);
            for (List<Integer> tail : permutations(rest)) {
                List<Integer> order = new ArrayList<>(List.of(first));
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }

    @Test
    void withoutAnAnswerAStepBackWaitsForAPersonAndAStepForwardDoesNot() throws Exception {
        List<Notification> sent = steps("pay", "apply_refund", "refuse_refund");
        place(merchant("http://127.0.0.1:9/gateway.do"));
        assertThat(process(sent.get(0))).isEqualTo("ADVANCED");
        assertThat(process(sent.get(1))).isEqualTo("ADVANCED");
        assertThat(process(sent.get(2))).isEqualTo("ADVANCED");
        assertThat(process(step("apply_refund"))).isEqualTo("HELD");
        assertThat(stored().refund_status()).isEqualTo("SELLER_REFUSE_BUYER");
        assertThat(orderService.newestNotifications(1).get(0).reason())
                .startsWith("the refund is at SELLER_REFUSE_BUYER: WAIT_SELLER_AGREE is either old or new");
        assertThat(calls).hasSize(3);
        orderService
                .admin()
                .release(
                        orderService.newestNotifications(1).get(0).id(),
                        new OrderAdminService.Operator("alice", "买家又申请了退款"));
        assertThat(stored().refund_status()).isEqualTo("WAIT_SELLER_AGREE");
        assertThat(calls).endsWith("REFUND WAIT_SELLER_AGREE");
    }

    /** The refund has ended the trade before anybody heard of the payment. */
    @Test
    void aPaymentWhoseRefundWasHeardOfFirstIsLate() throws Exception {
        List<Notification> sent = steps("pay", "apply_refund", "agree_refund");
        assertThat(process(sent.get(2))).isEqualTo("HELD");
        assertThat(process(sent.get(0))).isEqualTo("LATE");
        assertThat(process(sent.get(1))).isEqualTo("LATE");
        assertThat(calls).isEmpty();
        assertThat(stored().paid_at()).isNull();
    }

    /** While Alipay is asked another message moves the order: the answer may be older than that, so the question is asked again. */
    @Test
    void anAnswerThatAnotherMessageOvertookIsNotUsed() throws Exception {
        List<Notification> sent = steps("pay", "apply_refund", "refuse_refund", "apply_refund");
        byte[] stale = answered();
        Notification withdrawn = step("withdraw_refund");
        AtomicInteger questions = new AtomicInteger();
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/gateway.do", exchange -> {
            byte[] answer = answered();
            if (questions.incrementAndGet() == 1) {
                assertThat(process(orderService, withdrawn)).isEqualTo("ADVANCED");
                answer = stale;
            }
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        place(merchant("http://127.0.0.1:9/gateway.do"));
        for (Notification notification : sent.subList(0, 3)) {
            assertThat(process(notification)).isEqualTo("ADVANCED");
        }
        gateway.start();
        try {
            OrderService asking = new OrderService(
                    merchant("http://127.0.0.1:" + gateway.getAddress().getPort() + "/gateway.do"),
                    database,
                    Optional.of(recorder()),
                    Clock.systemUTC());
            assertThat(process(asking, sent.get(3))).isEqualTo("LATE");
        } finally {
            gateway.stop(0);
        }
        assertThat(questions).hasValue(2);
        assertThat(stored().refund_status()).isEqualTo("REFUND_CLOSED");
        assertThat(calls).endsWith("REFUND SELLER_REFUSE_BUYER", "REFUND REFUND_CLOSED");
    }

    /** The local Alipay's answer to the question how the trade stands, as it would come over the wire. */
    private byte[] answered() {
        StringBuilder trade = new StringBuilder();
        queried().fields().forEach((name, value) -> trade.append('<' + name + '>' + value + "</" + name + '>'));
        return ("<?xml version=\"1.0\" encoding=\"utf-8\"?><alipay><is_success>T</is_success><response><trade>" + trade
                        + "</trade></response></alipay>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
