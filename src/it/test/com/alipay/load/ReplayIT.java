package com.alipay.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.it.Folders;
import com.alipay.it.Http;
import com.alipay.it.LocalAlipay;
import com.alipay.it.RawForm;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * A buyer keeps the one genuine return of his own order and sends it again and again, padded and written in other bytes, over many
 * connections: the disk keeps one message, Alipay is asked no more than once, and everybody else's notifications are taken.
 */
class ReplayIT {
    private static final int REPLAYS = LoadTest.size(600, 10_000);
    private static final int REPLAYERS = 8;
    private static final int CONNECTIONS = 40;
    private static final int NOTIFICATIONS = 200;
    private static final int SENDERS = 4;
    private static final int PADDING = 60_000;
    private static final int GIVEN_UP_AFTER_SECONDS = 5;

    /** The replayed message alone may not store more than this, with all that belongs to its row. */
    private static final int MOST_BYTES = 8 * 1024;

    /** The file also holds the newest thousand padded ones, of each the beginning, and what H2 has not taken back yet. */
    private static final long MOST_GROWTH = 48L * 1024 * 1024;

    /** The same message in other bytes: nothing of what differs is signed. */
    private static final List<UnaryOperator<String>> SAME_MESSAGE = List.of(
            text -> text,
            text -> text.replaceFirst("sign_type=MD5", "sign_type=" + "x".repeat(16)),
            text -> text.replaceFirst("&sign_type=MD5", ""),
            text -> text.replaceFirst("&sign=", "&%73%69gn="),
            text -> text + "&a=&b=&c=",
            text -> text + "&".repeat(500),
            text -> {
                List<String> pairs = new ArrayList<>(List.of(text.split("&")));
                Collections.reverse(pairs);
                return String.join("&", pairs);
            },
            text -> text.replace("%E", "%e"),
            text -> text.replace("+", "%20").replace("2011", "%32011"));

    /** More of what is not signed than any message has. */
    private static final List<UnaryOperator<String>> PADDED = List.of(
            text -> text.replaceFirst("sign_type=MD5", "sign_type=" + "x".repeat(PADDING)),
            text -> text + "&" + "x".repeat(PADDING) + "=",
            text -> text + "&=" + "x".repeat(PADDING),
            text -> text + "&".repeat(PADDING));

    @Test
    void aReplayedReturnStoresNothingMoreAndTakesNobodysQuestion() throws Exception {
        Path folder = Folders.fresh(LoadTest.folder("replay-h2"));
        ShopDatabase database = ShopDatabase.h2(folder);
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS + SENDERS);
        try (Gateway alipay = Gateway.open();
                MerchantNode node =
                        MerchantNode.prepare("replay-node", database, "http://127.0.0.1:9/gateway.do", alipay.url())) {
            node.tomcat().start();
            SignedNotifications paid =
                    new SignedNotifications(LocalAlipay.DUAL, true, node.shop().place(LocalAlipay.DUAL));
            SignedNotifications expired =
                    new SignedNotifications(LocalAlipay.DUAL, true, node.shop().place(LocalAlipay.DUAL));
            List<SignedNotifications> others = new ArrayList<>();
            for (int i = 0; i < NOTIFICATIONS; i++) {
                others.add(new SignedNotifications(
                        LocalAlipay.DUAL, true, node.shop().place(LocalAlipay.DUAL)));
            }
            String url = node.shop().page("return_url.jsp");

            assertThat(shown(url, paid.comingBack().text())).isEqualTo("验证成功");
            long before = size(folder);
            long begin = System.nanoTime();
            Map<String, Integer> answers =
                    replay(threads, url, paid.comingBack().text());
            LoadTest.report(
                    "replay: one genuine return %d times in %d ms: the database file grew by %d KiB; Alipay was asked %d times; shown %s",
                    REPLAYS,
                    (System.nanoTime() - begin) / 1_000_000,
                    (size(folder) - before) / 1024,
                    alipay.asked(paid),
                    answers);

            long grown = size(folder) - before;
            alipay.deny(expired);
            AtomicBoolean over = new AtomicBoolean();
            CountDownLatch underWay = new CountDownLatch(CONNECTIONS);
            List<Future<Integer>> replayed = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                replayed.add(threads.submit(() -> {
                    int sent = 0;
                    while (!over.get()) {
                        underWay.countDown();
                        assertThat(shown(url, expired.comingBack().text())).isEqualTo("等待支付宝确认");
                        sent++;
                    }
                    return sent;
                }));
            }
            underWay.await();
            alipay.awaitQuestion();
            long held = System.nanoTime();
            Map<String, Integer> notified = new TreeMap<>();
            for (Future<String> answer : threads.invokeAll(others.stream()
                    .<Callable<String>>map(other -> () -> node.shop().notify(other.notification("TRADE_FINISHED")))
                    .toList())) {
                notified.merge(answer.get(), 1, Integer::sum);
            }
            over.set(true);
            int whileHeld = alipay.asked(expired);
            long heldMillis = (System.nanoTime() - held) / 1_000_000;
            alipay.answerDenied();
            int sent = 0;
            for (Future<Integer> each : replayed) {
                sent += each.get();
            }
            int asked = alipay.asked(expired);
            LoadTest.report(
                    "replay: an expired return %d times on %d connections in %d ms: Alipay, which did not answer, was asked %d times;"
                            + " %d notifications meanwhile: %s",
                    sent, CONNECTIONS, heldMillis, whileHeld, NOTIFICATIONS, notified);
            for (int i = 0; i < CONNECTIONS; i++) {
                assertThat(shown(url, expired.comingBack().text())).isEqualTo("等待支付宝确认");
            }
            node.tomcat().stop();
            LoadTest.report("replay: %s", stored(database, paid));
            LoadTest.report("replay: %s", stored(database, expired));

            assertThat(answers).isEqualTo(Map.of("验证成功", REPLAYS / 2, "验证失败", REPLAYS / 2));
            assertThat(grown).as("bytes of the database file").isLessThan(MOST_GROWTH);
            assertThat(alipay.asked(paid)).isEqualTo(1);
            assertThat(stored(database, paid).rows()).isEqualTo(1);
            assertThat(stored(database, paid).bytes()).isLessThan(MOST_BYTES);
            assertThat(notified).isEqualTo(Map.of("success", NOTIFICATIONS));
            assertThat(whileHeld)
                    .as("one question at a time, each given up after %d s", GIVEN_UP_AFTER_SECONDS)
                    .isLessThanOrEqualTo(2 + (int) (heldMillis / 1000 / GIVEN_UP_AFTER_SECONDS));
            assertThat(alipay.asked(expired) - asked)
                    .as("asked again after it was denied")
                    .isLessThanOrEqualTo(1);
            assertThat(stored(database, expired).rows()).isEqualTo(1);
            assertThat(deliveries(database, paid)).isEqualTo(1 + answers.get("验证成功"));
            assertThat(deliveries(database, expired)).isEqualTo(sent + CONNECTIONS);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Map<String, Integer> replay(ExecutorService threads, String url, String message) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Map<String, Integer>>> replayers = Collections.nCopies(REPLAYERS, () -> {
            Map<String, Integer> answers = new TreeMap<>();
            for (int i = next.getAndIncrement(); i < REPLAYS; i = next.getAndIncrement()) {
                List<UnaryOperator<String>> variants = i % 2 == 0 ? PADDED : SAME_MESSAGE;
                String text = variants.get(i / 2 % variants.size()).apply(message);
                answers.merge(shown(url, text), 1, Integer::sum);
            }
            return answers;
        });
        Map<String, Integer> all = new TreeMap<>();
        for (Future<Map<String, Integer>> answers : threads.invokeAll(replayers)) {
            answers.get().forEach((answer, count) -> all.merge(answer, count, Integer::sum));
        }
        return all;
    }

    /** What the buyer is told about the message. */
    private static String shown(String url, String message) throws IOException, InterruptedException {
        String page = new String(Http.post(url, new RawForm(List.of(message))).body(), StandardCharsets.UTF_8);
        return List.of("验证成功", "验证失败", "等待支付宝确认").stream()
                .filter(page::contains)
                .findFirst()
                .orElse(page);
    }

    private static long size(Path folder) throws IOException {
        return Files.size(folder.resolve("orders.mv.db"));
    }

    /** What the database keeps of the messages about one order. */
    private record Stored(long rows, long bytes) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d rows with %d bytes of messages about one order", rows, bytes);
        }
    }

    private static Stored stored(ShopDatabase database, SignedNotifications trade) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement query =
                        connection.prepareStatement("select count(*), sum(length(raw_message)) from alipay_notices"
                                + " where out_trade_no = '" + trade.out_trade_no() + "'");
                ResultSet row = query.executeQuery()) {
            row.next();
            return new Stored(row.getLong(1), row.getLong(2));
        }
    }

    private static long deliveries(ShopDatabase database, SignedNotifications trade) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement query = connection.prepareStatement("select sum(deliveries) from alipay_notices"
                        + " where out_trade_no = '" + trade.out_trade_no() + "'");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Stands for Alipay's notify_query: confirms every id but one, about which it thinks for as long as the test wants. */
    private static final class Gateway implements AutoCloseable {
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
        private final CountDownLatch came = new CountDownLatch(1);
        private final CountDownLatch answered = new CountDownLatch(1);
        private volatile String denied = "";

        private Gateway() throws IOException {
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                String id = exchange.getRequestURI().getQuery().replaceFirst(".*notify_id=", "");
                asked.computeIfAbsent(id, none -> new AtomicInteger()).incrementAndGet();
                byte[] word = (id.equals(denied) ? afterAWhile() : "true").getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, word.length);
                exchange.getResponseBody().write(word);
                exchange.close();
            });
            server.start();
        }

        static Gateway open() throws IOException {
            return new Gateway();
        }

        private String afterAWhile() {
            came.countDown();
            try {
                answered.await();
                return "false";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "false";
            }
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/trade/notify_query.do";
        }

        void deny(SignedNotifications trade) {
            denied = id(trade);
        }

        void awaitQuestion() throws InterruptedException {
            came.await();
        }

        void answerDenied() {
            answered.countDown();
        }

        int asked(SignedNotifications trade) {
            return asked.getOrDefault(id(trade), new AtomicInteger()).get();
        }

        /** That of the return. */
        private static String id(SignedNotifications trade) {
            return trade.trade_no() + "r";
        }

        @Override
        public void close() {
            answered.countDown();
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
