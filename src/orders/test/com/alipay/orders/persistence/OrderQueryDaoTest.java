package com.alipay.orders.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.Order;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of orders over more of them than one page looks through. */
class OrderQueryDaoTest {
    private static final int STORED = 3 * OrderQueryDao.WINDOW;

    /** Three orders were placed in each millisecond from then on. */
    private static final long FIRST = Instant.parse("2011-03-15T02:00:00Z").toEpochMilli();

    private static Connection connection;
    private static Database database;

    @BeforeAll
    static void fill() throws SQLException {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        database = Database.open(url, "", "", true);
        connection = DriverManager.getConnection(url, "", "");
        execute("""
                insert into alipay_orders (out_trade_no, service, seller_email, subject, body, price, quantity, discount,
                    trade_status, refund_status, gmt_refund, pay_mode, trade_no, buyer_email, created_at, version,
                    queries, next_query_at)
                select concat('N', 1000000 + x), 'trade_create_by_buyer', 'seller@example.com', 'tea', '', 0.01, 1, 0,
                    case when mod(x, 2) = 0 then 'TRADE_FINISHED' else 'WAIT_BUYER_PAY' end,
                    case when x = 7 then 'REFUND_SUCCESS' else '' end, '',
                    case when x = 10 then 'INSTANT' else 'ESCROW' end, concat('2011', x), concat('buyer', mod(x, 10)),
                    %d + x / 3, 0, 0, 0
                from system_range(1, %d)
                """.formatted(FIRST, STORED));
        execute("""
                insert into alipay_notices (received_at, raw_message, decoded_as, remote_addr, node, notify_id,
                    trade_no, trade_status, source, verdict, out_trade_no, outcome, reason, reason_code, answer)
                select x, X'00', 'GBK', '', '', '', '', '', '', '', concat('N', 1000000 + x), case when mod(x, 1000) = 0 then 'HELD' else 'ADVANCED' end, '',
                    case when x = 2000 then 'COUPON' else 'AMOUNT' end, 'success'
                from system_range(1, %d)
                """.formatted(STORED));
        execute("analyze");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
        database.close();
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static OrderQuery equal(String... namesAndValues) {
        Map<String, String> equal = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            equal.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new OrderQuery(equal, false, null, null, null, null);
    }

    private static OrderQueryDao.Page page(OrderQuery filter, int limit) {
        return database.inTransaction(session -> session.orders().search(filter, limit));
    }

    private static List<String> numbers(OrderQueryDao.Page page) {
        return page.orders().stream().map(Order::out_trade_no).toList();
    }

    /** The order of that number in the table. */
    private static String n(int x) {
        return "N" + (1_000_000 + x);
    }

    @Test
    void pageByPageEveryOrderIsSeenOnceNewestFirst() {
        List<String> seen = new ArrayList<>();
        OrderQuery filter = OrderQuery.ALL;
        Optional<OrderQuery.Cursor> next;
        do {
            OrderQueryDao.Page page = page(filter, 100);
            seen.addAll(numbers(page));
            next = page.next();
            filter = next.map(filter::before).orElse(filter);
        } while (next.isPresent());
        assertThat(seen).hasSize(STORED).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void aValueIsComparedWhole() {
        assertThat(numbers(page(equal("out_trade_no", n(5)), 50))).containsExactly(n(5));
        assertThat(page(equal("out_trade_no", "N100"), 50).orders()).isEmpty();
        assertThat(numbers(page(equal("trade_no", "20115"), 50))).containsExactly(n(5));
        assertThat(numbers(page(equal("buyer_email", "buyer3", "trade_status", "WAIT_BUYER_PAY"), 2)))
                .containsExactly(n(STORED - 7), n(STORED - 17));
        assertThat(page(equal("buyer_email", "buyer3", "trade_status", "TRADE_FINISHED"), 2)
                        .orders())
                .isEmpty();
        assertThat(numbers(page(equal("refund_status", "REFUND_SUCCESS"), 50))).containsExactly(n(7));
    }

    @Test
    void timesAreFromInclusiveUntilExclusive() {
        Instant second = Instant.ofEpochMilli(FIRST + 1);
        OrderQuery one = new OrderQuery(Map.of(), false, null, second, second.plusMillis(1), null);
        assertThat(numbers(page(one, 50))).containsExactly(n(5), n(4), n(3));
    }

    @Test
    void whatWaitsForAPersonIsFoundByItsReason() {
        OrderQuery held = new OrderQuery(Map.of(), true, null, null, null, null);
        assertThat(numbers(page(held, 50))).containsExactly(n(6000), n(5000), n(4000), n(3000), n(2000), n(1000));
        OrderQuery coupon = new OrderQuery(Map.of(), true, DecisionReason.Code.COUPON, null, null, null);
        assertThat(numbers(page(coupon, 50))).containsExactly(n(2000));
        OrderQuery unpaid = new OrderQuery(Map.of("trade_status", "WAIT_BUYER_PAY"), true, null, null, null, null);
        assertThat(page(unpaid, 50)).isEqualTo(new OrderQueryDao.Page(List.of(), Optional.empty()));
        Map<String, Integer> waiting =
                database.inTransaction(session -> session.notifications().heldCounts(List.of(n(1000), n(1001))));
        assertThat(waiting).isEqualTo(Map.of(n(1000), 1));
    }

    /** No index serves this question: each page looks through its window and says how far it came. */
    @Test
    void aRareValueWithoutAnIndexIsFoundInTheEndAndNoPageReadsItAll() {
        OrderQuery instant = equal("pay_mode", "INSTANT", "trade_status", "TRADE_FINISHED");
        OrderQueryDao.Page first = page(instant, 50);
        assertThat(first.orders()).isEmpty();
        assertThat(first.next().orElseThrow().out_trade_no()).isEqualTo(n(STORED - 2 * OrderQueryDao.WINDOW + 2));
        OrderQueryDao.Page second = page(instant.before(first.next().orElseThrow()), 50);
        assertThat(numbers(second)).containsExactly(n(10));
        assertThat(second.next()).isEmpty();
    }

    static Stream<OrderQuery> questions() {
        OrderQuery.Cursor middle = new OrderQuery.Cursor(Instant.ofEpochMilli(FIRST + 1000), n(3000));
        Instant from = Instant.ofEpochMilli(FIRST);
        Instant until = Instant.ofEpochMilli(FIRST + STORED);
        return Stream.of(
                        OrderQuery.ALL,
                        equal("out_trade_no", n(5)),
                        equal("trade_no", "20115"),
                        equal("buyer_email", "buyer3"),
                        equal("refund_status", "REFUND_SUCCESS"),
                        equal("trade_status", "TRADE_FINISHED"),
                        equal("pay_mode", "INSTANT"),
                        equal("buyer_email", "buyer3", "trade_status", "TRADE_FINISHED", "pay_mode", "ESCROW"),
                        new OrderQuery(Map.of(), true, null, from, until, null),
                        new OrderQuery(
                                Map.of("pay_mode", "ESCROW"), true, DecisionReason.Code.AMOUNT, null, null, null),
                        new OrderQuery(Map.of("trade_status", "TRADE_FINISHED"), false, null, from, until, null))
                .flatMap(filter -> Stream.of(filter, filter.before(middle)));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void noQuestionReadsTheWholeTable(OrderQuery filter) throws SQLException {
        execute("set query_statistics false");
        execute("set query_statistics true");

        page(filter, 50);

        HashSet<String> looked = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet ran = statement.executeQuery(
                        "select sql_statement from information_schema.query_statistics where regexp_like(sql_statement, '^select (o[.]|out_trade_no)')")) {
            while (ran.next()) {
                String sql = ran.getString(1);
                assertThat(plan(sql))
                        .as(sql)
                        .doesNotContain("tableScan")
                        .as("either the index gives the order, or it leaves a handful: " + sql)
                        .containsPattern(
                                "index sorted \\*/|OUT_TRADE_NO( = |  *IN\\()|BY_TRADE_NO: TRADE_NO = |BY_OUTCOME");
                looked.add(sql);
            }
        }
        assertThat(looked).isNotEmpty();
    }

    private static String plan(String sql) throws SQLException {
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
}
