package com.alipay.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.MerchantConfig;
import com.alipay.database.PostgresServer;
import com.alipay.it.Folders;
import com.alipay.it.LocalAlipay;
import com.alipay.it.RawForm;
import com.alipay.it.Shop;
import com.alipay.orders.OrderListener;
import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.rules.MessageSource;
import com.alipay.protocol.FormData;
import com.alipay.protocol.Notification;
import com.alipay.protocol.VerificationResult.Verified;
import com.alipay.util.AlipayNotify;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How many requests a second the pages answer, each beside its floor in the same run: {@code mvn -Pbench verify}. The floor of a page
 * is a bare JSP in the same Tomcat, that of a notification in process the same durable work in plain JDBC on the same database. A
 * row and its floor take turns; the ratio is that of their medians. Every answer is checked.
 */
class ThroughputBenchmark {
    private static final int THREADS = 16;
    private static final int TURNS = 5;
    private static final int WARM_UP = LoadTest.size(500, 2_000);
    private static final int REQUESTS = LoadTest.size(400, 2_000);
    private static final Pattern NUMBER = Pattern.compile("name=\"out_trade_no\"\\s+value=\"([^\"]+)\"");
    private static final String BARE = "<%@ page contentType=\"text/plain; charset=UTF-8\" session=\"false\""
            + " trimDirectiveWhitespaces=\"true\" %><% request.getParameter(\"sign\"); %>success";

    /** One request, or the same work without one; has to check its answer. */
    @FunctionalInterface
    private interface Work {
        void run(int number) throws Exception;
    }

    @BeforeAll
    static void keepConnections() {
        System.setProperty("http.maxConnections", Integer.toString(THREADS));
    }

    @Test
    void pagesOnTheEmbeddedH2() throws Exception {
        Path folder = Folders.fresh(LoadTest.folder("bench-h2"));
        int notifications = pages(ShopDatabase.h2(folder));
        tell(
                "h2/file %.1f MB after %d orders and their notifications, closed",
                Files.size(folder.resolve("orders.mv.db")) / 1e6, notifications);
    }

    @Test
    void pagesOnPostgres() throws Exception {
        try (PostgresServer server = PostgresServer.start(Folders.fresh(LoadTest.folder("bench-postgres")))) {
            pages(ShopDatabase.on(server, "shop"));
        }
    }

    /** Returns how many orders were placed, each with one notification. */
    private static int pages(ShopDatabase database) throws Exception {
        String name = database.title().toLowerCase(Locale.ROOT);
        try (ConfirmingGateway alipay = ConfirmingGateway.open();
                MerchantNode node = MerchantNode.prepare(
                        "bench-tomcat-" + name, database, "http://127.0.0.1:9/gateway.do", alipay.url())) {
            Path bare = Files.createDirectories(node.tomcat().base().resolve("webapps/bare"));
            Files.writeString(bare.resolve("bare.jsp"), BARE);
            node.tomcat().withOptions("-XX:TieredStopAtLevel=4 -Xmx1g").start();
            Server server = new Server(node, node.tomcat().url("bare") + "/bare.jsp");

            ConcurrentLinkedQueue<String> placed = new ConcurrentLinkedQueue<>();
            String order = RawForm.of(
                            Map.of(
                                    "subject",
                                    LocalAlipay.SUBJECT,
                                    "price",
                                    "0.01",
                                    "body",
                                    "",
                                    "service",
                                    LocalAlipay.DUAL),
                            StandardCharsets.UTF_8)
                    .text();
            server.row(name + "/alipayto", 0.05, i -> {
                Matcher number = NUMBER.matcher(post(node.shop().page("alipayto.jsp"), order));
                assertThat(number.find()).isTrue();
                placed.add(number.group(1));
            });
            List<byte[]> messages = placed.stream()
                    .map(number -> new SignedNotifications(LocalAlipay.DUAL, true, number)
                            .notification("TRADE_FINISHED")
                            .bytes())
                    .toList();
            String page = node.shop().page("notify_url.jsp");
            server.row(name + "/notification", 0, i -> success(page, messages.get(i)));
            byte[] repeated = messages.get(0);
            server.row(name + "/repeat", 0, i -> success(page, repeated));
            server.row(name + "/repeat-later", 0, i -> success(page, repeated));
            byte[] forged = RawForm.parse(new String(messages.get(1), StandardCharsets.US_ASCII))
                    .with("sign", "0123456789abcdef0123456789abcdef")
                    .bytes();
            server.row(
                    name + "/forged",
                    0.40,
                    i -> assertThat(post(page, new String(forged, StandardCharsets.US_ASCII)))
                            .isEqualTo("fail"));
            return placed.size();
        }
    }

    /** A running shop with the bare page beside it. */
    private record Server(MerchantNode node, String bare) {
        void row(String name, double target, Work work) throws Exception {
            Row row = new Row(work, i -> success(bare, "sign=0".getBytes(StandardCharsets.US_ASCII)));
            Duration before = cpu();
            row.takeTurns();
            // The floor's share is known from its own rate; what is told is the whole, so that it cannot flatter.
            Duration used = cpu().minus(before);
            row.print(
                    name,
                    target,
                    String.format(
                            Locale.ROOT, ", %.2f ms of the server's CPU a pair", used.toNanos() / 1e6 / row.pairs()));
        }

        private Duration cpu() {
            return ProcessHandle.of(node.tomcat().pid())
                    .flatMap(process -> process.info().totalCpuDuration())
                    .orElseThrow();
        }
    }

    @Test
    void aNotificationInProcess() throws Exception {
        try (PostgresServer server = PostgresServer.start(Folders.fresh(LoadTest.folder("bench-process")));
                ConfirmingGateway alipay = ConfirmingGateway.open()) {
            ShopDatabase shop = ShopDatabase.on(server, "shop");
            MerchantConfig merchant = MerchantConfig.of(
                    Shop.settings("http://127.0.0.1:9/alipay", StandardCharsets.UTF_8, "", alipay.url()));
            int all = WARM_UP + TURNS * REQUESTS;
            try (Database database = Database.open(shop.url(), shop.user(), "", true);
                    PlainJdbc plain = new PlainJdbc(shop, 2 * all)) {
                OrderService orders =
                        new OrderService(merchant, database, Optional.of(new OrderListener() {}), Clock.systemUTC());
                AlipayNotify verifier = new AlipayNotify(merchant, orders);
                List<byte[]> messages = messages(shop, 2 * all);
                AtomicInteger next = new AtomicInteger();
                AtomicInteger row = new AtomicInteger();
                Row with = new Row(
                        i -> applied(orders.process(
                                        verifier.verifyMessage(messages.get(next.getAndIncrement())),
                                        MessageSource.NOTIFY_URL)
                                .description()),
                        i -> plain.notification(row.getAndIncrement()));
                with.takeTurns();
                with.print("process/notification", 0.75, "");
                Row without = new Row(
                        i -> {
                            FormData form =
                                    FormData.parse(messages.get(next.getAndIncrement()), StandardCharsets.UTF_8);
                            Notification message = new Notification(form.values()).delivered(form.delivery());
                            Notification stored =
                                    message.numbered(orders.received(message).entry());
                            applied(orders.process(new Verified(stored), MessageSource.NOTIFY_URL)
                                    .description());
                        },
                        i -> plain.notification(row.getAndIncrement()));
                without.takeTurns();
                without.print("process/notification-without-call", 0.85, "");
            }
        }
    }

    private static void applied(String description) {
        assertThat(description).startsWith("ADVANCED");
    }

    /** Stores unpaid orders in bulk and returns a notification for each. */
    private static List<byte[]> messages(ShopDatabase shop, int count) throws SQLException {
        try (Connection connection = shop.open();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into alipay_orders (out_trade_no, service, seller_email, subject, body, price, quantity, discount,"
                            + " trade_status, refund_status, gmt_refund, pay_mode, created_at, version, queries, next_query_at)"
                            + " select concat('2011', 1000000000 + i), '" + LocalAlipay.DUAL + "', '" + Shop.SELLER
                            + "', 'tea', '', 0.01, 1, 0, 'WAIT_BUYER_PAY', '', '', 'UNKNOWN', 1300000000000 + i, 0, 0,"
                            + " 1300000000000 + i from (select generate_series(0, " + (count - 1) + ") as i) numbers");
            statement.execute("insert into alipay_order_logistics (out_trade_no, position_no, type, fee, payment)"
                    + " select out_trade_no, 0, 'EXPRESS', 0, 'SELLER_PAY' from alipay_orders");
        }
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(new SignedNotifications(LocalAlipay.DUAL, true, "2011" + (1_000_000_000 + i))
                    .notification("TRADE_FINISHED")
                    .bytes());
        }
        return messages;
    }

    /** The same durable work by hand: five statements in two transactions, on connections of its own. */
    private static final class PlainJdbc implements AutoCloseable {
        private final ThreadLocal<Connection> connections;
        private final ConcurrentLinkedQueue<Connection> opened = new ConcurrentLinkedQueue<>();
        private final byte[] raw = "x".repeat(900).getBytes(StandardCharsets.US_ASCII);

        PlainJdbc(ShopDatabase shop, int orders) throws SQLException {
            connections = ThreadLocal.withInitial(() -> {
                try {
                    Connection connection = DriverManager.getConnection(shop.url(), shop.user(), "");
                    connection.setAutoCommit(false);
                    opened.add(connection);
                    return connection;
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            try (Connection connection = shop.open();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table floor_orders (id int primary key, version int, status varchar(40))");
                statement.execute("insert into floor_orders select generate_series(0, " + orders + "), 0, 'NEW'");
                statement.execute("create table floor_messages (id serial primary key, digest varchar(64) unique,"
                        + " raw bytea, outcome varchar(20))");
                statement.execute(
                        "create table floor_history (id serial primary key, order_id int, event varchar(20))");
            }
        }

        void notification(int order) throws SQLException {
            Connection connection = connections.get();
            int message;
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into floor_messages (digest, raw, outcome) values (?, ?, 'RECEIVED') returning id")) {
                insert.setString(1, "digest" + order);
                insert.setBytes(2, raw);
                try (ResultSet key = insert.executeQuery()) {
                    key.next();
                    message = key.getInt(1);
                }
            }
            connection.commit();
            int version;
            try (PreparedStatement select =
                    connection.prepareStatement("select version, status from floor_orders where id = ?")) {
                select.setInt(1, order);
                try (ResultSet found = select.executeQuery()) {
                    found.next();
                    version = found.getInt(1);
                }
            }
            update(
                    connection,
                    "update floor_orders set version = version + 1, status = 'PAID' where id = ? and version = ?",
                    order,
                    version);
            update(connection, "insert into floor_history (order_id, event) values (?, 'PAID')", order);
            update(connection, "update floor_messages set outcome = 'ADVANCED' where id = ?", message);
            connection.commit();
        }

        private static void update(Connection connection, String sql, int... values) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setInt(i + 1, values[i]);
                }
                assertThat(statement.executeUpdate()).isEqualTo(1);
            }
        }

        @Override
        public void close() throws SQLException {
            for (Connection connection : opened) {
                connection.close();
            }
        }
    }

    /** A row and its floor, by turns. */
    private static final class Row {
        private final Work work;
        private final Work floor;
        private final double[] rates = new double[TURNS];
        private final double[] floors = new double[TURNS];
        private final AtomicInteger number = new AtomicInteger();

        Row(Work work, Work floor) {
            this.work = work;
            this.floor = floor;
        }

        void takeTurns() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                rate(threads, floor, WARM_UP);
                rate(threads, work, WARM_UP);
                for (int turn = 0; turn < TURNS; turn++) {
                    floors[turn] = rate(threads, floor, REQUESTS);
                    rates[turn] = rate(threads, work, REQUESTS);
                }
            } finally {
                threads.shutdownNow();
            }
            Arrays.sort(rates);
            Arrays.sort(floors);
        }

        int pairs() {
            return WARM_UP + TURNS * REQUESTS;
        }

        private double rate(ExecutorService threads, Work what, int count) throws Exception {
            AtomicInteger left = new AtomicInteger(count);
            long begin = System.nanoTime();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(threads.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        what.run(what == work ? number.getAndIncrement() : 0);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            return count * 1e9 / (System.nanoTime() - begin);
        }

        void print(String name, double target, String more) {
            double ratio = rates[TURNS / 2] / floors[TURNS / 2];
            tell(
                    "%s %.3f %s (%.0f/s, quartiles %.0f %.0f; floor %.0f/s, quartiles %.0f %.0f%s)",
                    name,
                    ratio,
                    target == 0
                            ? "- -"
                            : String.format(Locale.ROOT, "%.3f %s", target, ratio >= target ? "MET" : "MISSED"),
                    rates[TURNS / 2],
                    rates[TURNS / 4],
                    rates[TURNS - 1 - TURNS / 4],
                    floors[TURNS / 2],
                    floors[TURNS / 4],
                    floors[TURNS - 1 - TURNS / 4],
                    more);
        }
    }

    private static void success(String url, byte[] body) throws IOException {
        assertThat(post(url, new String(body, StandardCharsets.US_ASCII))).isEqualTo("success");
    }

    /** Posts on a connection that is kept alive. */
    private static String post(String url, String form) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        byte[] body = form.getBytes(StandardCharsets.US_ASCII);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void tell(String format, Object... values) {
        System.out.println("BENCH " + String.format(Locale.ROOT, format, values));
    }
}
