package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the notification is for: the buyer goes away, the message comes ten times, or together with the return, or too early. */
@ExtendWith(TestEnvironments.class)
class NotificationIT {
    private static final int TIMES = 10;
    private static final int ROUNDS = Boolean.getBoolean("soak") ? 200 : 5;

    static Stream<Site> sites() {
        return Site.all();
    }

    /** 双功能 4.3: the tutorial's own case of an order that would stay unpaid without notify_url. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void theOrderIsPaidThoughTheBuyerClosesTheSuccessPage(Site site) throws IOException, InterruptedException {
        Purchase purchase = Purchase.of(Product.DUAL_INSTANT);
        String out_trade_no;
        try (Buyer buyer = Buyer.withoutScripts()) {
            HtmlPage alipayto = buyer.order(site.shop(), purchase);
            out_trade_no = Buyer.form(alipayto, "alipaysubmit")
                    .getInputByName("out_trade_no")
                    .getValue();
            buyer.pay(buyer.proceed(alipayto), Product.DUAL_INSTANT, purchase);
        }
        site.alipay().settle();

        JsonObject order = site.shop().order(out_trade_no).orElseThrow();
        assertThat(Shop.text(order, "trade_status")).isEqualTo("TRADE_FINISHED");
        assertThat(Shop.objects(order.getAsJsonArray("history")))
                .filteredOn(step -> Shop.text(step, "event").equals("PAID"))
                .singleElement()
                .satisfies(paid -> assertThat(Shop.text(paid, "source")).isEqualTo("notify_url"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void theSameMessageTenTimesPaysOnceAndIsAskedAboutOnce(Site site) throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            order.payAndRecord(recorder, "escrow");
            RawForm message = recorder.await("WAIT_SELLER_SEND_GOODS");
            int askedBefore = site.environment().verifyEndpoint().requests();

            for (int i = 0; i < TIMES; i++) {
                assertThat(site.shop().notify(message)).isEqualTo("success");
            }

            assertThat(order.times("PAID")).isEqualTo(1);
            assertThat(site.shop().notifications(order.out_trade_no()))
                    .singleElement()
                    .satisfies(notification -> assertThat(
                                    notification.get("deliveries").getAsInt())
                            .isEqualTo(TIMES));
            assertThat(site.environment().verifyEndpoint().requests() - askedBefore)
                    .as("a message already found genuine is not asked about again")
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void theSameMessageOverTenConnectionsAtOncePaysOnce(Site site) throws Exception {
        PlacedOrder order = PlacedOrder.at(site);
        ExecutorService ten = Executors.newFixedThreadPool(TIMES);
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            order.payAndRecord(recorder, "instant");
            RawForm message = recorder.await("TRADE_FINISHED");
            CyclicBarrier together = new CyclicBarrier(TIMES);
            List<Callable<String>> calls =
                    Collections.nCopies(TIMES, after(together, () -> site.shop().notify(message)));

            for (Future<String> answer : ten.invokeAll(calls)) {
                assertThat(answer.get()).isEqualTo("success");
            }
        } finally {
            ten.shutdownNow();
        }
        assertThat(order.times("PAID")).isEqualTo(1);
        assertThat(order.times("FINISHED")).isEqualTo(1);
    }

    /** A resend has the old notify_id with a new time and signature, so it is another message to whoever compares bytes. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void tenResendsOfANotificationPayOnce(Site site) throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        order.pay("instant");
        List<JsonObject> deliveries = site.alipay().deliveries(order.out_trade_no());
        JsonObject paid = deliveries.get(deliveries.size() - 1);
        assertThat(Shop.text(paid, "trade_status")).isEqualTo("TRADE_FINISHED");

        for (int i = 0; i < TIMES; i++) {
            assertThat(Shop.text(site.alipay().resend(paid), "answer")).isEqualTo("success");
        }

        assertThat(order.status()).isEqualTo("TRADE_FINISHED");
        assertThat(order.times("PAID")).isEqualTo(1);
        assertThat(order.times("FINISHED")).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void notificationAndReturnAtTheSameMomentPayOnce(Site site) throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                PlacedOrder order = PlacedOrder.at(site);
                try (NotificationRecorder recorder = NotificationRecorder.open()) {
                    String return_url = Shop.text(order.payAndRecord(recorder, "escrow"), "return_url");
                    RawForm message = recorder.await("WAIT_SELLER_SEND_GOODS");
                    CyclicBarrier together = new CyclicBarrier(2);
                    Future<String> notified =
                            two.submit(after(together, () -> site.shop().notify(message)));
                    Future<HttpResponse<byte[]>> returned = two.submit(after(together, () -> Http.get(return_url)));

                    assertThat(notified.get()).isEqualTo("success");
                    assertThat(new String(returned.get().body(), site.charset()))
                            .contains("验证成功");
                    assertThat(order.times("PAID"))
                            .as("two PAID steps are two deliveries of the goods, none is a paid order nobody delivers")
                            .isEqualTo(1);
                }
            }
        } finally {
            two.shutdownNow();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aGatewayThatIsDownMeansFailAndTheRetrySucceeds(Site site) throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site, LocalAlipay.ESCROW);
        String before = order.facts();
        LocalAlipay alipay = site.alipay();
        alipay.fault("VERIFY_DOWN");
        try {
            order.pay("escrow");
            assertThat(alipay.deliveries(order.out_trade_no()))
                    .isNotEmpty()
                    .allSatisfy(first -> assertThat(Shop.text(first, "answer")).isEqualTo("fail"));
            assertThat(order.facts()).isEqualTo(before);
        } finally {
            alipay.noFaults();
        }

        alipay.advance(Duration.ofMinutes(4));

        assertThat(alipay.deliveries(order.out_trade_no()))
                .filteredOn(delivery -> delivery.get("attempt").getAsInt() == 2)
                .isNotEmpty()
                .allSatisfy(retry -> assertThat(Shop.text(retry, "answer")).isEqualTo("success"));
        assertThat(order.status()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        assertThat(order.times("PAID")).isEqualTo(1);
    }

    private static <T> Callable<T> after(CyclicBarrier barrier, Callable<T> call) {
        return () -> {
            barrier.await();
            return call.call();
        };
    }
}
