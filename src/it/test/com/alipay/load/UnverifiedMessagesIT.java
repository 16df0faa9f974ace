package com.alipay.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.database.PostgresServer;
import com.alipay.it.Folders;
import com.alipay.it.Http;
import com.alipay.it.LocalAlipay;
import com.alipay.it.RawForm;
import com.alipay.it.Shop;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Thousands of messages that are not Alipay's, at the page that anybody can reach: every one is answered {@code fail}, the last
 * thousand are kept and all are counted, a payment passes in between, and a database that goes away meanwhile loses no count.
 */
class UnverifiedMessagesIT {
    private static final int SENDERS = 8;
    private static final int MESSAGES = LoadTest.size(5_000, 50_000);
    private static final int WHILE_AWAY = LoadTest.size(400, 4_000);
    private static final int AT_THE_END = 40;
    private static final int KEPT = 1_000;
    private static final Duration BACK_WITHIN = Duration.ofMinutes(10);

    @Test
    void aFloodOfStrangersIsKeptInBoundsAndHoldsUpNobody() throws Exception {
        Path folder = Folders.fresh(LoadTest.folder("unverified-postgres"));
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        try (PostgresServer server = PostgresServer.start(folder);
                ConfirmingGateway alipay = ConfirmingGateway.open()) {
            ShopDatabase database = ShopDatabase.on(server, "shop");
            try (MerchantNode node =
                    MerchantNode.prepare("unverified-node", database, "http://127.0.0.1:9/gateway.do", alipay.url())) {
                node.tomcat().withOptions("-Dalipay.node=shop-1");
                node.tomcat().start();
                SignedNotifications trade = new SignedNotifications(
                        LocalAlipay.DUAL, true, node.shop().place(LocalAlipay.DUAL));

                CountDownLatch half = new CountDownLatch(MESSAGES / 2);
                List<Future<List<Long>>> flood = flood(threads, node, trade, MESSAGES, half);
                half.await();
                assertThat(node.shop().notify(trade.notification("TRADE_FINISHED")))
                        .as("Alipay's own, in the middle of it")
                        .isEqualTo("success");
                List<Long> times = times(flood);
                JsonObject kept = node.shop().messages("?kind=strangers");
                LoadTest.report(
                        "unverified messages: %d answered fail, median %d ms, p99 %d ms; %d kept, %d counted, of these %d never written",
                        MESSAGES,
                        times.get(MESSAGES / 2),
                        times.get(MESSAGES * 99 / 100),
                        database.unverifiedMessages(),
                        database.unverifiedReceived(),
                        database.unverifiedDropped());
                assertThat(database.unverifiedMessages()).isEqualTo(KEPT);
                assertThat(database.unverifiedReceived()).isEqualTo(MESSAGES);
                everyOneIsOnOnePage(node.shop(), kept);
                assertThat(alipay.requests()).as("only about Alipay's own").isEqualTo(1);

                server.stop();
                times(flood(threads, node, trade, WHILE_AWAY, new CountDownLatch(0)));
                assertThat(look(node.shop())).as("there is nothing to show").isEqualTo(503);
                server.start();
                awaitCounted(node.shop(), database, MESSAGES + WHILE_AWAY);
                assertThat(database.unverifiedMessages()).isEqualTo(KEPT);
                List<String> log = node.shop().log().lines();
                assertThat(log)
                        .filteredOn(line -> line.contains("the order database cannot be used"))
                        .as("once, not per message")
                        .hasSize(1);
                assertThat(log)
                        .filteredOn(line -> line.contains("the order database works again"))
                        .hasSize(1);

                times(flood(threads, node, trade, AT_THE_END, new CountDownLatch(0)));
                node.tomcat().stop();
                assertThat(database.unverifiedReceived())
                        .as("what waited is written at the end")
                        .isEqualTo(MESSAGES + WHILE_AWAY + AT_THE_END);
                assertThat(node.tomcat().console())
                        .doesNotContain("appears to have started a thread")
                        .doesNotContain("Illegal access");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Sends them over several connections at once; answers how many milliseconds each took. */
    private static List<Future<List<Long>>> flood(
            ExecutorService threads, MerchantNode node, SignedNotifications trade, int count, CountDownLatch half) {
        RawForm forged = trade.notification("TRADE_FINISHED").with("total_fee", "9.99");
        List<Future<List<Long>>> parts = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            int own = count / SENDERS;
            parts.add(threads.submit(() -> {
                List<Long> times = new ArrayList<>();
                for (int i = 0; i < own; i++) {
                    long begin = System.nanoTime();
                    assertThat(node.shop().notify(forged)).isEqualTo("fail");
                    times.add((System.nanoTime() - begin) / 1_000_000);
                    half.countDown();
                }
                return times;
            }));
        }
        return parts;
    }

    private static List<Long> times(List<Future<List<Long>>> parts) throws Exception {
        List<Long> times = new ArrayList<>();
        for (Future<List<Long>> part : parts) {
            times.addAll(part.get());
        }
        return times.stream().sorted().toList();
    }

    private static void everyOneIsOnOnePage(Shop shop, JsonObject first) throws IOException, InterruptedException {
        Set<String> seen = new HashSet<>();
        JsonObject page = first;
        while (true) {
            Shop.objects(page.getAsJsonArray("strangers")).forEach(unverified -> {
                assertThat(seen.add(Shop.text(unverified, "id"))).isTrue();
                assertThat(Shop.text(unverified, "verdict")).isEqualTo("SignatureDiffers");
                assertThat(Shop.text(unverified, "node")).isEqualTo("shop-1");
                assertThat(Shop.text(unverified, "remote_addr")).isEqualTo("127.0.0.1");
                assertThat(Shop.text(unverified, "answer")).isEqualTo("fail");
                assertThat(unverified.get("took_millis").getAsLong()).isNotNegative();
            });
            if (page.get("next").isJsonNull()) {
                break;
            }
            page = shop.messages(Shop.text(page, "next"));
        }
        assertThat(seen).hasSize(KEPT);
    }

    /** Whoever reads the page lets write first; while the database is not back, that fails. */
    private static void awaitCounted(Shop shop, ShopDatabase database, long expected) throws Exception {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < BACK_WITHIN.toNanos()) {
            if (look(shop) == 200 && database.unverifiedReceived() == expected) {
                return;
            }
        }
        assertThat(database.unverifiedReceived()).isEqualTo(expected);
    }

    private static int look(Shop shop) throws IOException, InterruptedException {
        return Http.getAsAdmin(shop.page("admin/api/notices?kind=strangers")).statusCode();
    }
}
