package com.alipay.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.MerchantConfig;
import com.alipay.database.PostgresServer;
import com.alipay.it.Folders;
import com.alipay.it.LocalAlipay;
import com.alipay.it.Shop;
import com.alipay.orders.OrderListener;
import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.NotificationQuery;
import com.alipay.orders.rules.MessageSource;
import com.alipay.util.AlipayNotify;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * How long a genuine notification takes, from its bytes to its answer, while few and while many orders and notices are stored. The
 * figures are printed, not judged: what is judged is that no statement reads a whole table.
 */
class LatencyIT {
    private static final int FEW = 1_000;
    private static final int MANY = LoadTest.size(20_000, 1_000_000);
    private static final int WARM_UP = 200;
    private static final int NOTIFICATIONS = 400;
    private static final int CHUNK = 50_000;
    private static final int LISTS = 9;

    /** The tables that grow. */
    private static final List<String> TABLES =
            List.of("alipay_orders", "alipay_order_logistics", "alipay_order_history", "alipay_notices");

    @Test
    void onPostgres() throws Exception {
        Path folder = Folders.fresh(LoadTest.folder("latency-postgres"));
        try (PostgresServer server = PostgresServer.start(folder)) {
            String url = server.newDatabase("shop");
            try (Stored stored = new Stored("PostgreSQL", url, "postgres", "select generate_series(%d, %d) as i")) {
                LatencySummary few = stored.upTo(FEW).notified();
                stored.upTo(MANY);
                Map<String, Long> before = scans(stored.connection, "seq_scan");
                long used = scans(stored.connection, "idx_scan").get("alipay_notices");
                LatencySummary many = stored.notified();
                compare(stored.title, few, many);
                // A connection that ends hands in its figures, a moment later.
                for (int attempt = 0; attempt < 200; attempt++) {
                    if (scans(stored.connection, "idx_scan").get("alipay_notices") >= used + NOTIFICATIONS) {
                        break;
                    }
                    execute(stored.connection, "select pg_sleep(0.05)");
                }
                assertThat(scans(stored.connection, "seq_scan"))
                        .as("tables read from end to end")
                        .isEqualTo(before);
                assertThat(scans(stored.connection, "idx_scan").get("alipay_notices"))
                        .isGreaterThanOrEqualTo(used + NOTIFICATIONS);
            }
        }
    }

    @Test
    void onTheEmbeddedH2() throws Exception {
        Path folder = Folders.fresh(LoadTest.folder("latency-h2"));
        // The same name as the order service uses: within one process, H2 knows a database by its name.
        String url = "jdbc:h2:checksummed:file:" + folder.resolve("orders").toAbsolutePath();
        try (Stored stored = new Stored("H2", url, "", "select x as i from system_range(%d, %d)")) {
            LatencySummary few = stored.upTo(FEW).notified();
            stored.upTo(MANY);
            execute(stored.connection, "set query_statistics true");
            LatencySummary many = stored.notified();
            compare(stored.title, few, many);
            int looked = 0;
            try (Statement statement = stored.connection.createStatement();
                    ResultSet ran = statement.executeQuery(
                            "select sql_statement from information_schema.query_statistics"
                                    + " where regexp_like(sql_statement, '^\\s*(select|update) .*alipay_(order|notice)', 'in')")) {
                while (ran.next()) {
                    String sql = ran.getString(1);
                    assertThat(plan(stored.connection, sql)).as(sql).doesNotContain("tableScan");
                    looked++;
                }
            }
            assertThat(looked).as("statements of the order service").isGreaterThanOrEqualTo(5);
        }
    }

    private static void compare(String title, LatencySummary few, LatencySummary many) {
        LoadTest.report(
                "latency: %s, %d notifications: median %.2f ms with %d stored, %.2f ms with %d: ratio %.2f",
                title, NOTIFICATIONS, few.millis(0.5), FEW, many.millis(0.5), MANY, many.millis(0.5) / few.millis(0.5));
        LoadTest.report(
                "latency: %s, %d notifications: p99 %.2f ms with %d stored, %.2f ms with %d: ratio %.2f",
                title,
                NOTIFICATIONS,
                few.millis(0.99),
                FEW,
                many.millis(0.99),
                MANY,
                many.millis(0.99) / few.millis(0.99));
    }

    private static Map<String, Long> scans(Connection connection, String column) throws SQLException {
        Map<String, Long> scans = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select relname, " + column + " from pg_stat_user_tables")) {
            while (rows.next()) {
                if (TABLES.contains(rows.getString(1))) {
                    scans.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return scans;
    }

    private static String plan(Connection connection, String sql) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
            int parameters = explain.getParameterMetaData().getParameterCount();
            for (int i = 1; i <= parameters; i++) {
                explain.setString(i, "0");
            }
            try (ResultSet plan = explain.executeQuery()) {
                plan.next();
                return plan.getString(1);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A database that is filled in bulk: unpaid orders, each with its place in the history and a message in the notification log. */
    private static final class Stored implements AutoCloseable {
        private final String title;
        private final String url;
        private final String user;
        private final String series;
        private final Connection connection;
        private final Random random = new Random(LoadTest.SEED);
        private int from = 1;
        private int to;

        Stored(String title, String url, String user, String series) throws SQLException {
            this.title = title;
            this.url = url;
            this.user = user;
            this.series = series;
            Database.open(url, user, "", true).close();
            connection = DriverManager.getConnection(url, user, "");
        }

        Stored upTo(int count) throws SQLException {
            long begin = System.nanoTime();
            from = to + 1;
            for (int first = from; first <= count; first += CHUNK) {
                fill(first, Math.min(count, first + CHUNK - 1));
            }
            to = count;
            execute(connection, "analyze");
            LoadTest.report(
                    "latency: %s: filled up to %d in %d ms", title, count, (System.nanoTime() - begin) / 1_000_000);
            return this;
        }

        private void fill(int first, int last) throws SQLException {
            String rows = " from (" + series.formatted(first, last) + ") numbers";
            String number = "select concat('2011', 1000000000 + i), ";
            execute(
                    connection,
                    "insert into alipay_orders (out_trade_no, service, seller_email, subject, body, price, quantity,"
                            + " discount, trade_status, refund_status, gmt_refund, pay_mode, created_at, version, queries,"
                            + " next_query_at) "
                            + number
                            + "'" + LocalAlipay.DUAL + "', '" + Shop.SELLER + "', 'tea', '', 0.01, 1, 0,"
                            + " 'WAIT_BUYER_PAY', '', '', 'UNKNOWN', 1300000000000 + i, 0, 0, 1300000000000 + i"
                            + rows);
            execute(
                    connection,
                    "insert into alipay_order_logistics (out_trade_no, position_no, type, fee, payment) " + number
                            + "0, 'EXPRESS', 0, 'SELLER_PAY'" + rows);
            execute(
                    connection,
                    "insert into alipay_order_history (out_trade_no, at, event, trade_status, refund_status, source) "
                            + number + "1300000000000 + i, 'PLACED', 'WAIT_BUYER_PAY', '', 'alipayto'" + rows);
            try (PreparedStatement notices = connection.prepareStatement(
                    "insert into alipay_notices (out_trade_no, notify_id, raw_message, received_at, trade_status,"
                            + " source, outcome, reason, answer, decoded_as, remote_addr, node, trade_no, verdict,"
                            + " took_millis) " + number
                            + "concat('stored', i), ?, 1300000000000 + i, 'WAIT_BUYER_PAY', 'notify_url', 'ADVANCED',"
                            + " '', 'success', 'UTF-8', '127.0.0.1', 'node', concat('trade', i), 'Genuine', 7"
                            + rows)) {
                notices.setBytes(1, "notify_type=trade_status_sync".getBytes(StandardCharsets.US_ASCII));
                notices.executeUpdate();
            }
        }

        /** Pays orders of the last filling, chosen at random. */
        LatencySummary notified() throws Exception {
            int[] chosen = random.ints(from, to + 1)
                    .distinct()
                    .limit(WARM_UP + NOTIFICATIONS)
                    .toArray();
            try (ConfirmingGateway alipay = ConfirmingGateway.open();
                    Database database = Database.open(url, user, "", true)) {
                MerchantConfig merchant = MerchantConfig.of(
                        Shop.settings("http://127.0.0.1:9/alipay", StandardCharsets.UTF_8, "", alipay.url()));
                OrderService orderService =
                        new OrderService(merchant, database, Optional.of(new OrderListener() {}), Clock.systemUTC());
                AlipayNotify verifier = new AlipayNotify(merchant, orderService);
                long[] times = Arrays.stream(chosen)
                        .mapToLong(i -> notified(orderService, verifier, i))
                        .skip(WARM_UP)
                        .toArray();
                lists(orderService);
                return LatencySummary.of(Arrays.stream(times));
            }
        }

        private static long notified(OrderService orderService, AlipayNotify verifier, int i) {
            SignedNotifications trade = new SignedNotifications(LocalAlipay.DUAL, true, "2011" + (1_000_000_000 + i));
            byte[] message = trade.notification("TRADE_FINISHED").bytes();
            long begin = System.nanoTime();
            String what = orderService
                    .process(verifier.verifyMessage(message), MessageSource.NOTIFY_URL)
                    .description();
            long time = System.nanoTime() - begin;
            assertThat(what).startsWith("ADVANCED");
            return time;
        }

        /** What people look at. */
        private void lists(OrderService orderService) {
            LatencySummary orders = timed(() -> orderService.newest(100));
            LatencySummary notifications = timed(() -> orderService.newestNotifications(100));
            NotificationQuery applied = NotificationQuery.newest(100).with(NotificationQuery.Field.OUTCOME, "ADVANCED");
            LatencySummary outcome = timed(() -> orderService.notifications().search(applied));
            NotificationQuery.Cursor middle =
                    new NotificationQuery.Cursor(Instant.ofEpochMilli(1300000000000L + to / 2), 0);
            LatencySummary paged = timed(() -> orderService
                    .notifications()
                    .search(new NotificationQuery(applied.values(), null, null, middle, 100)));
            LoadTest.report(
                    "latency: %s with %d stored: newest orders at most %.2f ms, newest notices %.2f ms,"
                            + " of one outcome %.2f ms, a page from the middle %.2f ms",
                    title, to, orders.millis(1), notifications.millis(1), outcome.millis(1), paged.millis(1));
        }

        private static LatencySummary timed(Runnable list) {
            return LatencySummary.of(LongStream.range(0, LISTS).map(i -> {
                long begin = System.nanoTime();
                list.run();
                return System.nanoTime() - begin;
            }));
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
