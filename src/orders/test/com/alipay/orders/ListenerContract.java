package com.alipay.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.config.MerchantConfig;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.OrderDao;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.OrderEventType;
import com.alipay.orders.rules.ProcessingResult;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.protocol.FormData;
import com.alipay.protocol.Notification;
import com.alipay.protocol.Notification.RawMessage;
import com.alipay.protocol.PayService;
import com.alipay.protocol.VerificationResult;
import com.alipay.services.PaymentRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a listener does on its connection, its order advances with its success or not at all. The subclasses say on which database. */
public abstract class ListenerContract {
    private static final Instant NOW = Instant.parse("2011-03-15T02:00:00Z");
    private static final MerchantConfig MERCHANT = MerchantConfig.of(Map.of("seller_email", "seller@example.com"));
    private static final OrderAdminService.Operator PERSON =
            new OrderAdminService.Operator("wang", "looked at the deliveries");
    private static final String NUMBER = "SIM201103150001";
    private static final String PAID = "WAIT_SELLER_SEND_GOODS";
    private static final String SHIPPED = "WAIT_BUYER_CONFIRM_GOODS";

    /**
     * What remains after the listener wrote its delivery, did this, and the message came three times, the third time with another id:
     * what the message log says, and how many deliveries the shop's table holds. ADVANCED is with one call, FAILED with one call for
     * each message, HELD with a single call.
     */
    private static final String TABLE = """
            what the listener does                      | H2         | PostgreSQL | MariaDB
            nothing more                                | ADVANCED 1 | ADVANCED 1 | ADVANCED 1
            throws                                      | FAILED 0   | FAILED 0   | FAILED 0
            throws StackOverflowError                   | FAILED 0   | FAILED 0   | FAILED 0
            throws NoClassDefFoundError                 | FAILED 0   | FAILED 0   | FAILED 0
            DDL, throws                                 | HELD 1     | FAILED 0   | HELD 1
            DDL, returns                                | HELD 1     | ADVANCED 1 | HELD 1
            DDL before its work, throws                 | HELD 0     | FAILED 0   | HELD 0
            SQL COMMIT, throws                          | HELD 1     | HELD 1     | HELD 1
            SQL COMMIT, returns                         | HELD 1     | HELD 1     | HELD 1
            SQL COMMIT, more work, returns              | HELD 1     | HELD 1     | HELD 1
            SQL ROLLBACK, returns                       | HELD 0     | HELD 0     | HELD 0
            SQL ROLLBACK, work, COMMIT, throws          | HELD 1     | HELD 1     | HELD 1
            SQL BEGIN, returns                          | ADVANCED 1 | ADVANCED 1 | HELD 1
            SQL SET AUTOCOMMIT, returns                 | HELD 1     | FAILED 0   | HELD 1
            SQL SET AUTOCOMMIT, more work, throws       | HELD 2     | FAILED 0   | HELD 2
            a procedure that commits, returns           | HELD 1     | FAILED 0   | HELD 1
            a procedure that commits, throws            | HELD 1     | FAILED 0   | HELD 1
            commit by statement, throws                 | FAILED 0   | FAILED 0   | FAILED 0
            commit by prepared statement, throws        | FAILED 0   | FAILED 0   | FAILED 0
            commit by result, throws                    | FAILED 0   | FAILED 0   | FAILED 0
            commit by metadata, throws                  | FAILED 0   | FAILED 0   | FAILED 0
            commit, refusal swallowed                   | ADVANCED 1 | ADVANCED 1 | ADVANCED 1
            close, refusal swallowed                    | ADVANCED 1 | ADVANCED 1 | ADVANCED 1
            setAutoCommit, refusal swallowed            | ADVANCED 1 | ADVANCED 1 | ADVANCED 1
            rollback, refusal swallowed                 | FAILED 0   | FAILED 0   | FAILED 0
            rollback by statement, refusal swallowed    | FAILED 0   | FAILED 0   | FAILED 0
            unwrap, commits, throws                     | FAILED 0   | FAILED 0   | FAILED 0
            unwrap of a statement, commits, throws      | FAILED 0   | FAILED 0   | FAILED 0
            swallows a failed statement, returns        | ADVANCED 1 | FAILED 0   | ADVANCED 1
            swallows a deadlock, goes on, returns       | FAILED 0   | FAILED 0   | FAILED 0
            goes back to its own savepoint, returns     | ADVANCED 1 | ADVANCED 1 | ADVANCED 1
            goes back before its work, returns          | ADVANCED 0 | ADVANCED 0 | ADVANCED 0
            leaves its thread interrupted, returns      | ADVANCED 1 | ADVANCED 1 | ADVANCED 1
            """;

    private final Database database = newDatabase();
    private final AtomicInteger calls = new AtomicInteger();

    /** An empty database, opened and migrated. */
    protected abstract Database newDatabase();

    /** H2, PostgreSQL or MariaDB. */
    protected abstract String product();

    @BeforeEach
    void makeTheShopsTable() {
        sql("create table delivered (number varchar(64))");
        switch (product()) {
            case "H2" ->
                sql(
                        "create alias commit_it for \"" + ListenerContract.class.getName() + ".commit\"",
                        "create alias deadlock for \"" + ListenerContract.class.getName() + ".deadlock\"");
            case "PostgreSQL" ->
                sql(
                        "create procedure commit_it() language plpgsql as $$ begin commit; end $$",
                        "create procedure deadlock() language plpgsql as $$ begin raise sqlstate '40P01'; end $$");
            default -> {
                sql("create procedure commit_it() begin commit; end");
                sql("create procedure deadlock() begin rollback; signal sqlstate '40001'; end");
            }
        }
    }

    /** What H2 calls as the procedure commit_it. */
    public static void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    /** What H2 calls as the procedure deadlock: its victim's transaction is rolled back as a whole. */
    public static void deadlock(Connection connection) throws SQLException {
        connection.rollback();
        throw new SQLException("deadlock", "40001");
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    /** What a listener does on its connection. */
    private interface Deed {
        void on(Connection connection) throws Exception;
    }

    private static void work(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into delivered values (?)")) {
            insert.setString(1, NUMBER);
            insert.executeUpdate();
        }
    }

    private static Deed execute(String... statements) {
        return connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        };
    }

    private static Deed swallowing(Deed deed) {
        return connection -> {
            try {
                deed.on(connection);
                throw new AssertionError("was not refused");
            } catch (SQLException e) {
                assertThat(e.getMessage()).contains("reserved for the order service");
            }
        };
    }

    private static Deed then(Deed first, Deed second) {
        return connection -> {
            first.on(connection);
            second.on(connection);
        };
    }

    private static void fail(Connection connection) {
        throw new IllegalStateException("the stock is locked");
    }

    private static int overflow(int depth) {
        return overflow(depth + 1) + 1;
    }

    private String setAutocommit() {
        return product().equals("H2") ? "set autocommit true" : "set autocommit = 1";
    }

    private static void viaStatement(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.getConnection().commit();
        }
    }

    private static void viaPreparedStatement(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1")) {
            statement.getConnection().commit();
        }
    }

    private static void viaResult(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select 1")) {
            row.getStatement().getConnection().commit();
        }
    }

    private static void rollbackViaStatement(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.getConnection().rollback();
        }
    }

    private static void unwrapped(Connection connection) throws SQLException {
        Connection behind = connection.isWrapperFor(Connection.class) ? connection.unwrap(Connection.class) : null;
        for (Class<?> type : List.of(
                com.zaxxer.hikari.pool.HikariProxyConnection.class,
                org.h2.jdbc.JdbcConnection.class,
                org.postgresql.PGConnection.class,
                org.mariadb.jdbc.Connection.class)) {
            if (connection.isWrapperFor(type)) {
                behind = (Connection) connection.unwrap(type);
            }
        }
        behind.commit();
    }

    private static void unwrappedStatement(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Statement behind = statement;
            for (Class<? extends Statement> type : List.of(
                    com.zaxxer.hikari.pool.ProxyStatement.class,
                    org.h2.jdbc.JdbcStatement.class,
                    org.mariadb.jdbc.Statement.class)) {
                if (statement.isWrapperFor(type)) {
                    behind = statement.unwrap(type);
                }
            }
            behind.getConnection().commit();
        }
    }

    private static void swallowAFailedStatement(Connection connection) {
        try {
            execute("insert into no_such_table values (1)").on(connection);
        } catch (Exception e) {
            assertThat(e).isInstanceOf(SQLException.class);
        }
    }

    private static void swallowADeadlock(Connection connection) {
        for (Deed deed : List.of(execute("call deadlock()"), ListenerContract::work)) {
            try {
                deed.on(connection);
                throw new AssertionError("the transaction is over");
            } catch (Exception e) {
                assertThat(e).isInstanceOf(SQLException.class);
            }
        }
    }

    private static void ownSavepoint(Connection connection) throws Exception {
        Savepoint savepoint = connection.setSavepoint("mine");
        swallowAFailedStatement(connection);
        connection.rollback(savepoint);
        connection.releaseSavepoint(savepoint);
    }

    private static void backBeforeTheWork(Connection connection) throws Exception {
        Savepoint savepoint = connection.setSavepoint();
        work(connection);
        connection.rollback(savepoint);
    }

    private Deed deed(String name) {
        Deed work = ListenerContract::work;
        Deed fails = ListenerContract::fail;
        Deed ddl = execute("create table if not exists statistics (sold date)");
        return switch (name) {
            case "nothing more" -> work;
            case "throws" -> then(work, fails);
            case "throws StackOverflowError" -> then(work, connection -> overflow(0));
            case "throws NoClassDefFoundError" ->
                then(work, connection -> {
                    throw new NoClassDefFoundError("shop/Mail");
                });
            case "DDL, throws" -> then(then(work, ddl), fails);
            case "DDL, returns" -> then(work, ddl);
            case "DDL before its work, throws" -> then(then(ddl, work), fails);
            case "SQL COMMIT, throws" -> then(then(work, execute("COMMIT")), fails);
            case "SQL COMMIT, returns" -> then(work, execute("COMMIT"));
            case "SQL COMMIT, more work, returns" -> then(then(work, execute("COMMIT")), work);
            case "SQL ROLLBACK, returns" -> then(work, execute("ROLLBACK"));
            case "SQL ROLLBACK, work, COMMIT, throws" ->
                then(then(then(execute("ROLLBACK"), work), execute("COMMIT")), fails);
            case "SQL BEGIN, returns" -> then(work, execute("BEGIN"));
            case "SQL SET AUTOCOMMIT, returns" -> then(work, execute(setAutocommit()));
            case "SQL SET AUTOCOMMIT, more work, throws" ->
                then(then(then(work, execute(setAutocommit())), work), fails);
            case "a procedure that commits, returns" -> then(work, execute("call commit_it()"));
            case "a procedure that commits, throws" -> then(then(work, execute("call commit_it()")), fails);
            case "commit by statement, throws" -> then(then(work, ListenerContract::viaStatement), fails);
            case "commit by prepared statement, throws" ->
                then(then(work, ListenerContract::viaPreparedStatement), fails);
            case "commit by result, throws" -> then(then(work, ListenerContract::viaResult), fails);
            case "commit by metadata, throws" ->
                then(
                        then(
                                work,
                                connection ->
                                        connection.getMetaData().getConnection().commit()),
                        fails);
            case "commit, refusal swallowed" -> then(work, swallowing(Connection::commit));
            case "close, refusal swallowed" -> then(work, swallowing(Connection::close));
            case "setAutoCommit, refusal swallowed" ->
                then(work, swallowing(connection -> connection.setAutoCommit(true)));
            case "rollback, refusal swallowed" -> then(work, swallowing(Connection::rollback));
            case "rollback by statement, refusal swallowed" ->
                then(work, swallowing(ListenerContract::rollbackViaStatement));
            case "unwrap, commits, throws" -> then(then(work, ListenerContract::unwrapped), fails);
            case "unwrap of a statement, commits, throws" ->
                then(then(work, ListenerContract::unwrappedStatement), fails);
            case "swallows a failed statement, returns" -> then(work, ListenerContract::swallowAFailedStatement);
            case "swallows a deadlock, goes on, returns" -> then(work, ListenerContract::swallowADeadlock);
            case "goes back to its own savepoint, returns" -> then(work, ListenerContract::ownSavepoint);
            case "goes back before its work, returns" -> ListenerContract::backBeforeTheWork;
            case "leaves its thread interrupted, returns" ->
                then(work, connection -> Thread.currentThread().interrupt());
            default -> throw new AssertionError(name);
        };
    }

    static Stream<String> table() {
        return TABLE.lines().skip(1);
    }

    private String expected(String row) {
        List<String> products = cells(TABLE.lines().findFirst().orElseThrow());
        return cells(row).get(products.indexOf(product()));
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.split("\\|")).map(String::strip).toList();
    }

    /** One that does this at {@code paid}, and at no other milestone. */
    private OrderListener listener(Deed deed) {
        return new OrderListener() {
            @Override
            public void paid(OrderEvent event, Connection connection) throws Exception {
                calls.incrementAndGet();
                deed.on(connection);
            }
        };
    }

    private OrderService orderService(OrderListener listener) {
        return new OrderService(MERCHANT, database, Optional.of(listener), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private OrderService placed(Deed deed) {
        OrderService orderService = orderService(listener(deed));
        orderService.createOrder(PayService.DUAL, request(NUMBER));
        return orderService;
    }

    private static PaymentRequest request(String number) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "out_trade_no", number,
                "subject", "测试订单",
                "price", "0.01",
                "logistics_type", "EXPRESS",
                "logistics_fee", "0.00",
                "logistics_payment", "SELLER_PAY"));
        return PaymentRequest.of(PayService.DUAL, parameters, StandardCharsets.UTF_8);
    }

    private static ProcessingResult receive(
            OrderService orderService, String status, String notify_id, String... more) {
        Map<String, String> params = new HashMap<>(Map.of(
                "out_trade_no",
                NUMBER,
                "trade_no",
                "2011031500000001",
                "trade_status",
                status,
                "seller_email",
                "seller@example.com",
                "total_fee",
                "0.01",
                "notify_id",
                notify_id));
        for (int i = 0; i < more.length; i += 2) {
            params.put(more[i], more[i + 1]);
        }
        return receive(orderService, params);
    }

    private static ProcessingResult receive(OrderService orderService, Map<String, String> params) {
        byte[] raw = FormData.encoded(params, StandardCharsets.UTF_8).delivery().raw();
        Notification notification =
                new Notification(params).delivered(new RawMessage(raw, StandardCharsets.UTF_8, NOW, "203.0.113.7"));
        return orderService.process(
                new VerificationResult.Verified(notification.numbered(
                        orderService.received(notification).entry())),
                MessageSource.NOTIFY_URL);
    }

    private void sql(String... statements) {
        database.inTransaction(session -> {
            try {
                execute(statements).on(session.listenerConnection(() -> {}));
                return null;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private int delivered() {
        return database.inTransaction(session -> {
            try (Statement statement = session.listenerConnection(() -> {}).createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from delivered")) {
                row.next();
                return row.getInt(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static TradeStatus status(OrderService orderService) {
        return orderService.find(NUMBER).orElseThrow().trade_status();
    }

    private static List<String> events(OrderService orderService) {
        return orderService.history(NUMBER).stream()
                .map(OrderDao.HistoryEntry::event)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void theOrderAdvancesWithTheListenersSuccessOrNotAtAll(String row) {
        OrderService orderService = placed(deed(cells(row).get(0)));

        List<ProcessingResult> outcomes = List.of(
                receive(orderService, PAID, "first"),
                receive(orderService, PAID, "first"),
                receive(orderService, PAID, "second"));

        NotificationDao.NotificationRecord first =
                orderService.newestNotifications(3).get(1);
        String outcome = first.outcome();
        assertThat(outcome + " " + delivered()).isEqualTo(expected(row));
        Order order = orderService.find(NUMBER).orElseThrow();
        switch (outcome) {
            case "ADVANCED" -> {
                assertThat(outcomes).extracting(ProcessingResult::answer).containsOnly("success");
                assertThat(order.trade_status()).isEqualTo(TradeStatus.WAIT_SELLER_SEND_GOODS);
                assertThat(calls).hasValue(1);
                assertThat(events(orderService)).containsExactly("PLACED", "PAID");
            }
            case "FAILED" -> {
                assertThat(outcomes).extracting(ProcessingResult::answer).containsOnly("fail");
                assertThat(first.why().orElseThrow().code()).isEqualTo(DecisionReason.Code.ROLLED_BACK);
                assertThat(order.paid_at()).isNull();
                assertThat(calls).hasValue(3);
                assertThat(events(orderService)).containsExactly("PLACED");
            }
            default -> {
                assertThat(outcomes).extracting(ProcessingResult::answer).containsOnly("success");
                assertThat(outcomes).extracting(ProcessingResult::held).containsOnly(true);
                assertThat(orderService.newestNotifications(3))
                        .extracting(entry -> entry.outcome() + " " + entry.why().orElseThrow())
                        .containsOnly("HELD "
                                + DecisionReason.of(DecisionReason.Code.LISTENER_ENDED_TRANSACTION, "PAID")
                                        .toString());
                assertThat(order.paid_at()).isNull();
                assertThat(order.trade_status()).isEqualTo(TradeStatus.WAIT_BUYER_PAY);
                assertThat(calls).as("never delivered twice").hasValue(1);
                assertThat(events(orderService)).containsExactly("PLACED", "SUSPENDED");
            }
        }
        // The connections that the listener had are usable, or gone.
        for (int i = 0; i < 20; i++) {
            assertThat(orderService
                            .createOrder(PayService.DUAL, request("NEXT" + i))
                            .kind()
                            .name())
                    .isEqualTo("PLACED");
        }
    }

    /** What a kill -9 after the listener's commit leaves is the same: the server that finds it knows nothing of the call. */
    @Test
    void anotherServerFindsTheCallThatCommittedWhileItStillRuns() throws Exception {
        CountDownLatch committed = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        Deed slow = then(then(ListenerContract::work, execute("COMMIT")), connection -> {
            committed.countDown();
            proceed.await();
        });
        OrderService one = placed(slow);
        OrderService two = orderService(listener(ListenerContract::work));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<ProcessingResult> first = thread.submit(() -> receive(one, PAID, "first"));
            committed.await();
            assertThat(receive(two, PAID, "first").description()).contains("HELD: suspended at PAID");
            assertThat(receive(two, SHIPPED, "second").description()).contains("HELD: suspended at PAID");
            proceed.countDown();
            assertThat(first.get().held()).isTrue();
        } finally {
            proceed.countDown();
            thread.shutdownNow();
        }
        assertThat(status(two)).isEqualTo(TradeStatus.WAIT_BUYER_PAY);
        assertThat(calls).hasValue(1);
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void aSecondDeliveryWhileTheListenerIsSlowIsAnsweredFailAndDeliversNothing() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        OrderService orderService = placed(then(ListenerContract::work, connection -> {
            called.countDown();
            proceed.await();
        }));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<ProcessingResult> first = thread.submit(() -> receive(orderService, PAID, "first"));
            called.await();
            assertThat(receive(orderService, PAID, "first").answer())
                    .as("the row is locked, and a statement has five seconds")
                    .isEqualTo("fail");
            proceed.countDown();
            assertThat(first.get().answer()).isEqualTo("success");
        } finally {
            proceed.countDown();
            thread.shutdownNow();
        }
        assertThat(receive(orderService, PAID, "first").description()).startsWith("REPEAT");
        assertThat(calls).hasValue(1);
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void afterTheListenerReturnedItsConnectionIsOfNoUse() throws Exception {
        List<Deed> kept = new CopyOnWriteArrayList<>();
        OrderService orderService = placed(then(ListenerContract::work, connection -> {
            Statement statement = connection.createStatement();
            kept.add(none -> connection.createStatement());
            kept.add(none -> connection.commit());
            kept.add(none -> statement.execute("insert into delivered values ('again')"));
            kept.add(none -> statement.getConnection().commit());
        }));
        assertThat(receive(orderService, PAID, "first").answer()).isEqualTo("success");

        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            for (Deed deed : kept) {
                Future<?> later = thread.submit(() -> {
                    deed.on(null);
                    return null;
                });
                assertThatThrownBy(later::get)
                        .hasCauseInstanceOf(SQLException.class)
                        .hasMessageContaining("order_listener has returned");
            }
        } finally {
            thread.shutdownNow();
        }
        assertThat(kept).hasSize(4);
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void whatStatementsAndResultsLeadToIsTheListenersConnection() {
        List<Boolean> same = new CopyOnWriteArrayList<>();
        OrderService orderService = placed(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select 1");
                    ResultSet row = statement.executeQuery()) {
                same.add(statement.getConnection() == connection);
                same.add(row.getStatement().getConnection() == connection);
                same.add(connection.getMetaData().getConnection() == connection);
                same.add(connection.unwrap(Connection.class) == connection);
                same.add(connection.equals(statement.getConnection()));
            }
        });
        assertThat(receive(orderService, PAID, "first").description()).startsWith("ADVANCED");
        assertThat(same).containsExactly(true, true, true, true, true);
    }

    /** Suspended at PAID, with the delivery made. */
    private OrderService suspended() {
        OrderService orderService = placed(then(ListenerContract::work, execute("COMMIT")));
        assertThat(receive(orderService, PAID, "first").held()).isTrue();
        return orderService;
    }

    private static long held(OrderService orderService) {
        return orderService.notificationsAbout(NUMBER, 10).stream()
                .filter(NotificationDao.NotificationRecord::held)
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void aPersonReleasesTheMessageWithoutAnotherCallAndTheTradeGoesOn() {
        OrderService orderService = suspended();
        assertThat(orderService.admin().release(held(orderService), PERSON).recorded())
                .isTrue();

        assertThat(status(orderService)).isEqualTo(TradeStatus.WAIT_SELLER_SEND_GOODS);
        assertThat(events(orderService)).containsExactly("PLACED", "SUSPENDED", "PAID");
        assertThat(receive(orderService, PAID, "first").description()).startsWith("REPEAT");
        assertThat(receive(orderService, SHIPPED, "second").description()).startsWith("ADVANCED");
        assertThat(orderService.unfinishedCalls(NUMBER)).isEmpty();
        assertThat(calls).hasValue(1);
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void aDismissedMessageLeavesTheOrderSuspended() {
        OrderService orderService = suspended();
        assertThat(orderService.admin().dismiss(held(orderService), PERSON).recorded())
                .isTrue();

        assertThat(receive(orderService, PAID, "second").held()).isTrue();
        assertThat(receive(orderService, SHIPPED, "third").held()).isTrue();
        assertThat(orderService.admin().replay(held(orderService), PERSON).held())
                .isTrue();
        assertThat(status(orderService)).isEqualTo(TradeStatus.WAIT_BUYER_PAY);
        assertThat(calls).hasValue(1);
    }

    @Test
    void afterAPersonSaysThatTheWorkIsDoneTheNextMessageMovesTheOrderWithoutACall() {
        OrderService orderService = suspended();
        assertThat(orderService.admin().confirmCalls(NUMBER, PERSON).recorded()).isTrue();

        assertThat(receive(orderService, PAID, "second").description()).startsWith("ADVANCED");
        assertThat(events(orderService)).containsExactly("PLACED", "SUSPENDED", "CONFIRMED", "PAID");
        assertThat(calls).hasValue(1);
        assertThat(orderService.admin().confirmCalls(NUMBER, PERSON).recorded())
                .as("there is nothing left to say")
                .isFalse();
    }

    @Test
    void afterAPersonSaysThatTheWorkIsNotDoneAReplayCallsAgain() {
        OrderService broken = placed(execute("COMMIT"));
        assertThat(receive(broken, PAID, "first").held()).isTrue();
        OrderService mended = orderService(listener(ListenerContract::work));

        assertThat(mended.admin().resetCalls(NUMBER, PERSON).recorded()).isTrue();
        assertThat(mended.admin().replay(held(mended), PERSON).description()).startsWith("ADVANCED");

        assertThat(events(mended)).containsExactly("PLACED", "SUSPENDED", "RESET", "PAID");
        assertThat(mended.history(NUMBER).get(2).operator()).isEqualTo("wang");
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void whatAPersonDoesIsGuardedAsWell() {
        OrderService orderService = placed(then(ListenerContract::work, execute("COMMIT")));
        assertThat(receive(orderService, PAID, "first", "total_fee", "0.02").held())
                .isTrue();

        ProcessingResult released = orderService.admin().release(held(orderService), PERSON);
        assertThat(released.recorded()).isFalse();
        assertThat(released.description()).contains("order_listener", "suspended at PAID");
        assertThat(status(orderService)).isEqualTo(TradeStatus.WAIT_BUYER_PAY);
        assertThat(orderService
                        .findNotification(held(orderService))
                        .orElseThrow()
                        .why()
                        .orElseThrow()
                        .code())
                .isEqualTo(DecisionReason.Code.LISTENER_ENDED_TRANSACTION);

        assertThat(orderService.admin().release(held(orderService), PERSON).recorded())
                .isTrue();
        assertThat(status(orderService)).isEqualTo(TradeStatus.WAIT_SELLER_SEND_GOODS);
        assertThat(events(orderService)).containsExactly("PLACED", "SUSPENDED", "PAID");
        assertThat(calls).hasValue(1);
    }

    @Test
    void anOrderMarkedByHandIsGuardedAsWell() {
        OrderService orderService = placed(then(ListenerContract::work, execute("COMMIT")));
        assertThat(orderService
                        .admin()
                        .mark(NUMBER, TradeStatus.WAIT_SELLER_SEND_GOODS, PERSON)
                        .recorded())
                .isFalse();
        assertThat(status(orderService)).isEqualTo(TradeStatus.WAIT_BUYER_PAY);
        assertThat(orderService.unfinishedCalls(NUMBER)).hasSize(1);

        assertThat(orderService
                        .admin()
                        .mark(NUMBER, TradeStatus.WAIT_SELLER_SEND_GOODS, PERSON)
                        .recorded())
                .isTrue();
        assertThat(events(orderService)).containsExactly("PLACED", "SUSPENDED", "PAID");
        assertThat(calls).hasValue(1);
    }

    @Test
    void aListenerThatFailsForAPersonIsSaidSo() {
        OrderService orderService = placed(ListenerContract::fail);
        ProcessingResult marked = orderService.admin().mark(NUMBER, TradeStatus.WAIT_SELLER_SEND_GOODS, PERSON);
        assertThat(marked.recorded()).isFalse();
        assertThat(marked.description()).contains("rolled back", "the stock is locked");
        assertThat(events(orderService)).containsExactly("PLACED");
    }

    /** One that is told of everything, and commits at this milestone. */
    private OrderListener commitsAt(OrderEventType committing, List<OrderEventType> events) {
        return new OrderListener() {
            private void tell(OrderEvent event, Connection connection) throws Exception {
                events.add(event.milestone());
                if (event.milestone() == committing) {
                    execute("COMMIT").on(connection);
                }
            }

            @Override
            public void paid(OrderEvent event, Connection connection) throws Exception {
                tell(event, connection);
            }

            @Override
            public void finished(OrderEvent event, Connection connection) throws Exception {
                tell(event, connection);
            }

            @Override
            public void refund(OrderEvent event, Connection connection) throws Exception {
                tell(event, connection);
            }
        };
    }

    @Test
    void ofSeveralMilestonesEachIsToldOnce() {
        List<OrderEventType> events = new CopyOnWriteArrayList<>();
        OrderService orderService = orderService(commitsAt(OrderEventType.FINISHED, events));
        orderService.createOrder(PayService.DUAL, request(NUMBER));
        assertThat(receive(orderService, "TRADE_FINISHED", "first").description())
                .contains("suspended at FINISHED");
        assertThat(status(orderService)).isEqualTo(TradeStatus.WAIT_BUYER_PAY);
        orderService.admin().release(held(orderService), PERSON);
        assertThat(status(orderService)).isEqualTo(TradeStatus.TRADE_FINISHED);
        assertThat(events).containsExactly(OrderEventType.PAID, OrderEventType.FINISHED);
    }

    @Test
    void ofSeveralMilestonesThoseThatWereNotToldAreToldWhenItIsReleased() {
        List<OrderEventType> events = new CopyOnWriteArrayList<>();
        OrderService orderService = orderService(commitsAt(OrderEventType.PAID, events));
        orderService.createOrder(PayService.DUAL, request(NUMBER));
        assertThat(receive(orderService, "TRADE_FINISHED", "first").description())
                .contains("suspended at PAID");
        assertThat(events).containsExactly(OrderEventType.PAID);
        orderService.admin().release(held(orderService), PERSON);
        assertThat(events).containsExactly(OrderEventType.PAID, OrderEventType.FINISHED);
        assertThat(events(orderService)).containsExactly("PLACED", "SUSPENDED", "PAID", "FINISHED");
    }

    @Test
    void ofABatchOfRefundsTheOtherOrdersAreTaken() {
        List<OrderEventType> events = new CopyOnWriteArrayList<>();
        OrderService orderService = orderService(commitsAt(OrderEventType.REFUND, events));
        OrderService harmless = orderService(commitsAt(OrderEventType.CLOSED, events));
        for (int i = 1; i <= 2; i++) {
            orderService.createOrder(PayService.DUAL, request("B" + i));
            receive(
                    orderService,
                    "TRADE_FINISHED",
                    "paid " + i,
                    "out_trade_no",
                    "B" + i,
                    "trade_no",
                    "201103150000000" + i);
        }
        events.clear();
        Map<String, String> batch = Map.of(
                "notify_type", "batch_refund_notify",
                "notify_id", "of the batch",
                "batch_no", "20110320001",
                "success_num", "2",
                "result_details", "2011031500000001^0.01^SUCCESS#2011031500000002^0.01^SUCCESS");

        assertThat(receive(orderService, batch).description()).contains("2011031500000001: suspended at REFUND");
        assertThat(receive(orderService, batch).held()).isTrue();
        assertThat(events).as("once for each order").hasSize(2);
        assertThat(harmless.admin().confirmCalls("B1", PERSON).recorded()).isTrue();
        assertThat(harmless.admin().resetCalls("B2", PERSON).recorded()).isTrue();
        ProcessingResult replayed =
                harmless.admin().replay(harmless.newestNotifications(1).get(0).id(), PERSON);
        assertThat(replayed.description()).startsWith("ADVANCED");
        assertThat(events).as("and once more for the one that was not done").hasSize(3);
        for (String number : List.of("B1", "B2")) {
            assertThat(orderService.find(number).orElseThrow().refund_status()).isEqualTo("REFUND_SUCCESS");
        }
    }
}
