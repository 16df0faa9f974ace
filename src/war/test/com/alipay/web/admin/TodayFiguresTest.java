package com.alipay.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.alipay.config.MerchantConfig;
import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.Database;
import com.alipay.web.Labels;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every figure of the first admin page against a query of its own, which reckons with dates where the page reckons with numbers. */
class TodayFiguresTest {
    /** Half past ten in China. */
    private static final Instant NOW = Instant.parse("2011-03-15T02:30:00Z");

    private static final String FOUND = "'{\"state\":\"FOUND\",\"points\":[{\"code\":\"OTHER_KEY\",\"detail\":\"\"}]}'";
    private static final String OTHERS =
            "case mod(x, 4) when 0 then '{\"state\":\"POSSIBLE\",\"points\":[]}' when 1 then '{\"state\":\"UNKNOWN\",\"points\":[]}'"
                    + " when 2 then 'FOUND' end";

    private static final String MESSAGE = " (received_at, raw_message, decoded_as, remote_addr, node, notify_id,"
            + " out_trade_no, trade_no, trade_status, verdict, reason, source, outcome, answer, took_millis, diagnosis)"
            + " select %s, X'00', 'GBK', '', '', '', '', '', '', '', '', %s from system_range(1, %d)";

    /** A day of a shop. */
    private enum Day {
        NOTHING(0, 0, 0, 0, 0),
        NORMAL(300, 200, 0, 3, 2),
        BAD(3_000, 2_000, 40, 480, 500);

        private final int orders;
        private final int messages;
        private final int held;
        private final int strangers;
        private final int refused;

        Day(int orders, int messages, int held, int strangers, int refused) {
            this.orders = orders;
            this.messages = messages;
            this.held = held;
            this.strangers = strangers;
            this.refused = refused;
        }
    }

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final Database database = Database.open(url, "", "", true);
    private final OrderService orders =
            new OrderService(MerchantConfig.of(Map.of()), database, Optional.empty(), Clock.fixed(NOW, ZoneOffset.UTC));
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(url, "", "");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.replace("NOW", Long.toString(NOW.toEpochMilli())));
        }
    }

    private List<List<String>> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private String value(String sql) throws SQLException {
        return rows(sql).get(0).get(0);
    }

    private String count(String tableAndCondition) throws SQLException {
        return value("select count(*) from " + tableAndCondition);
    }

    /** A moment of the database as a time in China. */
    private static String china(String column) {
        return "dateadd('MILLISECOND', " + column + ", timestamp '1970-01-01 08:00:00')";
    }

    private void messages(String table, int count, String received, String rest) throws SQLException {
        execute("insert into " + table + MESSAGE.formatted(received, rest, count));
    }

    /** Fills the tables beyond the ends of what the page counts, and puts one row on each side of every end. */
    private void fill(Day day) throws SQLException {
        orders(day.orders, "NOW - mod(x * 7919, 2851200) * cast(1000 as bigint)");
        if (day.orders > 0) {
            // The beginning of the thirty days as a span from now, and as a day in China.
            for (String end : List.of(
                    "NOW - 2592000000",
                    "timestampdiff(MILLISECOND, timestamp '1970-01-01 08:00:00',"
                            + " timestamp '2011-02-14 00:00:00')")) {
                orders(30, end);
                orders(30, "(" + end + ") - 1");
            }
        }
        execute("""
                insert into alipay_order_history (out_trade_no, at, event, trade_status, refund_status, source)
                select out_trade_no, created_at, 'PLACED', trade_status, '', 'alipayto' from alipay_orders
                union all select out_trade_no, created_at + 600000, 'PAID', trade_status, '', 'notify_url' from alipay_orders
                    where trade_status <> 'WAIT_BUYER_PAY'
                union all select out_trade_no, created_at, 'FINISHED', trade_status, '', 'notify_url' from alipay_orders
                    where trade_status = 'TRADE_FINISHED'
                union all select out_trade_no, created_at, 'NOTED', trade_status, 'REFUND_SUCCESS', 'notify_url' from alipay_orders
                union all select out_trade_no, created_at, 'REFUND', trade_status, refund_status, 'notify_url' from alipay_orders
                    where refund_status <> ''
                """);
        String answers = "case when mod(x, 7) = 0 then 'return_url' else 'notify_url' end, 'ADVANCED',"
                + " case when mod(x, 5) = 0 then 'fail' else 'success' end, 3 + mod(x * 37, 400), null";
        messages("alipay_notices", day.messages, "NOW - 60000 - mod(x * 7919, 97000) * cast(1000 as bigint)", answers);
        // Of the first hour that is shown, and of the last, which has begun: both sides of their beginnings.
        messages("alipay_notices", day.messages / 100, "NOW - 1800000 - mod(x, 2)", answers);
        messages("alipay_notices", day.messages / 100, "NOW - 84600000 - mod(x, 2)", answers);
        messages(
                "alipay_notices",
                day.held,
                "NOW - x * cast(86400000 as bigint)",
                "'notify_url', 'HELD', 'success', 5, " + FOUND);
        String refused = "'notify_url', 'REFUSED', 'fail', 4, ";
        for (String diagnosis : List.of(FOUND, OTHERS)) {
            messages("alipay_strangers", day.strangers / 2, "NOW - mod(x, 2) * 86400001", refused + diagnosis);
            messages("alipay_strangers", day.strangers / 2, "NOW - 86400000", refused + diagnosis);
            messages("alipay_notices", day.refused / 2, "NOW - mod(x, 2) * 86400001", refused + diagnosis);
        }
    }

    private void orders(int count, String created) throws SQLException {
        int first = Integer.parseInt(count("alipay_orders"));
        execute("""
                insert into alipay_orders (out_trade_no, service, seller_email, subject, body, price, quantity, discount,
                    trade_status, refund_status, gmt_refund, pay_mode, trade_no, created_at, version, queries, next_query_at)
                select concat('N', 1000000 + %d + x), 'trade_create_by_buyer', 'seller@example.com', 'tea', '', 0.01, 1, 0,
                    case mod(x, 10) when 0 then 'WAIT_BUYER_PAY' when 1 then 'WAIT_BUYER_PAY'
                        when 2 then 'WAIT_SELLER_SEND_GOODS' when 3 then 'WAIT_BUYER_CONFIRM_GOODS' else 'TRADE_FINISHED' end,
                    case mod(x, 29) when 3 then 'WAIT_SELLER_AGREE' when 13 then 'WAIT_SELLER_CONFIRM_GOODS'
                        when 24 then 'REFUND_SUCCESS' when 25 then 'REFUND_CLOSED' else '' end,
                    '', 'ESCROW', case when mod(x, 10) <> 1 then concat('2011', x) end, %s, 0, 0, 0
                from system_range(1, %d)
                """.formatted(first, created, count));
    }

    @ParameterizedTest
    @EnumSource
    void everyFigureIsWhatAQueryFinds(Day day) throws SQLException {
        fill(day);
        TodayPage page = TodayPage.of(Labels.CHINESE, orders.notifications(), NOW);

        assertThat(page.problem()).isEmpty();
        String lastDay = " where diagnosis like '{\"state\":\"FOUND\"%' and " + china("received_at")
                + " >= timestamp '2011-03-14 10:30:00'";
        assertThat(page.counts().stream().collect(Collectors.toMap(TodayPage.Count::code, TodayPage.Count::count)))
                .isEqualTo(Map.of(
                        "held", count("alipay_notices where outcome = 'HELD'"),
                        "to_ship", count("alipay_orders where trade_status = 'WAIT_SELLER_SEND_GOODS'"),
                        "refunds", count("alipay_orders where refund_status = 'WAIT_SELLER_AGREE'"),
                        "returned", count("alipay_orders where refund_status = 'WAIT_SELLER_CONFIRM_GOODS'"),
                        "refused",
                                value("select (select count(*) from alipay_strangers" + lastDay
                                        + ") + (select count(*) from alipay_notices" + lastDay
                                        + " and outcome = 'REFUSED')"),
                        "at_cashier",
                                count(
                                        "alipay_orders where trade_status = 'WAIT_BUYER_PAY' and trade_no is not null and "
                                                + china("created_at") + " >= timestamp '2011-02-13 10:30:00'")));
        assertThat(page.counts())
                .allSatisfy(count -> assertThat(count.urgent())
                        .as(count.code())
                        .isEqualTo(!count.count().equals("0") && !count.code().equals("at_cashier")));
        assertThat(page.toShip().stream().map(order -> List.of(order.out_trade_no(), order.placed())))
                .isEqualTo(rows("select out_trade_no, formatdatetime(" + china("created_at")
                        + ", 'yyyy-MM-dd HH:mm:ss', 'en') from alipay_orders where trade_status = 'WAIT_SELLER_SEND_GOODS'"
                        + " order by 2, 1 fetch first 5 rows only"));

        String last = value(
                "select concat(formatdatetime(max(t), 'yyyy-MM-dd HH:mm:ss', 'en'), '（', timestampdiff(SECOND, max(t),"
                        + " timestamp '2011-03-15 10:30:00') / 60, ' 分钟前）') from (select " + china("received_at")
                        + " t from alipay_notices where source = 'notify_url' and outcome <> 'REFUSED') received");
        assertThat(page.state().get(0)).isEqualTo(day == Day.NOTHING ? "还没有收到过支付宝的通知" : "最近一次收到支付宝的通知：" + last);

        List<List<String>> days = rows("""
                select d, count(case event when 'PLACED' then 1 end), count(case event when 'PAID' then 1 end),
                    count(case event when 'FINISHED' then 1 end),
                    count(case when event = 'REFUND' and refund_status = 'REFUND_SUCCESS' then 1 end)
                from (select cast(dateadd('DAY', x, date '2011-02-13') as date) d from system_range(1, 30)) days
                left join alipay_order_history on cast(%s as date) = d group by d order by d
                """.formatted(china("at")));
        assertThat(page.days().rows()).isEqualTo(days);
        List<Long> numbers = days.stream()
                .flatMap(row -> row.stream().skip(1))
                .map(Long::valueOf)
                .filter(number -> number > 0)
                .toList();
        assertThat(page.days().highest())
                .isEqualTo(
                        numbers.stream().max(Long::compare).map(String::valueOf).orElse("0"));
        assertThat(page.days().bars().stream().map(bar -> bar.title().replaceFirst(".* ", "")))
                .isEqualTo(numbers.stream().map(String::valueOf).toList());

        List<List<String>> hours = rows("""
                select concat(hour(h), ' 点'), count(id), count(case answer when 'fail' then 1 end),
                    coalesce(cast(cast(floor(avg(cast(took_millis as double)) + 0.5) as bigint) as varchar), ''),
                    coalesce(cast(max(took_millis) as varchar), '')
                from (select dateadd('HOUR', x, timestamp '2011-03-14 10:00:00') h from system_range(1, 24)) hours
                left join alipay_notices on source = 'notify_url' and %1$s >= h and %1$s < dateadd('HOUR', 1, h)
                group by h order by h
                """.formatted(china("received_at")));
        assertThat(page.hours().rows()).isEqualTo(hours);
        assertThat(page.hours().bars().stream()
                        .filter(bar -> bar.kind().equals("bar-3"))
                        .map(TodayPage.Bar::height))
                .as("the share of fail")
                .isEqualTo(hours.stream()
                        .filter(row -> !row.get(2).equals("0"))
                        .map(row -> Math.max(2, Integer.parseInt(row.get(2)) * 120 / Integer.parseInt(row.get(1))))
                        .toList());
    }

    @Test
    void wherePartOfTheRefusedIsReadThePageSaysThatThereMayBeMore() throws SQLException {
        messages(
                "alipay_notices",
                1_100,
                "NOW - x",
                "'notify_url', 'REFUSED', 'fail', 4, case when x <= 7 then " + FOUND + " end");

        assertThat(TodayPage.of(Labels.CHINESE, orders.notifications(), NOW).counts())
                .filteredOn(count -> count.code().equals("refused"))
                .extracting(TodayPage.Count::count, TodayPage.Count::urgent)
                .containsExactly(tuple("7+", true));
    }
}
