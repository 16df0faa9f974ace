package com.alipay.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.alipay.config.MerchantConfig;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.OrderDao;
import com.alipay.orders.persistence.OrderQuery;
import com.alipay.orders.persistence.OrderQueryDao;
import com.alipay.orders.persistence.OverviewDao;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.HistoryEvent;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.OrderCreationResult;
import com.alipay.orders.rules.OrderEventType;
import com.alipay.orders.rules.ProcessingResult;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.protocol.FormData;
import com.alipay.protocol.Notification;
import com.alipay.protocol.Notification.RawMessage;
import com.alipay.protocol.PayService;
import com.alipay.protocol.VerificationResult;
import com.alipay.services.PaymentRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The one path of every message, over a real database that is new for every test. The subclasses say which. */
public abstract class OrderServiceContract {
    /** Nobody listens at its gateway: no test asks the real one. */
    private static final MerchantConfig MERCHANT = MerchantConfig.of(Map.of(
            "partner", "2088000000000001",
            "seller_email", "seller@example.com",
            "gateway", "http://127.0.0.1:9/gateway.do"));

    private static final Instant ARRIVED = Instant.parse("2011-03-15T02:00:00Z");

    private final Database database = newDatabase();
    private final Clock clock = Clock.fixed(ARRIVED, ZoneOffset.UTC);
    private final List<OrderEventType> events = new CopyOnWriteArrayList<>();

    private final OrderListener recorder = new OrderListener() {
        @Override
        public void paid(OrderEvent event, Connection connection) {
            events.add(event.milestone());
        }

        @Override
        public void shipped(OrderEvent event, Connection connection) {
            events.add(event.milestone());
        }

        @Override
        public void finished(OrderEvent event, Connection connection) {
            events.add(event.milestone());
        }

        @Override
        public void closed(OrderEvent event, Connection connection) {
            events.add(event.milestone());
        }

        @Override
        public void refund(OrderEvent event, Connection connection) {
            events.add(event.milestone());
        }
    };

    /** An empty database, opened and migrated. */
    protected abstract Database newDatabase();

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private OrderService orderService(OrderListener listener) {
        return new OrderService(MERCHANT, database, Optional.of(listener), clock);
    }

    private static PaymentRequest request(String... changes) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "out_trade_no", "SIM201103150001",
                "subject", "测试订单",
                "price", "0.01",
                "logistics_type", "EXPRESS",
                "logistics_fee", "0.00",
                "logistics_payment", "SELLER_PAY"));
        for (int i = 0; i < changes.length; i += 2) {
            parameters.put(changes[i], changes[i + 1]);
        }
        return PaymentRequest.of(PayService.DUAL, parameters, StandardCharsets.UTF_8);
    }

    /** A message as the verifier hands it on: its signature was right, and it is in the notification log. */
    private static VerificationResult genuine(OrderService orderService, String status, String... changes) {
        Map<String, String> params = new HashMap<>(Map.of(
                "out_trade_no",
                "SIM201103150001",
                "trade_no",
                "2011031500000001",
                "trade_status",
                status,
                "seller_email",
                "seller@example.com",
                "total_fee",
                "0.01",
                "notify_id",
                status));
        for (int i = 0; i < changes.length; i += 2) {
            params.put(changes[i], changes[i + 1]);
        }
        return genuine(orderService, params);
    }

    /** The result of a batch of refunds. */
    private static VerificationResult refunded(OrderService orderService, String success_num, String result_details) {
        return genuine(
                orderService,
                Map.of(
                        "notify_type", "batch_refund_notify",
                        "notify_id", "of the batch",
                        "batch_no", "20110320001",
                        "success_num", success_num,
                        "result_details", result_details));
    }

    private static VerificationResult genuine(OrderService orderService, Map<String, String> params) {
        byte[] raw = params.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
        Notification notification =
                new Notification(params).delivered(new RawMessage(raw, StandardCharsets.UTF_8, ARRIVED, "127.0.0.1"));
        return new VerificationResult.Verified(
                notification.numbered(orderService.received(notification).entry()));
    }

    private static List<String> events(OrderService orderService) {
        return orderService.history("SIM201103150001").stream()
                .map(OrderDao.HistoryEntry::event)
                .toList();
    }

    @Test
    void anOrderIsPlacedOnceAndResumedUnchanged() {
        OrderService orderService = orderService(recorder);
        assertThat(orderService.createOrder(PayService.DUAL, request()).kind())
                .isEqualTo(OrderCreationResult.Kind.PLACED);
        assertThat(orderService.createOrder(PayService.DUAL, request()).kind())
                .isEqualTo(OrderCreationResult.Kind.RESUMED);
        assertThat(orderService
                        .createOrder(PayService.DUAL, request("price", "0.02"))
                        .kind())
                .isEqualTo(OrderCreationResult.Kind.CHANGED);
        assertThat(orderService
                        .createOrder(PayService.DUAL, request("subject", "别的"))
                        .kind())
                .isEqualTo(OrderCreationResult.Kind.CHANGED);
        assertThat(orderService.newest(10)).hasSize(1);
    }

    @Test
    void twoTransactionsThatWaitForEachOtherAreBothDone() throws Exception {
        OrderService orderService = orderService(recorder);
        for (String number : List.of("A", "B")) {
            orderService.createOrder(PayService.DUAL, request("out_trade_no", number));
        }
        int before = orderService.find("A").orElseThrow().version();
        CountDownLatch bothHaveTheirFirst = new CountDownLatch(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Future<?> one = two.submit(() -> lockBoth("A", "B", bothHaveTheirFirst));
            Future<?> other = two.submit(() -> lockBoth("B", "A", bothHaveTheirFirst));
            one.get(2, TimeUnit.MINUTES);
            other.get(2, TimeUnit.MINUTES);
        } finally {
            two.shutdownNow();
        }
        for (String number : List.of("A", "B")) {
            assertThat(orderService.find(number).orElseThrow().version()).isEqualTo(before + 2);
        }
    }

    /** Where the database lets only one transaction run at a time, the other one's first lock is not waited for. */
    private boolean lockBoth(String first, String second, CountDownLatch bothHaveTheirFirst) {
        return database.inTransaction(session -> {
            boolean locked = session.orders().lock(session.orders().find(first).orElseThrow());
            bothHaveTheirFirst.countDown();
            try {
                bothHaveTheirFirst.await(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return locked & session.orders().lock(session.orders().find(second).orElseThrow());
        });
    }

    @Test
    void theFirstPageCountsWhatWaitsAndWhatHappened() {
        OrderService orderService = orderService(recorder);
        for (String number : List.of("SIM201103150001", "B", "C")) {
            orderService.createOrder(PayService.DUAL, request("out_trade_no", number));
        }
        orderService.process(genuine(orderService, "WAIT_SELLER_SEND_GOODS"), MessageSource.NOTIFY_URL);
        orderService.process(
                genuine(orderService, "WAIT_BUYER_PAY", "out_trade_no", "B", "trade_no", "2", "notify_id", "2"),
                MessageSource.NOTIFY_URL);
        orderService.process(
                genuine(
                        orderService,
                        "TRADE_FINISHED",
                        "out_trade_no",
                        "C",
                        "trade_no",
                        "3",
                        "notify_id",
                        "3",
                        "total_fee",
                        "9"),
                MessageSource.NOTIFY_URL);
        Instant from = ARRIVED.minus(Duration.ofHours(30));

        assertThat(orderService.notifications().<OverviewDao.Waiting>overview(figures -> figures.waiting(ARRIVED)))
                .isEqualTo(new OverviewDao.Waiting(
                        1, 1, List.of(new OverviewDao.Placed("SIM201103150001", ARRIVED)), 1, 0, 0));
        assertThat(orderService
                        .notifications()
                        .<List<OverviewDao.Happened>>overview(figures -> figures.happened(from, Duration.ofDays(1))))
                .containsExactlyInAnyOrder(
                        new OverviewDao.Happened(from.plus(Duration.ofDays(1)), HistoryEvent.PLACED, 3),
                        new OverviewDao.Happened(from.plus(Duration.ofDays(1)), HistoryEvent.PAID, 1));
        assertThat(orderService
                        .notifications()
                        .<List<OverviewDao.Answers>>overview(figures -> figures.answers(from, Duration.ofHours(1))))
                .singleElement()
                .satisfies(answers -> {
                    assertThat(answers.begin()).isEqualTo(from.plus(Duration.ofHours(30)));
                    assertThat(answers.count()).isEqualTo(3);
                    assertThat(answers.failed()).isZero();
                });
    }

    @Test
    void aPaidOrderIsNotPaidAgain() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        orderService.process(genuine(orderService, "WAIT_SELLER_SEND_GOODS"), MessageSource.NOTIFY_URL);
        assertThat(orderService.createOrder(PayService.DUAL, request()).kind())
                .isEqualTo(OrderCreationResult.Kind.ALREADY_PAID);
    }

    @Test
    void tenDeliveriesOfOneNoticeAreOnePayment() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        for (int i = 0; i < 10; i++) {
            assertThat(orderService
                            .process(genuine(orderService, "WAIT_SELLER_SEND_GOODS"), MessageSource.NOTIFY_URL)
                            .answer())
                    .isEqualTo("success");
        }
        assertThat(events).containsExactly(OrderEventType.PAID);
        assertThat(events(orderService)).containsExactly("PLACED", "PAID");
        assertThat(orderService.newestNotifications(20)).singleElement().satisfies(entry -> {
            assertThat(entry.outcome()).isEqualTo("ADVANCED");
            assertThat(entry.deliveries()).isEqualTo(10);
            assertThat(entry.repeats().outcome()).isEqualTo("REPEAT");
        });
    }

    @Test
    void returnAndNotificationInTheSameInstantAreOnePayment() throws Exception {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        int callers = 8;
        CyclicBarrier start = new CyclicBarrier(callers);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Callable<ProcessingResult>> calls = IntStream.range(0, callers)
                    .<Callable<ProcessingResult>>mapToObj(i -> () -> {
                        VerificationResult result = genuine(orderService, "TRADE_FINISHED", "notify_id", "id" + i);
                        start.await();
                        return orderService.process(
                                result, i % 2 == 0 ? MessageSource.RETURN_URL : MessageSource.NOTIFY_URL);
                    })
                    .toList();
            for (Future<ProcessingResult> outcome : threads.invokeAll(calls)) {
                assertThat(outcome.get().answer()).isEqualTo("success");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(events)
                .as("paid twice means credited twice: the version of the row must let one message win")
                .containsExactly(OrderEventType.PAID, OrderEventType.FINISHED);
    }

    @Test
    void aMessageForAnUnknownOrderIsHeldAndAcknowledged() {
        OrderService orderService = orderService(recorder);
        ProcessingResult outcome =
                orderService.process(genuine(orderService, "TRADE_FINISHED"), MessageSource.NOTIFY_URL);
        assertThat(outcome.answer()).isEqualTo("success");
        assertThat(orderService.newestNotifications(1)).singleElement().satisfies(entry -> {
            assertThat(entry.outcome()).isEqualTo("HELD");
            assertThat(entry.reason()).isEqualTo("no order of this number");
        });
    }

    @Test
    void aWrongAmountIsHeldAndTheOrderStaysUnpaid() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        ProcessingResult outcome = orderService.process(
                genuine(orderService, "TRADE_FINISHED", "total_fee", "9.99"), MessageSource.NOTIFY_URL);
        assertThat(outcome.answer()).isEqualTo("success");
        assertThat(outcome.description()).isEqualTo("HELD: total_fee is 9.99, agreed was 0.01");
        assertThat(orderService.find("SIM201103150001").orElseThrow().trade_status())
                .isEqualTo(TradeStatus.WAIT_BUYER_PAY);
        assertThat(events).isEmpty();
    }

    @Test
    void ordersAreFoundByWhatTheyAreAndByWhatWaits() {
        OrderService orderService = orderService(recorder);
        for (int i = 1; i <= 5; i++) {
            orderService.createOrder(PayService.DUAL, request("out_trade_no", "SEARCH" + i));
        }
        orderService.process(
                genuine(orderService, "TRADE_FINISHED", "out_trade_no", "SEARCH2", "buyer_email", "b@x.cn"),
                MessageSource.NOTIFY_URL);
        orderService.process(
                genuine(orderService, "TRADE_FINISHED", "out_trade_no", "SEARCH4", "total_fee", "9.99"),
                MessageSource.NOTIFY_URL);
        assertThat(found(orderService, OrderQuery.ALL))
                .containsExactly("SEARCH5", "SEARCH4", "SEARCH3", "SEARCH2", "SEARCH1");
        assertThat(found(orderService, equal("trade_status", "TRADE_FINISHED", "pay_mode", "INSTANT")))
                .containsExactly("SEARCH2");
        assertThat(found(orderService, equal("buyer_email", "b@x.cn", "refund_status", "")))
                .containsExactly("SEARCH2");
        assertThat(found(orderService, equal("trade_no", "2011031500000001"))).containsExactly("SEARCH2");
        assertThat(found(orderService, equal("out_trade_no", "search2"))).isEmpty();
        OrderQuery held = new OrderQuery(Map.of(), true, DecisionReason.Code.AMOUNT, null, null, null);
        assertThat(found(orderService, held)).containsExactly("SEARCH4");
        assertThat(orderService.search(held, 10).held()).isEqualTo(Map.of("SEARCH4", 1));
        assertThat(found(orderService, new OrderQuery(Map.of(), true, DecisionReason.Code.COUPON, null, null, null)))
                .isEmpty();
        Instant now = clock.instant();
        assertThat(found(orderService, new OrderQuery(Map.of(), false, null, now, now.plusMillis(1), null)))
                .hasSize(5);
        assertThat(found(orderService, new OrderQuery(Map.of(), false, null, null, now, null)))
                .isEmpty();
        OrderQueryDao.Page first = orderService.search(OrderQuery.ALL, 3).page();
        assertThat(found(orderService, OrderQuery.ALL.before(first.next().orElseThrow())))
                .containsExactly("SEARCH2", "SEARCH1");
    }

    private static OrderQuery equal(String... namesAndValues) {
        Map<String, String> equal = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            equal.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new OrderQuery(equal, false, null, null, null, null);
    }

    private static List<String> found(OrderService orderService, OrderQuery filter) {
        return orderService.search(filter, 10).page().orders().stream()
                .map(Order::out_trade_no)
                .toList();
    }

    @Test
    void theLedgerKeepsWhyAMessageWasHeldWhateverAPersonDecides() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        VerificationResult wrong = genuine(orderService, "TRADE_FINISHED", "total_fee", "9.99");
        orderService.process(wrong, MessageSource.NOTIFY_URL);
        long entry = wrong.notification().entry();
        DecisionReason reason = new DecisionReason(DecisionReason.Code.AMOUNT, "9.99", "0.01");
        assertThat(orderService.findNotification(entry).orElseThrow().why()).contains(reason);
        orderService.admin().dismiss(entry, operator("不是这笔订单"));
        assertThat(orderService.notificationsAbout("SIM201103150001", 10))
                .singleElement()
                .satisfies(dismissed -> {
                    assertThat(dismissed.why()).contains(reason);
                    assertThat(dismissed.source()).isEqualTo("notify_url");
                    assertThat(dismissed.operator()).isEqualTo("alice");
                    assertThat(dismissed.note()).isEqualTo("不是这笔订单");
                });
        assertThat(orderService.history("SIM201103150001")).last().satisfies(change -> {
            assertThat(change.event()).isEqualTo("DISMISSED");
            assertThat(change.notice_id()).isEqualTo(entry);
            assertThat(change.operator()).isEqualTo("alice");
            assertThat(change.trade_status()).isEqualTo("WAIT_BUYER_PAY");
        });
    }

    @Test
    void whatIsNotGenuineChangesNothingAndIsAnsweredFail() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        Notification notification = genuine(orderService, "TRADE_FINISHED").notification();
        List<VerificationResult> results = List.of(
                new VerificationResult.SignatureMismatch(notification),
                new VerificationResult.NotifyIdRejected(notification, VerificationResult.VerifyResponse.FALSE, "false"),
                new VerificationResult.GatewayUnreachable(notification, "down"),
                new VerificationResult.MissingParameters(notification, List.of("sign")),
                new VerificationResult.Malformed(Notification.NONE, "the name a came twice"));
        for (VerificationResult result : results) {
            assertThat(orderService.process(result, MessageSource.NOTIFY_URL).answer())
                    .isEqualTo("fail");
        }
        assertThat(orderService.find("SIM201103150001").orElseThrow().version()).isZero();
    }

    @Test
    void onlyARightSignatureShowsTheStoredOrder() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        Notification notification = genuine(orderService, "TRADE_FINISHED").notification();
        VerificationResult late =
                new VerificationResult.NotifyIdRejected(notification, VerificationResult.VerifyResponse.FALSE, "false");
        assertThat(orderService.process(late, MessageSource.RETURN_URL).order()).isPresent();
        assertThat(orderService
                        .process(new VerificationResult.SignatureMismatch(notification), MessageSource.RETURN_URL)
                        .order())
                .isEmpty();
    }

    @Test
    void whenTheShopsCodeThrowsEverythingIsRolledBackAndTheRetryCompletesIt() {
        OrderService failing = orderService(new OrderListener() {
            @Override
            public void paid(OrderEvent event, Connection connection) throws Exception {
                throw new IllegalStateException("the stock is locked");
            }
        });
        failing.createOrder(PayService.DUAL, request());
        ProcessingResult outcome = failing.process(genuine(failing, "TRADE_FINISHED"), MessageSource.NOTIFY_URL);
        assertThat(outcome.answer()).isEqualTo("fail");
        assertThat(outcome.description()).contains("the stock is locked");
        assertThat(events(failing)).containsExactly("PLACED");
        assertThat(failing.newestNotifications(1).get(0).outcome()).isEqualTo("FAILED");
        OrderService mended = orderService(recorder);
        assertThat(mended.process(genuine(mended, "TRADE_FINISHED"), MessageSource.NOTIFY_URL)
                        .answer())
                .isEqualTo("success");
        assertThat(events).containsExactly(OrderEventType.PAID, OrderEventType.FINISHED);
    }

    @Test
    void theShopsTablesChangeInTheSameCommit() {
        database.inTransaction(session -> {
            try (var statement = session.listenerConnection(() -> {}).createStatement()) {
                return statement.execute("create table top_up (number varchar(64), amount decimal(12, 2))");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        OrderService orderService = orderService(new OrderListener() {
            @Override
            public void paid(OrderEvent event, Connection connection) throws SQLException {
                try (PreparedStatement insert = connection.prepareStatement("insert into top_up values (?, ?)")) {
                    insert.setString(1, event.order().out_trade_no());
                    insert.setBigDecimal(2, event.order().total_fee());
                    insert.executeUpdate();
                }
            }

            @Override
            public void finished(OrderEvent event, Connection connection) throws SQLException {
                throw new SQLException("later, after the top-up");
            }
        });
        orderService.createOrder(PayService.DUAL, request());
        orderService.process(genuine(orderService, "TRADE_FINISHED"), MessageSource.NOTIFY_URL);
        assertThat(topUps()).as("rolled back with the step").isZero();
        orderService.process(genuine(orderService, "WAIT_SELLER_SEND_GOODS"), MessageSource.NOTIFY_URL);
        assertThat(topUps()).isEqualTo(1);
    }

    private int topUps() {
        return database.inTransaction(session -> {
            try (var statement = session.listenerConnection(() -> {}).createStatement();
                    var rows = statement.executeQuery("select count(*) from top_up")) {
                rows.next();
                return rows.getInt(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void theShopsCodeCannotEndTheTransaction() {
        List<String> refused = new CopyOnWriteArrayList<>();
        OrderService orderService = orderService(new OrderListener() {
            @Override
            public void paid(OrderEvent event, Connection connection) {
                Stream.<Attempt>of(Connection::commit, Connection::close, open -> open.setAutoCommit(true))
                        .forEach(attempt -> {
                            try {
                                attempt.on(connection);
                            } catch (SQLException e) {
                                refused.add(e.getMessage()
                                        .substring(0, e.getMessage().indexOf('(')));
                            }
                        });
            }
        });
        orderService.createOrder(PayService.DUAL, request());
        assertThat(orderService
                        .process(genuine(orderService, "TRADE_FINISHED"), MessageSource.NOTIFY_URL)
                        .answer())
                .isEqualTo("success");
        assertThat(refused).containsExactly("commit", "close", "setAutoCommit");
    }

    private interface Attempt {
        void on(Connection connection) throws SQLException;
    }

    @Test
    void aConfirmedIdIsNotAskedAboutAgainEvenWhenTheStepFailedAndAnotherOneIs() {
        OrderService failing = orderService(new OrderListener() {
            @Override
            public void paid(OrderEvent event, Connection connection) {
                throw new IllegalStateException("the stock is locked");
            }
        });
        failing.createOrder(PayService.DUAL, request());
        Notification notification = genuine(failing, "TRADE_FINISHED").notification();
        assertThat(failing.received(notification).confirmed())
                .as("received, not yet judged")
                .isFalse();
        failing.process(new VerificationResult.GatewayUnreachable(notification, "down"), MessageSource.NOTIFY_URL);
        assertThat(failing.received(notification).confirmed()).as("refused").isFalse();
        failing.process(genuine(failing, "TRADE_FINISHED"), MessageSource.NOTIFY_URL);
        assertThat(failing.received(notification).confirmed())
                .as("genuine, but rolled back")
                .isTrue();
        Notification resend = genuine(failing, "TRADE_FINISHED", "notify_time", "2011-03-15 10:02:02")
                .notification();
        assertThat(failing.received(resend).confirmed())
                .as("the same id at another time")
                .isTrue();
        Notification other =
                genuine(failing, "TRADE_FINISHED", "notify_id", "another").notification();
        assertThat(failing.received(other).confirmed()).isFalse();
    }

    @Test
    void aResendOfAnOlderRefundStepDoesNotTakeTheRefundBack() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        orderService.process(genuine(orderService, "WAIT_SELLER_SEND_GOODS"), MessageSource.NOTIFY_URL);
        for (String step : List.of("WAIT_SELLER_AGREE", "SELLER_REFUSE_BUYER", "WAIT_SELLER_AGREE")) {
            ProcessingResult outcome = orderService.process(
                    genuine(orderService, "WAIT_SELLER_SEND_GOODS", "refund_status", step, "notify_id", step),
                    MessageSource.NOTIFY_URL);
            assertThat(outcome.answer()).isEqualTo("success");
        }
        assertThat(orderService.find("SIM201103150001").orElseThrow().refund_status())
                .isEqualTo("SELLER_REFUSE_BUYER");
    }

    @Test
    void anOrderThatCannotBeStoredIsSaidSoAndNobodyIsSentAway() {
        OrderService closed =
                new OrderService(MERCHANT, Database.unavailable("the disk is full"), Optional.empty(), clock);
        assertThat(closed.createOrder(PayService.DUAL, request()).kind())
                .isEqualTo(OrderCreationResult.Kind.UNAVAILABLE);
    }

    @Test
    void overlongValuesOfAGenuineMessageDoNotStopAPayment() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        VerificationResult result = genuine(
                orderService,
                "TRADE_FINISHED",
                "notify_id",
                "n".repeat(300),
                "buyer_email",
                "b".repeat(300),
                "buyer_id",
                "1".repeat(99));
        assertThat(orderService.process(result, MessageSource.NOTIFY_URL).answer())
                .isEqualTo("success");
        assertThat(events).containsExactly(OrderEventType.PAID, OrderEventType.FINISHED);
        assertThat(orderService
                        .process(
                                genuine(orderService, "TRADE_FINISHED", "trade_no", "2".repeat(65)),
                                MessageSource.NOTIFY_URL)
                        .held())
                .isTrue();
    }

    private static OrderAdminService.Operator operator(String reason) {
        return new OrderAdminService.Operator("alice", reason);
    }

    @Test
    void aHeldMessageIsReleasedByAPersonOnceWithATrace() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        VerificationResult coupon = genuine(orderService, "TRADE_FINISHED", "total_fee", "0.02");
        orderService.process(coupon, MessageSource.NOTIFY_URL);
        assertThat(events).isEmpty();
        ProcessingResult released =
                orderService.admin().release(coupon.notification().entry(), operator("买家用了红包"));
        assertThat(released.recorded()).as(released.description()).isTrue();
        assertThat(events).containsExactly(OrderEventType.PAID, OrderEventType.FINISHED);
        assertThat(orderService.find("SIM201103150001").orElseThrow().total_fee())
                .isEqualByComparingTo("0.02");
        assertThat(orderService.history("SIM201103150001"))
                .filteredOn(change -> change.event().equals("PAID"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.operator()).isEqualTo("alice");
                    assertThat(change.note()).isEqualTo("买家用了红包");
                });
        assertThat(orderService
                        .admin()
                        .release(coupon.notification().entry(), operator("again"))
                        .recorded())
                .as("once")
                .isFalse();
        assertThat(events).hasSize(2);
    }

    @Test
    void afterAReleaseWithAnotherTotalTheTradeGoesOnByItselfAndYetAnotherTotalIsHeld() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        VerificationResult coupon = genuine(orderService, "WAIT_SELLER_SEND_GOODS", "total_fee", "0.02");
        orderService.process(coupon, MessageSource.NOTIFY_URL);
        orderService.admin().release(coupon.notification().entry(), operator("买家用了红包"));
        for (String total : List.of("0.01", "0.03")) {
            VerificationResult another =
                    genuine(orderService, "WAIT_BUYER_CONFIRM_GOODS", "total_fee", total, "notify_id", "at " + total);
            assertThat(orderService.process(another, MessageSource.NOTIFY_URL).description())
                    .isEqualTo("HELD: total_fee is " + total + ", accepted was 0.02");
        }
        for (String status : List.of("WAIT_SELLER_SEND_GOODS", "WAIT_BUYER_CONFIRM_GOODS", "TRADE_FINISHED")) {
            VerificationResult next =
                    genuine(orderService, status, "total_fee", "0.02", "notify_id", "later " + status);
            assertThat(orderService.process(next, MessageSource.NOTIFY_URL).held())
                    .as(status)
                    .isFalse();
        }
        assertThat(events).containsExactly(OrderEventType.PAID, OrderEventType.SHIPPED, OrderEventType.FINISHED);
        assertThat(orderService.find("SIM201103150001").orElseThrow().total_fee())
                .isEqualByComparingTo("0.02");
    }

    @Test
    void anOrderMarkedByHandLearnsItsTotalFromThePersonWhoReleasesTheMessage() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        orderService.admin().mark("SIM201103150001", TradeStatus.WAIT_SELLER_SEND_GOODS, operator("支付宝网站上已付款"));
        VerificationResult coupon = genuine(orderService, "WAIT_SELLER_SEND_GOODS", "total_fee", "0.02");
        assertThat(orderService.process(coupon, MessageSource.NOTIFY_URL).description())
                .isEqualTo("HELD: total_fee is 0.02, accepted was 0.01");
        assertThat(orderService
                        .admin()
                        .release(coupon.notification().entry(), operator("买家用了红包"))
                        .recorded())
                .isTrue();
        ProcessingResult shipped = orderService.process(
                genuine(orderService, "WAIT_BUYER_CONFIRM_GOODS", "total_fee", "0.02"), MessageSource.NOTIFY_URL);
        assertThat(shipped.held()).as(shipped.description()).isFalse();
        assertThat(events).containsExactly(OrderEventType.PAID, OrderEventType.SHIPPED);
        assertThat(events(orderService)).containsExactly("PLACED", "PAID", "NOTED", "SHIPPED");
    }

    @Test
    void aDismissedMessageChangesNothingAndIsNotReleasedAfterwards() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        VerificationResult wrong = genuine(orderService, "TRADE_FINISHED", "total_fee", "9.99");
        orderService.process(wrong, MessageSource.NOTIFY_URL);
        assertThat(orderService
                        .admin()
                        .dismiss(wrong.notification().entry(), operator("不是这笔订单"))
                        .recorded())
                .isTrue();
        assertThat(orderService
                        .admin()
                        .release(wrong.notification().entry(), operator("doubt"))
                        .recorded())
                .isFalse();
        NotificationDao.NotificationRecord dismissed =
                orderService.findNotification(wrong.notification().entry()).orElseThrow();
        assertThat(List.of(dismissed.outcome(), dismissed.operator(), dismissed.note()))
                .containsExactly("DISMISSED", "alice", "不是这笔订单");
        assertThat(dismissed.reason()).as("why it was held stays").isEqualTo("total_fee is 9.99, agreed was 0.01");
        assertThat(orderService.find("SIM201103150001").orElseThrow().version()).isZero();
    }

    @Test
    void aMessageForAnOrderThatWasUnknownIsReplayedOnceTheOrderIsThere() {
        OrderService orderService = orderService(recorder);
        VerificationResult early = genuine(orderService, "TRADE_FINISHED");
        orderService.process(early, MessageSource.NOTIFY_URL);
        orderService.createOrder(PayService.DUAL, request());
        for (int i = 0; i < 2; i++) {
            assertThat(orderService
                            .admin()
                            .replay(early.notification().entry(), operator("订单补录"))
                            .recorded())
                    .isTrue();
        }
        assertThat(events).containsExactly(OrderEventType.PAID, OrderEventType.FINISHED);
    }

    @Test
    void whatWasNeverFoundGenuineIsNotReplayed() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        Notification notification = genuine(orderService, "TRADE_FINISHED").notification();
        assertThat(orderService
                        .admin()
                        .replay(notification.entry(), operator("hope"))
                        .recorded())
                .isFalse();
        orderService.process(
                new VerificationResult.NotifyIdRejected(notification, VerificationResult.VerifyResponse.FALSE, "false"),
                MessageSource.NOTIFY_URL);
        assertThat(orderService
                        .admin()
                        .replay(notification.entry(), operator("hope"))
                        .recorded())
                .isFalse();
        assertThat(events).isEmpty();
    }

    @Test
    void anOrderIsMarkedByHandAlongTheGraphOnly() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        ProcessingResult marked =
                orderService.admin().mark("SIM201103150001", TradeStatus.WAIT_SELLER_SEND_GOODS, operator("支付宝网站上已付款"));
        assertThat(marked.recorded()).as(marked.description()).isTrue();
        assertThat(events).containsExactly(OrderEventType.PAID);
        assertThat(orderService
                        .admin()
                        .mark("SIM201103150001", TradeStatus.WAIT_BUYER_PAY, operator("back"))
                        .recorded())
                .isFalse();
        assertThat(orderService
                        .process(genuine(orderService, "WAIT_SELLER_SEND_GOODS"), MessageSource.NOTIFY_URL)
                        .answer())
                .as("the message comes after all")
                .isEqualTo("success");
        assertThat(events).containsExactly(OrderEventType.PAID);
    }

    @Test
    void withoutAListenerOrAReasonNothingIsRepaired() {
        OrderService mute = new OrderService(MERCHANT, database, Optional.empty(), clock);
        mute.createOrder(PayService.DUAL, request());
        assertThat(mute.admin()
                        .mark("SIM201103150001", TradeStatus.TRADE_FINISHED, operator("why"))
                        .description())
                .contains("order_listener");
        assertThat(orderService(recorder)
                        .admin()
                        .mark("SIM201103150001", TradeStatus.TRADE_FINISHED, operator(" "))
                        .description())
                .contains("a reason");
        assertThat(mute.find("SIM201103150001").orElseThrow().version()).isZero();
    }

    @Test
    void withoutADatabaseEveryMessageIsAnsweredFail() {
        OrderService closed =
                new OrderService(MERCHANT, Database.unavailable("the disk is full"), Optional.empty(), clock);
        Notification notification = new Notification(Map.of("out_trade_no", "SIM201103150001"))
                .delivered(new RawMessage(new byte[0], StandardCharsets.UTF_8, clock.instant(), "127.0.0.1"));
        long entry = closed.received(notification).entry();
        assertThat(entry).isEqualTo(Notification.UNWRITTEN);
        assertThat(closed.process(
                                new VerificationResult.Verified(notification.numbered(entry)), MessageSource.NOTIFY_URL)
                        .answer())
                .isEqualTo("fail");
    }

    private static final String OTHER = "SIM201103150002";

    /** Two instant payments that can be refunded. */
    private OrderService withTwoPaidOrders(OrderListener listener) {
        OrderService orderService = orderService(listener);
        orderService.createOrder(PayService.DUAL, request());
        orderService.createOrder(PayService.DUAL, request("out_trade_no", OTHER));
        orderService.process(genuine(orderService, "TRADE_SUCCESS"), MessageSource.NOTIFY_URL);
        orderService.process(
                genuine(
                        orderService,
                        "TRADE_SUCCESS",
                        "out_trade_no",
                        OTHER,
                        "trade_no",
                        "2011031500000002",
                        "notify_id",
                        "of the other"),
                MessageSource.NOTIFY_URL);
        events.clear();
        return orderService;
    }

    @Test
    void theResultOfABatchReachesEveryOrderItNamesOnce() {
        OrderService orderService = withTwoPaidOrders(recorder);
        String details = "2011031500000001^0.01^SUCCESS#2011031500000002^0.01^TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH";
        for (int i = 0; i < 3; i++) {
            assertThat(orderService
                            .process(refunded(orderService, "1", details), MessageSource.NOTIFY_URL)
                            .answer())
                    .isEqualTo("success");
        }
        assertThat(events).containsExactly(OrderEventType.REFUND);
        assertThat(orderService.history("SIM201103150001")).last().satisfies(change -> {
            assertThat(change.event()).isEqualTo("REFUND");
            assertThat(change.refund_status()).isEqualTo("REFUND_SUCCESS");
            assertThat(change.note()).isEqualTo("batch_no 20110320001: 0.01 SUCCESS");
        });
        assertThat(orderService.history(OTHER))
                .extracting(OrderDao.HistoryEntry::event, OrderDao.HistoryEntry::note)
                .endsWith(tuple("NOTED", "batch_no 20110320001: 0.01 TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH"))
                .hasSize(3);
        assertThat(orderService.find(OTHER).orElseThrow().refund_status()).isEmpty();
        assertThat(orderService.newestNotifications(1))
                .extracting(
                        NotificationDao.NotificationRecord::outcome,
                        NotificationDao.NotificationRecord::reason,
                        NotificationDao.NotificationRecord::deliveries,
                        entry -> entry.repeats().outcome())
                .containsExactly(tuple("ADVANCED", "batch_no 20110320001: 1 of 2 refunded", 3L, "REPEAT"));
    }

    @Test
    void oneRefundThatTheBatchAndTheTradeBothTellIsOneStepInEitherOrder() {
        OrderService orderService = withTwoPaidOrders(recorder);
        orderService.process(
                genuine(
                        orderService,
                        "TRADE_CLOSED",
                        "refund_status",
                        "REFUND_SUCCESS",
                        "gmt_refund",
                        "2011-03-20 09:00:00.470"),
                MessageSource.NOTIFY_URL);
        orderService.process(
                refunded(orderService, "2", "2011031500000001^0.01^SUCCESS#2011031500000002^0.01^SUCCESS"),
                MessageSource.NOTIFY_URL);
        orderService.process(
                genuine(
                        orderService,
                        "TRADE_CLOSED",
                        "out_trade_no",
                        OTHER,
                        "trade_no",
                        "2011031500000002",
                        "notify_id",
                        "the other's end",
                        "refund_status",
                        "REFUND_SUCCESS",
                        "gmt_refund",
                        "2011-03-20 09:00:00.470"),
                MessageSource.NOTIFY_URL);
        assertThat(events)
                .containsExactly(
                        OrderEventType.CLOSED, OrderEventType.REFUND, OrderEventType.REFUND, OrderEventType.CLOSED);
        assertThat(events(orderService)).containsExactly("PLACED", "PAID", "CLOSED", "REFUND", "NOTED");
    }

    @Test
    void anUnknownTradeInABatchIsHeldTheOthersAreTakenAndAReplayCompletesIt() {
        OrderService orderService = withTwoPaidOrders(recorder);
        VerificationResult batch =
                refunded(orderService, "2", "2011031500000001^0.01^SUCCESS#2011031599999999^0.01^SUCCESS");
        ProcessingResult outcome = orderService.process(batch, MessageSource.NOTIFY_URL);
        assertThat(outcome.answer()).isEqualTo("success");
        assertThat(outcome.description())
                .isEqualTo("HELD: batch_no 20110320001: 2 of 2 refunded; no order has trade_no 2011031599999999");
        assertThat(events).containsExactly(OrderEventType.REFUND);
        assertThat(orderService
                        .admin()
                        .release(batch.notification().entry(), operator("看过"))
                        .description())
                .contains("replay it");
        orderService.createOrder(PayService.DUAL, request("out_trade_no", "LATE"));
        orderService.process(
                genuine(
                        orderService,
                        "TRADE_SUCCESS",
                        "out_trade_no",
                        "LATE",
                        "trade_no",
                        "2011031599999999",
                        "notify_id",
                        "late"),
                MessageSource.NOTIFY_URL);
        events.clear();
        ProcessingResult replayed =
                orderService.admin().replay(batch.notification().entry(), operator("订单补录"));
        assertThat(replayed.held()).as(replayed.description()).isFalse();
        assertThat(events).containsExactly(OrderEventType.REFUND);
        assertThat(orderService.history("LATE")).last().satisfies(change -> {
            assertThat(change.operator()).isEqualTo("alice");
            assertThat(change.note()).isEqualTo("订单补录; batch_no 20110320001: 0.01 SUCCESS");
        });
    }

    @Test
    void whatABatchContradictsIsHeldWithItsReason() {
        OrderService orderService = withTwoPaidOrders(recorder);
        String details = "2011031500000001^9.00^SUCCESS#nonsense";
        assertThat(orderService
                        .process(refunded(orderService, "7", details), MessageSource.NOTIFY_URL)
                        .description())
                .isEqualTo("HELD: batch_no 20110320001: 1 of 2 refunded; success_num is 7; 2011031500000001:"
                        + " refunded 9.00, more than the 0.01 that was paid; unreadable: nonsense");
        assertThat(orderService
                        .process(refunded(orderService, "0", ""), MessageSource.NOTIFY_URL)
                        .description())
                .endsWith("result_details names no trade");
        assertThat(events).isEmpty();
        assertThat(events(orderService)).containsExactly("PLACED", "PAID");
    }

    /** The forms that really come, and an odd one between them. */
    @Test
    void everyFormOfAnItemIsTakenOrHeldAndAnOddOneCostsTheOthersNothing() {
        OrderService orderService = withTwoPaidOrders(recorder);
        String details = "2011031500000001^0.01^SUCCESS^true^P$fee@example.com^2088000000000001^0.00^SUCCESS"
                + "#2011031500000009^0.01^SUCCESS^true"
                + "#2011031500000002^18.00^SELLER_BALANCE_NOT_ENOUGH^false^null"
                + "#2011031500000002^0.01^SUCCESS";
        assertThat(orderService
                        .process(refunded(orderService, "1", details), MessageSource.NOTIFY_URL)
                        .description())
                .isEqualTo("HELD: batch_no 20110320001: 2 of 4 refunded; success_num is 1;"
                        + " unreadable: 2011031500000009^0.01^SUCCESS^true (four fields, neither three nor five);"
                        + " 2011031500000002 is named again: batch_no 20110320001: 0.01 SUCCESS");
        assertThat(events).containsExactly(OrderEventType.REFUND);
        assertThat(orderService.history("SIM201103150001").get(2).note())
                .isEqualTo("batch_no 20110320001: 0.01 SUCCESS; under way at the buyer's bank");
        assertThat(orderService.history(OTHER))
                .last()
                .satisfies(change ->
                        assertThat(change.note()).isEqualTo("batch_no 20110320001: 18.00 SELLER_BALANCE_NOT_ENOUGH"));
        assertThat(orderService.find(OTHER).orElseThrow().refund_status()).isEmpty();
    }

    @Test
    void aRefundThatTheBankSentBackWaitsForAPersonAndStandsInTheHistory() {
        OrderService orderService = withTwoPaidOrders(recorder);
        String details = "2011031500000001^0.01^SUCCESS^true^F#2011031500000002^0.01^SUCCESS^false^null"
                + "$fee@example.com^2088000000000001^0.02^REFUND_TRADE_FEE_ERROR";
        for (int i = 0; i < 2; i++) {
            assertThat(orderService
                            .process(refunded(orderService, "2", details), MessageSource.NOTIFY_URL)
                            .description())
                    .isEqualTo(
                            "HELD: batch_no 20110320001: 1 of 2 refunded; 2011031500000001: the buyer's bank did not take the"
                                    + " 0.01: ask Alipay where the money is and pay the buyer another way; 2011031500000002: fee not"
                                    + " returned: $fee@example.com^2088000000000001^0.02^REFUND_TRADE_FEE_ERROR");
        }
        assertThat(events).containsExactly(OrderEventType.REFUND);
        assertThat(orderService.find("SIM201103150001").orElseThrow().refund_status())
                .isEmpty();
        assertThat(orderService.history("SIM201103150001").get(2).note())
                .isEqualTo("batch_no 20110320001: 0.01 REFUND_BANK_REFUSED");
        assertThat(orderService.history(OTHER).get(2).event()).isEqualTo("REFUND");
        assertThat(orderService.newestNotifications(1))
                .extracting(NotificationDao.NotificationRecord::outcome, NotificationDao.NotificationRecord::deliveries)
                .containsExactly(tuple("HELD", 2L));
    }

    /** About 100 KB, which each of the databases keeps as it came. */
    @Test
    void aResultOfAThousandItemsWithFeesIsKeptWholeAndTaken() {
        OrderService orderService = withTwoPaidOrders(recorder);
        String details = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> "20110315%08d".formatted(i)
                        + "^0.01^SUCCESS^true^P$fee@example.com^2088000000000001^0.00^SUCCESS")
                .collect(Collectors.joining("#"));
        VerificationResult batch = refunded(orderService, "1000", details);
        assertThat(batch.notification().delivery().orElseThrow().raw().length).isGreaterThan(100_000);

        ProcessingResult outcome = orderService.process(batch, MessageSource.NOTIFY_URL);

        assertThat(outcome.answer()).isEqualTo("success");
        assertThat(outcome.description())
                .startsWith(
                        "HELD: batch_no 20110320001: 1000 of 1000 refunded; no order has trade_no 2011031500000003;")
                .containsPattern("; and 9[0-9]{2} more$");
        assertThat(events).containsExactly(OrderEventType.REFUND, OrderEventType.REFUND);
        FormData kept = orderService
                .notifications()
                .content(batch.notification().entry())
                .orElseThrow();
        assertThat(kept.problem()).isEmpty();
        assertThat(kept.text("result_details")).isEqualTo(details);
        assertThat(orderService.newestNotifications(1).get(0).reason())
                .isEqualTo(outcome.description().substring("HELD: ".length()));
    }

    @Test
    void whenTheShopsCodeThrowsForOneOrderOfABatchTheOthersAreTakenAndTheResendTakesTheRest() {
        OrderService failing = withTwoPaidOrders(new OrderListener() {
            @Override
            public void refund(OrderEvent event, Connection connection) {
                if (event.order().trade_no().endsWith("1")) {
                    throw new IllegalStateException("the account is locked");
                }
                events.add(event.milestone());
            }
        });
        String details = "2011031500000001^0.01^SUCCESS#2011031500000002^0.01^SUCCESS";
        assertThat(failing.process(refunded(failing, "2", details), MessageSource.NOTIFY_URL)
                        .answer())
                .isEqualTo("fail");
        assertThat(events).containsExactly(OrderEventType.REFUND);
        OrderService mended = orderService(recorder);
        assertThat(mended.process(refunded(mended, "2", details), MessageSource.NOTIFY_URL)
                        .answer())
                .isEqualTo("success");
        assertThat(events).containsExactly(OrderEventType.REFUND, OrderEventType.REFUND);
        assertThat(mended.history(OTHER)).hasSize(3);
    }

    @Test
    void aReturnBringsNoResultOfABatch() {
        OrderService orderService = withTwoPaidOrders(recorder);
        Map<String, String> params = new HashMap<>(refunded(orderService, "1", "2011031500000001^0.01^SUCCESS")
                .notification()
                .params());
        params.put("is_success", "T");
        assertThat(orderService
                        .process(genuine(orderService, params), MessageSource.RETURN_URL)
                        .held())
                .isTrue();
        assertThat(events).isEmpty();
    }

    private static NotificationDao.NotificationRecord newest(OrderService orderService) {
        return orderService.newestNotifications(1).get(0);
    }

    @Test
    void aKnownIdWithAnotherStatusIsTakenByItsStatusAndSaysSo() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        orderService.process(
                genuine(orderService, "WAIT_SELLER_SEND_GOODS", "notify_id", "one"), MessageSource.NOTIFY_URL);
        VerificationResult other = genuine(orderService, "WAIT_BUYER_CONFIRM_GOODS", "notify_id", "one");
        assertThat(orderService.process(other, MessageSource.NOTIFY_URL).answer())
                .isEqualTo("success");
        assertThat(events).containsExactly(OrderEventType.PAID, OrderEventType.SHIPPED);
        assertThat(newest(orderService).outcome()).isEqualTo("ADVANCED");
        assertThat(newest(orderService).reason())
                .isEqualTo("this notify_id was applied with WAIT_SELLER_SEND_GOODS before and now comes with"
                        + " WAIT_BUYER_CONFIRM_GOODS: taken by its status");
        VerificationResult refund = genuine(
                orderService, "WAIT_BUYER_CONFIRM_GOODS", "notify_id", "one", "refund_status", "WAIT_SELLER_AGREE");
        orderService.process(refund, MessageSource.NOTIFY_URL);
        assertThat(events).containsExactly(OrderEventType.PAID, OrderEventType.SHIPPED, OrderEventType.REFUND);
        assertThat(newest(orderService).reason()).contains("with - before", "with WAIT_SELLER_AGREE:");
        for (String status : List.of("WAIT_SELLER_SEND_GOODS", "WAIT_BUYER_CONFIRM_GOODS")) {
            ProcessingResult repeat =
                    orderService.process(genuine(orderService, status, "notify_id", "one"), MessageSource.NOTIFY_URL);
            assertThat(repeat.description()).isEqualTo("REPEAT: this notify_id has been applied");
        }
        orderService.process(genuine(orderService, "WAIT_BUYER_PAY", "notify_id", "one"), MessageSource.NOTIFY_URL);
        assertThat(newest(orderService).outcome())
                .as("older than the order, whatever its id")
                .isEqualTo("LATE");
        VerificationResult foreign = genuine(orderService, "TRADE_FINISHED", "notify_id", "one", "total_fee", "9.00");
        assertThat(orderService.process(foreign, MessageSource.NOTIFY_URL).held())
                .isTrue();
        assertThat(newest(orderService).reason()).isEqualTo("total_fee is 9.00, accepted was 0.01");
        assertThat(events).hasSize(3);
    }

    @Test
    void aMessageThatNamesAnotherPartnerIsHeld() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        for (String name : List.of("partner", "partnerId")) {
            VerificationResult foreign =
                    genuine(orderService, "TRADE_FINISHED", name, "2088000000000009", "notify_id", name);
            ProcessingResult held = orderService.process(foreign, MessageSource.NOTIFY_URL);
            assertThat(held.held()).isTrue();
            assertThat(held.answer()).isEqualTo("success");
            assertThat(newest(orderService).reason())
                    .isEqualTo("the partner is 2088000000000009, ours is 2088000000000001");
        }
        Map<String, String> batch = new HashMap<>(refunded(orderService, "1", "2011031500000001^0.01^SUCCESS")
                .notification()
                .params());
        batch.put("partner", "2088000000000009");
        assertThat(orderService
                        .process(genuine(orderService, batch), MessageSource.NOTIFY_URL)
                        .held())
                .isTrue();
        assertThat(events).isEmpty();
        assertThat(orderService.find("SIM201103150001").orElseThrow().version()).isZero();
        VerificationResult ours = genuine(
                orderService, "TRADE_FINISHED", "partnerId", "2088000000000001", "seller_id", "2088000000000002");
        orderService.process(ours, MessageSource.RETURN_URL);
        assertThat(events).containsExactly(OrderEventType.PAID, OrderEventType.FINISHED);
    }

    @Test
    void theSellersNumberIsKeptWithTheOrder() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        orderService.process(
                genuine(orderService, "WAIT_BUYER_PAY", "seller_id", "2088000000000002"), MessageSource.NOTIFY_URL);
        assertThat(newest(orderService).outcome()).isEqualTo("NOTED");
        assertThat(events(orderService)).containsExactly("PLACED", "NOTED");
        assertThat(orderService.find("SIM201103150001").orElseThrow().seller_id())
                .isEqualTo("2088000000000002");
        VerificationResult foreign = genuine(orderService, "TRADE_FINISHED", "seller_id", "2088000000000003");
        assertThat(orderService.process(foreign, MessageSource.NOTIFY_URL).held())
                .isTrue();
        assertThat(newest(orderService).reason())
                .isEqualTo("seller_id is 2088000000000003, the order's is 2088000000000002");
        assertThat(events).isEmpty();
        VerificationResult ours =
                genuine(orderService, "TRADE_FINISHED", "seller_id", "2088000000000002", "notify_id", "ours");
        orderService.process(ours, MessageSource.NOTIFY_URL);
        assertThat(events).containsExactly(OrderEventType.PAID, OrderEventType.FINISHED);
    }

    @Test
    void whatIsNoNewsOfATradeIsRecordedAndAcknowledgedWhoeverItIsAbout() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        for (String number : List.of("SIM201103150001", "nobody's")) {
            VerificationResult other = genuine(
                    orderService,
                    "TRADE_FINISHED",
                    "out_trade_no",
                    number,
                    "notify_type",
                    "batch_trans_notify",
                    "notify_id",
                    "transfer " + number);
            assertThat(orderService.process(other, MessageSource.NOTIFY_URL).answer())
                    .isEqualTo("success");
            assertThat(newest(orderService).outcome()).isEqualTo("IGNORED");
            assertThat(newest(orderService).reason()).isEqualTo("notify_type batch_trans_notify: not of this service");
            VerificationResult failed = genuine(
                    orderService,
                    "TRADE_FINISHED",
                    "out_trade_no",
                    number,
                    "is_success",
                    "F",
                    "notify_id",
                    "F " + number);
            assertThat(orderService.process(failed, MessageSource.RETURN_URL).held())
                    .isFalse();
            assertThat(newest(orderService).outcome()).isEqualTo("IGNORED");
            assertThat(newest(orderService).reason()).isEqualTo("is_success is F: nothing was paid");
        }
        assertThat(events).isEmpty();
        assertThat(orderService.find("SIM201103150001").orElseThrow().version()).isZero();
    }

    /** The notification of the refund is first, the one of the payment is late, and nobody can be asked. */
    @Test
    void aPaymentIsNotDeliveredWhileItsRefundWaitsForAPerson() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        VerificationResult refund = genuine(orderService, "TRADE_CLOSED", "refund_status", "REFUND_SUCCESS");
        assertThat(orderService.process(refund, MessageSource.NOTIFY_URL).held())
                .isTrue();
        assertThat(orderService
                        .process(genuine(orderService, "WAIT_SELLER_SEND_GOODS"), MessageSource.NOTIFY_URL)
                        .held())
                .isTrue();
        assertThat(newest(orderService).reason()).isEqualTo("a refund of this order waits for a person");
        assertThat(events).isEmpty();
        OrderAdminService.Operator alice = new OrderAdminService.Operator("alice", "支付宝网站上已全额退款");
        orderService.admin().release(refund.notification().entry(), alice);
        assertThat(events).containsExactly(OrderEventType.CLOSED, OrderEventType.REFUND);
        VerificationResult resend = genuine(orderService, "WAIT_SELLER_SEND_GOODS", "notify_id", "once more");
        orderService.process(resend, MessageSource.NOTIFY_URL);
        assertThat(newest(orderService).outcome()).isEqualTo("LATE");
        assertThat(events).containsExactly(OrderEventType.CLOSED, OrderEventType.REFUND);
    }

    @Test
    void aPaymentIsDeliveredOnceAPersonHasDismissedItsRefund() {
        OrderService orderService = orderService(recorder);
        orderService.createOrder(PayService.DUAL, request());
        VerificationResult refund = genuine(orderService, "TRADE_FINISHED", "refund_status", "REFUND_SUCCESS");
        assertThat(orderService.process(refund, MessageSource.NOTIFY_URL).held())
                .isTrue();
        assertThat(events).isEmpty();
        orderService.admin().dismiss(refund.notification().entry(), new OrderAdminService.Operator("alice", "不是这个订单"));
        orderService.process(genuine(orderService, "WAIT_SELLER_SEND_GOODS"), MessageSource.NOTIFY_URL);
        assertThat(events).containsExactly(OrderEventType.PAID);
    }

    @Test
    void aNumberThatNoDatabaseTakesIsNobodysOrder() {
        assertThat(orderService(recorder).find("SIM201103150001\u0000")).isEmpty();
    }
}
