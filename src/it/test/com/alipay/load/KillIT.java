package com.alipay.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.alipay.database.MySqlServer;
import com.alipay.database.PostgresServer;
import com.alipay.it.Folders;
import com.alipay.it.LocalAlipay;
import com.alipay.it.Shop;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The merchant's process is killed again and again, at moments of chance, while buyers order and pay and the local Alipay notifies
 * and retries. When its ladder of retries has run, every paid order has been fulfilled once.
 */
class KillIT {
    private static final int KILLS = LoadTest.size(3, 100);
    private static final int LONGEST_LIFE_MILLIS = 2_000;
    private static final int LONGEST_WORK_MILLIS = 500;
    private static final int BUYERS = 3;
    private static final long PATIENCE_SECONDS = 600;

    /** Makes the first retry of every failed notification due, and the later ones every few lives. */
    private static final Duration BETWEEN_KILLS = Duration.ofMinutes(3);

    private static final Duration WHOLE_LADDER = Duration.ofHours(25);

    @Test
    void onPostgres() throws Exception {
        Path folder = Folders.fresh(LoadTest.folder("kill-postgres"));
        try (PostgresServer server = PostgresServer.start(folder)) {
            new Lives(ShopDatabase.on(server, "shop")).prove();
        }
    }

    @Test
    void onMySql() throws Exception {
        assumeTrue(MySqlServer.isInstalled(), "no MySQL on this machine");
        try (MySqlServer server = MySqlServer.start(Folders.fresh(LoadTest.folder("kill-mysql")))) {
            new Lives(ShopDatabase.on(server, "shop")).prove();
        }
    }

    @Test
    void onTheEmbeddedH2() throws Exception {
        new Lives(ShopDatabase.h2(Folders.fresh(LoadTest.folder("kill-h2")))).prove();
    }

    /** One merchant from its first start to its last. */
    private static final class Lives {
        private final ShopDatabase database;
        private final Random random = new Random(LoadTest.SEED);
        private final ListenerCallAudit audit = new ListenerCallAudit();
        private final AtomicInteger paid = new AtomicInteger();
        private final AtomicInteger underWay = new AtomicInteger();
        private volatile CountDownLatch up = new CountDownLatch(1);
        private volatile CountDownLatch ordering = new CountDownLatch(1);
        private volatile boolean over;

        Lives(ShopDatabase database) {
            this.database = database;
        }

        void prove() throws Exception {
            String name = "kill-node-" + database.title();
            ExecutorService threads = Executors.newCachedThreadPool();
            ScheduledExecutorService chance = Executors.newSingleThreadScheduledExecutor();
            long begin = System.nanoTime();
            int midway = 0;
            try (LocalAlipay alipay = LocalAlipay.start("alipay-of-" + name);
                    MerchantNode node =
                            MerchantNode.prepare(name, database, alipay.gateway(), alipay.verifyGateway())) {
                List<Future<?>> buyers = new ArrayList<>();
                for (int i = 0; i < BUYERS; i++) {
                    boolean instant = i % 2 == 0;
                    buyers.add(threads.submit(() -> buy(node.shop(), alipay, instant)));
                }
                for (int kill = 0; kill < KILLS; kill++) {
                    node.tomcat().start();
                    ordering = new CountDownLatch(1);
                    up.countDown();
                    Future<?> retries = threads.submit(() -> advance(alipay, BETWEEN_KILLS));
                    boolean afterAnOrder = kill == 0 || random.nextBoolean();
                    int millis = random.nextInt(afterAnOrder ? LONGEST_WORK_MILLIS : LONGEST_LIFE_MILLIS);
                    if (afterAnOrder) {
                        assertThat(ordering.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                                .as("somebody orders within %d seconds", PATIENCE_SECONDS)
                                .isTrue();
                    }
                    midway += chance.schedule(() -> kill(node), millis, TimeUnit.MILLISECONDS)
                            .get();
                    retries.get();
                }
                over = true;
                node.tomcat().start();
                up.countDown();
                for (Future<?> buyer : buyers) {
                    buyer.get();
                }
                alipay.advance(WHOLE_LADDER);
            } finally {
                over = true;
                up.countDown();
                threads.shutdownNow();
                chance.shutdownNow();
            }
            Map<String, Long> notifications = database.notificationsByOutcome();
            LoadTest.report(
                    "kill: %s, seed %d: %d kills, %d with a message on its way, %d orders paid, %d ms; notifications %s; orders %s",
                    database.title(),
                    LoadTest.SEED,
                    KILLS,
                    midway,
                    paid.get(),
                    (System.nanoTime() - begin) / 1_000_000,
                    notifications,
                    database.statuses());
            LoadTest.report("kill: %s: %s", database.title(), audit.settle(database));
            assertThat(paid.get()).as("somebody has paid").isPositive();
        }

        /** One if a message was on its way, else none. */
        private int kill(MerchantNode node) throws InterruptedException {
            up = new CountDownLatch(1);
            int busy = underWay.get() > 0 ? 1 : 0;
            node.tomcat().kill();
            return busy;
        }

        private static Void advance(LocalAlipay alipay, Duration time) throws IOException, InterruptedException {
            alipay.advance(time);
            return null;
        }

        /** Orders while the shop is up; pays what has been ordered even when it is down. */
        private Void buy(Shop shop, LocalAlipay alipay, boolean instant) throws IOException, InterruptedException {
            up.await();
            while (!over) {
                List<String> ordered = new ArrayList<>();
                try {
                    ordered.add(shop.place(LocalAlipay.DUAL));
                    ordering.countDown();
                    ordered.add(shop.place(LocalAlipay.DUAL));
                } catch (IOException e) {
                    // The shop has been killed: nobody orders until it is up again.
                    up.await();
                }
                for (String out_trade_no : ordered) {
                    underWay.incrementAndGet();
                    try {
                        pay(shop, alipay, out_trade_no, instant);
                    } finally {
                        underWay.decrementAndGet();
                    }
                }
            }
            return null;
        }

        private void pay(Shop shop, LocalAlipay alipay, String out_trade_no, boolean instant)
                throws IOException, InterruptedException {
            alipay.accept(LocalAlipay.payRequest(LocalAlipay.DUAL, out_trade_no, shop.charset())
                    .with("notify_url", escaped(shop.page("notify_url.jsp")))
                    .with("return_url", escaped(shop.page("return_url.jsp")))
                    .signed(shop.charset(), Shop.KEY));
            JsonObject trade = alipay.pay(out_trade_no, instant ? "instant" : "escrow");
            audit.expect(out_trade_no, "PAID");
            paid.incrementAndGet();
            if (!instant) {
                String trade_no = Shop.text(trade, "trade_no");
                alipay.act(trade_no, "send_goods");
                audit.expect(out_trade_no, "SHIPPED");
                alipay.act(trade_no, "confirm_goods");
            }
            audit.expect(out_trade_no, "FINISHED");
        }

        private static String escaped(String url) {
            return URLEncoder.encode(url, StandardCharsets.UTF_8);
        }
    }
}
