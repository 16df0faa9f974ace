package com.alipay.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.alipay.database.MariaDbServer;
import com.alipay.database.MySqlServer;
import com.alipay.database.PostgresServer;
import com.alipay.it.Folders;
import com.alipay.it.Http;
import com.alipay.it.LocalAlipay;
import com.alipay.it.RawForm;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Several nodes, one database: every notification comes ten times, in any order, to any node, partly at the same instant, and
 * buyers come back in between. Every step reaches the shop's code once.
 */
class NodesIT {
    private static final int ORDERS = LoadTest.size(12, 2_000);
    private static final int COPIES = 10;
    private static final int RETURNS = 2;

    /** Times the four of a salvo: as many questions as one node asks Alipay at once. */
    private static final int SENDERS = 4;

    /** One message, and which page it is for. */
    private record Delivery(RawForm message, boolean isReturn) {
        CompletableFuture<String> to(MerchantNode node) {
            return isReturn
                    ? Http.getLater(node.shop().page("return_url.jsp?" + message.text()))
                            .thenApply(Delivery::shown)
                    : Http.postLater(node.shop().page("notify_url.jsp"), message)
                            .thenApply(answer -> new String(answer.body(), StandardCharsets.ISO_8859_1));
        }

        private static String shown(HttpResponse<byte[]> answer) {
            String page = new String(answer.body(), StandardCharsets.UTF_8);
            return answer.statusCode() == 200 && page.contains("验证成功") ? "shown" : page;
        }
    }

    @Test
    void threeNodesOnOnePostgres() throws Exception {
        Path folder = Folders.fresh(LoadTest.folder("nodes-postgres"));
        try (PostgresServer server = PostgresServer.start(folder)) {
            prove(ShopDatabase.on(server, "shop"), 3);
        }
    }

    @Test
    void twoNodesOnOneMariaDb() throws Exception {
        assumeTrue(MariaDbServer.isInstalled(), "no MariaDB on this machine");
        Path folder = Folders.fresh(LoadTest.folder("nodes-mariadb"));
        try (MariaDbServer server = MariaDbServer.start(folder)) {
            try (Connection connection = DriverManager.getConnection(server.url(""), "root", "");
                    Statement statement = connection.createStatement()) {
                statement.execute("create database shop");
            }
            prove(new ShopDatabase("MariaDB", server.url("shop"), "root", "").withShopsTable(), 2);
        }
    }

    @Test
    void twoNodesOnOneMySql() throws Exception {
        assumeTrue(MySqlServer.isInstalled(), "no MySQL on this machine");
        try (MySqlServer server = MySqlServer.start(Folders.fresh(LoadTest.folder("nodes-mysql")))) {
            prove(ShopDatabase.on(server, "shop"), 2);
        }
    }

    @Test
    void oneNodeOnItsOwnH2() throws Exception {
        prove(ShopDatabase.h2(Folders.fresh(LoadTest.folder("nodes-h2"))), 1);
    }

    private static void prove(ShopDatabase database, int count) throws Exception {
        List<MerchantNode> nodes = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        ListenerCallAudit audit = new ListenerCallAudit();
        Map<String, Integer> answers;
        List<SignedNotifications> trades;
        try (ConfirmingGateway alipay = ConfirmingGateway.open()) {
            for (int i = 1; i <= count; i++) {
                String name = "node-" + database.title() + "-" + i;
                nodes.add(MerchantNode.prepare(name, database, "http://127.0.0.1:9/gateway.do", alipay.url()));
            }
            MerchantNode.start(nodes);
            Random random = new Random(LoadTest.SEED);
            trades = place(nodes, threads, random);
            trades.forEach(trade -> trade.milestones().forEach(step -> audit.expect(trade.out_trade_no(), step)));
            List<List<Delivery>> salvos = salvos(trades, random);
            long begin = System.nanoTime();
            answers = fire(salvos, nodes, threads);
            LoadTest.report(
                    "nodes: %s, %d nodes, seed %d: %d orders, %d messages in %d salvos, %d ms; answers %s; gateway asked %d times",
                    database.title(),
                    count,
                    LoadTest.SEED,
                    trades.size(),
                    answers.values().stream().mapToInt(Integer::intValue).sum(),
                    salvos.size(),
                    (System.nanoTime() - begin) / 1_000_000,
                    answers,
                    alipay.requests());
        } finally {
            threads.shutdownNow();
            nodes.forEach(MerchantNode::close);
        }
        LoadTest.report(
                "nodes: %s: notifications %s; orders %s",
                database.title(), database.notificationsByOutcome(), database.statuses());
        LoadTest.report("nodes: %s: %s", database.title(), audit.settle(database));
        assertThat(answers.keySet()).as("nothing failed on the way").containsExactlyInAnyOrder("success", "shown");
        assertThat(database.deliveries())
                .as("every delivery is counted")
                .isEqualTo(
                        answers.values().stream().mapToLong(Integer::longValue).sum());
        assertThat(database.messages())
                .as("and every message kept once")
                .isEqualTo(trades.stream()
                        .mapToLong(trade -> trade.notifications().size() + 1)
                        .sum());
        assertThat(database.statuses()).containsExactly(Map.entry("TRADE_FINISHED", (long) ORDERS));
    }

    /** A third each: pure escrow, and the dual interface with either choice. Placed at every node in turn. */
    private static List<SignedNotifications> place(List<MerchantNode> nodes, ExecutorService threads, Random random)
            throws Exception {
        List<Callable<SignedNotifications>> buyers = IntStream.range(0, ORDERS)
                .<Callable<SignedNotifications>>mapToObj(i -> () -> {
                    String service = i % 3 == 0 ? LocalAlipay.ESCROW : LocalAlipay.DUAL;
                    return new SignedNotifications(
                            service,
                            i % 3 == 2,
                            nodes.get(i % nodes.size()).shop().place(service));
                })
                .toList();
        List<SignedNotifications> trades = new ArrayList<>();
        for (Future<SignedNotifications> placed : threads.invokeAll(buyers)) {
            trades.add(placed.get());
        }
        Collections.shuffle(trades, random);
        return trades;
    }

    /** The messages of each order, shuffled and cut into salvos of one to four that are sent at the same instant. */
    private static List<List<Delivery>> salvos(List<SignedNotifications> trades, Random random) {
        List<List<Delivery>> salvos = new ArrayList<>();
        for (SignedNotifications trade : trades) {
            List<Delivery> all = new ArrayList<>();
            for (RawForm notification : trade.notifications()) {
                all.addAll(Collections.nCopies(COPIES, new Delivery(notification, false)));
            }
            all.addAll(Collections.nCopies(RETURNS, new Delivery(trade.comingBack(), true)));
            Collections.shuffle(all, random);
            int from = 0;
            while (from < all.size()) {
                int to = Math.min(all.size(), from + 1 + random.nextInt(4));
                salvos.add(List.copyOf(all.subList(from, to)));
                from = to;
            }
        }
        Collections.shuffle(salvos, random);
        return salvos;
    }

    /** What was answered, and how often. */
    private static Map<String, Integer> fire(
            List<List<Delivery>> salvos, List<MerchantNode> nodes, ExecutorService threads) throws Exception {
        AtomicInteger turn = new AtomicInteger();
        List<Callable<List<String>>> shots = salvos.stream()
                .<Callable<List<String>>>map(salvo -> () -> {
                    List<CompletableFuture<String>> answers = salvo.stream()
                            .map(delivery -> delivery.to(nodes.get(turn.getAndIncrement() % nodes.size())))
                            .toList();
                    return answers.stream().map(CompletableFuture::join).toList();
                })
                .toList();
        Map<String, Integer> answers = new TreeMap<>();
        for (Future<List<String>> shot : threads.invokeAll(shots)) {
            shot.get().forEach(answer -> answers.merge(answer, 1, Integer::sum));
        }
        return answers;
    }
}
