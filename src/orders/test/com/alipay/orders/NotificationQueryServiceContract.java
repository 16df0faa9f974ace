package com.alipay.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.alipay.config.MerchantConfig;
import com.alipay.orders.persistence.ChangeSource;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.NotificationQuery;
import com.alipay.orders.persistence.NotificationQuery.Field;
import com.alipay.orders.persistence.UnverifiedMessageDao;
import com.alipay.orders.persistence.UnverifiedMessageDao.Count;
import com.alipay.orders.persistence.UnverifiedMessageDao.MinuteCount;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.protocol.FormData;
import com.alipay.protocol.Notification;
import com.alipay.protocol.Notification.RawMessage;
import com.alipay.protocol.PayService;
import com.alipay.protocol.VerificationResult;
import com.alipay.services.PaymentRequest;
import com.alipay.util.UtilDate;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept of messages, over a real database that is new for every test. The subclasses say which. */
public abstract class NotificationQueryServiceContract {
    private static final MerchantConfig MERCHANT = MerchantConfig.of(Map.of("seller_email", "seller@example.com"));
    private static final Charset GBK = Charset.forName("GBK");
    private static final Instant ARRIVED = Instant.parse("2011-03-15T02:00:30Z");
    private static final Instant MINUTE = Instant.parse("2011-03-15T02:00:00Z");
    private static final Duration ELAPSED = Duration.ofMillis(250);

    private final Database database = newDatabase();
    private final OrderService orderService = orderService("shop-1");

    /** An empty database, opened and migrated. */
    protected abstract Database newDatabase();

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    /** A server on the database, whose clock says that every answer takes a quarter of a second. */
    private OrderService orderService(String node) {
        Clock clock = Clock.fixed(ARRIVED.plus(ELAPSED), ZoneOffset.UTC);
        return new OrderService(MERCHANT, database, Optional.of(new OrderListener() {}), clock, node);
    }

    private static RawMessage delivery(String raw, Instant arrived) {
        return new RawMessage(raw.getBytes(StandardCharsets.ISO_8859_1), GBK, arrived, "203.0.113.7");
    }

    private static VerificationResult unverified(String raw, Instant arrived) {
        RawMessage delivery = delivery(raw, arrived);
        return new VerificationResult.SignatureMismatch(
                new Notification(FormData.parse(delivery.raw(), GBK).values()).delivered(delivery));
    }

    private static void unverifiedMessages(OrderService orderService, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(orderService
                            .process(unverified("out_trade_no=S" + i, ARRIVED), MessageSource.NOTIFY_URL)
                            .answer())
                    .isEqualTo("fail");
        }
    }

    private Notification received(Map<String, String> changes, Instant arrived) {
        Map<String, String> params = new HashMap<>(Map.of(
                "out_trade_no", "A1",
                "trade_no", "2011031500000001",
                "trade_status", "TRADE_FINISHED",
                "seller_email", "seller@example.com",
                "total_fee", "0.01",
                "notify_id", "n1"));
        params.putAll(changes);
        RawMessage parsed = FormData.encoded(params, GBK).delivery();
        Notification notification =
                new Notification(params).delivered(new RawMessage(parsed.raw(), GBK, arrived, "203.0.113.7"));
        return notification.numbered(orderService.received(notification).entry());
    }

    private void place(String out_trade_no) {
        orderService.createOrder(
                PayService.DUAL,
                PaymentRequest.of(
                        PayService.DUAL,
                        Map.of(
                                "out_trade_no", out_trade_no,
                                "subject", "测试订单",
                                "price", "0.01",
                                "logistics_type", "EXPRESS",
                                "logistics_fee", "0.00",
                                "logistics_payment", "SELLER_PAY"),
                        GBK));
    }

    private List<MinuteCount> minutes() {
        return orderService.notifications().minutes(MINUTE.minusSeconds(3600), MINUTE.plusSeconds(3600), 60);
    }

    @Test
    void ofManyStrangersTheLastThousandAreKeptAndAllAreCounted() {
        unverifiedMessages(orderService, UnverifiedMessageDao.KEPT + 250);
        List<NotificationDao.NotificationRecord> kept =
                orderService.notifications().searchUnverified(NotificationQuery.newest(UnverifiedMessageDao.KEPT + 1));
        assertThat(kept).hasSize(UnverifiedMessageDao.KEPT);
        assertThat(kept.get(0).out_trade_no()).isEqualTo("S1249");
        assertThat(kept.get(UnverifiedMessageDao.KEPT - 1).out_trade_no()).isEqualTo("S250");
        assertThat(minutes())
                .as("of these 250 gave way before anybody could write them down")
                .containsExactly(new MinuteCount(MINUTE, new Count(1250, 250)));
    }

    @Test
    void theThousandAreThoseOfAllServersTogether() {
        OrderService other = orderService("shop-2");
        for (OrderService server : List.of(orderService, other, orderService)) {
            unverifiedMessages(server, 450);
            server.unverifiedMessages().write();
        }
        List<NotificationDao.NotificationRecord> kept =
                orderService.notifications().searchUnverified(NotificationQuery.newest(2000));
        assertThat(kept).hasSize(UnverifiedMessageDao.KEPT);
        assertThat(kept).filteredOn(entry -> entry.node().equals("shop-2")).hasSize(450);
        assertThat(minutes()).containsExactly(new MinuteCount(MINUTE, new Count(1350, 0)));
    }

    @Test
    void eachMinuteIsCountedByItself() {
        for (int minute : new int[] {0, 1, 1, 5}) {
            orderService.process(unverified("a=1", ARRIVED.plusSeconds(60L * minute)), MessageSource.NOTIFY_URL);
        }
        assertThat(minutes())
                .containsExactly(
                        new MinuteCount(MINUTE.plusSeconds(300), new Count(1, 0)),
                        new MinuteCount(MINUTE.plusSeconds(60), new Count(2, 0)),
                        new MinuteCount(MINUTE, new Count(1, 0)));
    }

    @Test
    void aStrangersMessageIsKeptWithAllThatIsKnownOfIt() {
        orderService.process(
                unverified("out_trade_no=A1&subject=%B2%E2%CA%D4&notify_id=n%00\"<&sign=x", ARRIVED),
                MessageSource.NOTIFY_URL);
        NotificationDao.NotificationRecord entry = orderService
                .notifications()
                .searchUnverified(NotificationQuery.newest(10))
                .get(0);
        assertThat(entry.verificationStatus()).isEqualTo("SignatureDiffers");
        assertThat(entry.outcome()).isEqualTo(ProcessingStatus.REFUSED.code());
        assertThat(entry.charset()).isEqualTo("GBK");
        assertThat(entry.node()).isEqualTo("shop-1");
        assertThat(entry.remote()).isEqualTo("203.0.113.7");
        assertThat(entry.source()).isEqualTo("notify_url");
        assertThat(entry.answer()).isEqualTo("fail");
        assertThat(entry.elapsed()).isEqualTo(ELAPSED);
        assertThat(entry.received_at()).isEqualTo(ARRIVED);
        assertThat(entry.notify_id()).as("no database takes every character").isEqualTo("n\uFFFD\"<");
        FormData content =
                orderService.notifications().unverifiedContent(entry.id()).orElseThrow();
        assertThat(content.text("subject")).isEqualTo("测试");
        assertThat(content.text("notify_id")).as("as it came").isEqualTo("n\0\"<");
    }

    @Test
    void anUnreadableMessageIsKeptWithItsReasonUpTo64KiB() {
        for (String raw : List.of("a=1&a=2", "a=%FF", "a=" + "x".repeat(70_000), "a=1&".repeat(300))) {
            FormData form = FormData.parse(raw.getBytes(StandardCharsets.US_ASCII), GBK);
            VerificationResult result = new VerificationResult.Malformed(
                    Notification.NONE.delivered(form.delivery()), form.problem().orElseThrow());
            assertThat(orderService.process(result, MessageSource.NOTIFY_URL).answer())
                    .isEqualTo("fail");
        }
        assertThat(orderService.notifications().searchUnverified(NotificationQuery.newest(10)))
                .extracting(NotificationDao.NotificationRecord::reason)
                .containsExactly(
                        "unreadable: more than 200 parameters",
                        "unreadable: 70002 bytes, more than 65536",
                        "unreadable: the bytes of a are not well-formed GBK",
                        "unreadable: the name a came twice");
        NotificationDao.NotificationRecord large = orderService
                .notifications()
                .searchUnverified(NotificationQuery.newest(10))
                .get(1);
        assertThat(large.why())
                .contains(DecisionReason.of(DecisionReason.Code.UNREADABLE, "70002 bytes, more than 65536"));
        assertThat(large.operator()).as("nobody can act on it").isNull();
        assertThat(orderService
                        .notifications()
                        .unverifiedContent(large.id())
                        .orElseThrow()
                        .delivery()
                        .raw())
                .hasSize(64 * 1024);
    }

    @Test
    void aDiagnosisIsKeptBesideItsMessageAndChangesNothingElse() {
        Notification notification = received(Map.of(), ARRIVED);
        orderService.process(
                new VerificationResult.NotifyIdRejected(notification, VerificationResult.VerifyResponse.FALSE, "false"),
                MessageSource.NOTIFY_URL);
        orderService.process(unverified("out_trade_no=A1", ARRIVED), MessageSource.NOTIFY_URL);
        NotificationQueryService notifications = orderService.notifications();
        NotificationDao.NotificationRecord refused =
                notifications.find(notification.entry()).orElseThrow();
        NotificationDao.NotificationRecord unverified =
                notifications.searchUnverified(NotificationQuery.newest(1)).get(0);
        assertThat(refused.diagnosis()).isNull();
        assertThat(unverified.diagnosis()).isNull();

        String longest = "原".repeat(2_000);
        notifications.recordDiagnosis(refused.id(), longest);
        notifications.recordUnverifiedDiagnosis(unverified.id(), "found");

        assertThat(notifications.find(refused.id()).orElseThrow())
                .isEqualTo(refused.withDiagnosis(longest))
                .isNotEqualTo(refused);
        assertThat(notifications.findUnverified(unverified.id()).orElseThrow())
                .isEqualTo(unverified.withDiagnosis("found"));
        notifications.recordUnverifiedDiagnosis(unverified.id() + 1, "gone meanwhile");
    }

    @Test
    void refusedMessagesAreCounted() {
        long before = orderService.rejectedCount();
        orderService.process(unverified("out_trade_no=A1", ARRIVED), MessageSource.NOTIFY_URL);
        orderService.process(
                new VerificationResult.NotifyIdRejected(
                        received(Map.of(), ARRIVED), VerificationResult.VerifyResponse.FALSE, "false"),
                MessageSource.NOTIFY_URL);
        orderService.process(
                new VerificationResult.Verified(received(Map.of("notify_id", "n2"), ARRIVED)),
                MessageSource.NOTIFY_URL);
        assertThat(orderService.rejectedCount() - before).isEqualTo(2);
    }

    @Test
    void nothingCanBeDoneWithAStrangersMessage() {
        place("A1");
        orderService.process(
                unverified("out_trade_no=A1&trade_status=TRADE_FINISHED&total_fee=0.01", ARRIVED),
                MessageSource.NOTIFY_URL);
        long id = orderService
                .notifications()
                .searchUnverified(NotificationQuery.newest(1))
                .get(0)
                .id();
        OrderAdminService.Operator hopeful = new OrderAdminService.Operator("alice", "hope");
        assertThat(orderService.admin().release(id, hopeful).recorded()).isFalse();
        assertThat(orderService.admin().replay(id, hopeful).recorded()).isFalse();
        assertThat(orderService.admin().dismiss(id, hopeful).recorded()).isFalse();
        assertThat(orderService.notifications().find(id)).isEmpty();
        assertThat(orderService.find("A1").orElseThrow().version()).isZero();
    }

    @Test
    void everyMessageOfOneIdIsARowWithItsOwnAnswerAndDuration() {
        place("A1");
        for (int i = 0; i < 3; i++) {
            Notification notification =
                    received(Map.of("notify_time", "2011-03-15 10:00:0" + i), ARRIVED.minusSeconds(i));
            assertThat(orderService
                            .process(new VerificationResult.Verified(notification), MessageSource.NOTIFY_URL)
                            .answer())
                    .isEqualTo("success");
        }
        Notification late = received(Map.of(), ARRIVED);
        orderService.process(
                new VerificationResult.NotifyIdRejected(late, VerificationResult.VerifyResponse.FALSE, "false"),
                MessageSource.RETURN_URL);
        List<NotificationDao.NotificationRecord> deliveries =
                orderService.notifications().search(NotificationQuery.newest(10).with(Field.NOTIFY_ID, "n1"));
        assertThat(deliveries)
                .extracting(NotificationDao.NotificationRecord::id)
                .doesNotHaveDuplicates()
                .hasSize(4);
        assertThat(deliveries)
                .filteredOn(entry -> entry.source().equals("notify_url"))
                .extracting(
                        NotificationDao.NotificationRecord::outcome,
                        NotificationDao.NotificationRecord::verificationStatus,
                        NotificationDao.NotificationRecord::answer,
                        NotificationDao.NotificationRecord::elapsed)
                .containsExactlyInAnyOrder(
                        tuple("ADVANCED", "Genuine", "success", ELAPSED),
                        tuple("REPEAT", "Genuine", "success", ELAPSED.plusSeconds(1)),
                        tuple("REPEAT", "Genuine", "success", ELAPSED.plusSeconds(2)));
        assertThat(deliveries)
                .filteredOn(entry -> entry.source().equals("return_url"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.verificationStatus()).isEqualTo("NotConfirmed");
                    assertThat(entry.outcome()).isEqualTo("REFUSED");
                    assertThat(entry.answer()).isEqualTo("page");
                    assertThat(entry.node()).isEqualTo("shop-1");
                });
    }

    /** What one message looks like in other bytes. Nothing that differs is signed. */
    private static final List<String> SAME_MESSAGE = List.of(
            "a+b=%CE%A2&notify_id=n1&out_trade_no=A1&sign=s&sign_type=MD5",
            "out_trade_no=A1&notify_id=n1&sign_type=MD5&a+b=%CE%A2&sign=s",
            "a%20b=%ce%a2&notify_id=n1&out_trade_no=A1&sign=s&sign_type=MD5",
            "%61+b=%CE%A2&notify%5Fid=%6e1&out_trade_no=%41%31&%73ign=s",
            "a+b=%CE%A2&notify_id=n1&out_trade_no=A1&sign=s&sign_type=DSA&body=&x=&y",
            "&&a+b=%CE%A2&&&notify_id=n1&=z&out_trade_no=A1&sign=s&sign_type=&");

    @Test
    void theSameMessageInOtherBytesIsCountedOnItsFirstRow() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < SAME_MESSAGE.size(); i++) {
            ids.add(write(SAME_MESSAGE.get(i), ARRIVED.plusSeconds(i)).entry());
        }
        assertThat(ids).containsOnly(ids.get(0));
        NotificationDao.NotificationRecord entry =
                orderService.findNotification(ids.get(0)).orElseThrow();
        assertThat(entry.deliveries()).isEqualTo(SAME_MESSAGE.size());
        assertThat(entry.received_at()).isEqualTo(ARRIVED);
        assertThat(entry.last_received_at()).isEqualTo(ARRIVED.plusSeconds(SAME_MESSAGE.size() - 1));
        assertThat(orderService
                        .notifications()
                        .content(entry.id())
                        .orElseThrow()
                        .delivery()
                        .raw())
                .as("as it came first")
                .isEqualTo(SAME_MESSAGE.get(0).getBytes(StandardCharsets.ISO_8859_1));
        for (String other : List.of(
                "a+b=%CE%A2&notify_id=n1&out_trade_no=A2&sign=s",
                "a+b=%CE%A2&notify_id=n2&out_trade_no=A1&sign=s",
                "a+b=%CE%A2&notify_id=n1&out_trade_no=A1&notify_time=2011-03-15+10%3A00%3A01&sign=s",
                "a+b=%CE%A2+&notify_id=n1&out_trade_no=A1&sign=s",
                "A+b=%CE%A2&notify_id=n1&out_trade_no=A1&sign=s")) {
            assertThat(ids).as(other).doesNotContain(write(other, ARRIVED).entry());
        }
    }

    private Notification write(String raw, Instant arrived) {
        RawMessage delivery = delivery(raw, arrived);
        Notification notification =
                new Notification(FormData.parse(delivery.raw(), GBK).values()).delivered(delivery);
        return notification.numbered(orderService.received(notification).entry());
    }

    @Test
    void whatAlipayDidNotSendIsARowEachTime() {
        assertThat(write("out_trade_no=A1&trade_status=WAIT_BUYER_PAY", ARRIVED).entry())
                .isNotEqualTo(write("out_trade_no=A1&trade_status=WAIT_BUYER_PAY", ARRIVED)
                        .entry());
    }

    @Test
    void oneMessageOverEightConnectionsAtOnceIsOneRow() throws Exception {
        int times = 8;
        CountDownLatch together = new CountDownLatch(times);
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Callable<Long>> calls = Collections.nCopies(times, () -> {
                together.countDown();
                together.await();
                return received(Map.of(), ARRIVED).entry();
            });
            for (int round = 0; round < 3; round++) {
                Set<Long> ids = new HashSet<>();
                for (Future<Long> id : threads.invokeAll(calls)) {
                    ids.add(id.get());
                }
                assertThat(ids).hasSize(1).doesNotContain(Notification.UNWRITTEN);
                assertThat(orderService
                                .findNotification(ids.iterator().next())
                                .orElseThrow()
                                .deliveries())
                        .isEqualTo((round + 1L) * times);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** What a row says after two deliveries: of the same message, with these two outcomes. */
    @Test
    void whatALaterDeliveryMayChange() {
        List<ProcessingStatus> outcomes = List.of(ProcessingStatus.values());
        Map<ProcessingStatus, Set<ProcessingStatus>> stays = Map.of(
                ProcessingStatus.HELD,
                Set.of(
                        ProcessingStatus.NOTED,
                        ProcessingStatus.HELD,
                        ProcessingStatus.REFUSED,
                        ProcessingStatus.FAILED,
                        ProcessingStatus.LATE,
                        ProcessingStatus.IGNORED,
                        ProcessingStatus.REPEAT),
                ProcessingStatus.LATE,
                Set.of(
                        ProcessingStatus.LATE,
                        ProcessingStatus.REFUSED,
                        ProcessingStatus.FAILED,
                        ProcessingStatus.IGNORED,
                        ProcessingStatus.REPEAT),
                ProcessingStatus.IGNORED,
                Set.of(
                        ProcessingStatus.IGNORED,
                        ProcessingStatus.REFUSED,
                        ProcessingStatus.FAILED,
                        ProcessingStatus.LATE,
                        ProcessingStatus.REPEAT),
                ProcessingStatus.REPEAT,
                Set.of(
                        ProcessingStatus.REPEAT,
                        ProcessingStatus.REFUSED,
                        ProcessingStatus.FAILED,
                        ProcessingStatus.LATE,
                        ProcessingStatus.IGNORED),
                ProcessingStatus.NOTED,
                Set.of(
                        ProcessingStatus.NOTED,
                        ProcessingStatus.HELD,
                        ProcessingStatus.REFUSED,
                        ProcessingStatus.FAILED,
                        ProcessingStatus.LATE,
                        ProcessingStatus.IGNORED,
                        ProcessingStatus.REPEAT),
                ProcessingStatus.ADVANCED,
                Set.copyOf(outcomes),
                ProcessingStatus.DISMISSED,
                Set.of(
                        ProcessingStatus.NOTED,
                        ProcessingStatus.HELD,
                        ProcessingStatus.REFUSED,
                        ProcessingStatus.FAILED,
                        ProcessingStatus.LATE,
                        ProcessingStatus.IGNORED,
                        ProcessingStatus.REPEAT),
                ProcessingStatus.REFUSED,
                Set.of(ProcessingStatus.REFUSED),
                ProcessingStatus.FAILED,
                Set.of(ProcessingStatus.FAILED));
        for (ProcessingStatus before : outcomes) {
            for (ProcessingStatus later : outcomes) {
                if (later.equals(ProcessingStatus.RECEIVED) || later.equals(ProcessingStatus.DISMISSED)) {
                    continue; // no delivery ends so
                }
                String id = before.code() + later.code();
                long entry = received(Map.of("notify_id", id), ARRIVED).entry();
                if (!before.equals(ProcessingStatus.RECEIVED)) {
                    answered(entry, before);
                }
                received(Map.of("notify_id", id), ARRIVED.plusSeconds(5));
                boolean changed = answered(entry, later);
                NotificationDao.NotificationRecord row =
                        orderService.findNotification(entry).orElseThrow();
                boolean stayed = stays.getOrDefault(before, Set.of()).contains(later);
                assertThat(row.outcome()).as("%s, then %s", before, later).isEqualTo((stayed ? before : later).code());
                assertThat(changed).isEqualTo(!stayed);
                assertThat(row.deliveries()).isEqualTo(2);
                assertThat(row.last_received_at()).isEqualTo(ARRIVED.plusSeconds(5));
            }
        }
    }

    private boolean answered(long entry, ProcessingStatus outcome) {
        NotificationDao.ProcessingUpdate answer = new NotificationDao.ProcessingUpdate(
                ChangeSource.message(MessageSource.NOTIFY_URL, null),
                VerificationStatus.GENUINE,
                outcome,
                DecisionReason.of(DecisionReason.Code.GENUINE),
                "success",
                ELAPSED);
        return database.inTransaction(session -> {
            if (outcome.equals(ProcessingStatus.DISMISSED)) {
                session.notifications().recordDecision(entry, ChangeSource.person("n1", "alice", "不采用"), outcome);
                return true;
            }
            return session.notifications().recordAnswer(entry, answer);
        });
    }

    @Test
    void aRepeatTellsItsOwnEndBesideTheFirstOne() {
        place("A1");
        Notification notification = received(Map.of(), ARRIVED);
        orderService.process(new VerificationResult.Verified(notification), MessageSource.NOTIFY_URL);
        NotificationDao.NotificationRecord once =
                orderService.findNotification(notification.entry()).orElseThrow();
        assertThat(once.repeats()).isEqualTo(NotificationDao.Repeats.NONE);

        orderService.process(
                new VerificationResult.Verified(received(Map.of(), ARRIVED.plusSeconds(9))), MessageSource.RETURN_URL);
        NotificationDao.NotificationRecord twice =
                orderService.findNotification(notification.entry()).orElseThrow();
        assertThat(twice.repeats()).isEqualTo(new NotificationDao.Repeats(1, ARRIVED.plusSeconds(9), "REPEAT", "page"));
        assertThat(List.of(twice.outcome(), twice.source(), twice.answer(), twice.elapsed()))
                .isEqualTo(List.of("ADVANCED", "notify_url", "success", ELAPSED));
    }

    @Test
    void aHeldMessageThatComesAgainWaitsOnceAndIsAppliedWhenItsOrderIsThere() {
        for (int i = 0; i < 3; i++) {
            assertThat(orderService
                            .process(
                                    new VerificationResult.Verified(received(Map.of(), ARRIVED)),
                                    MessageSource.NOTIFY_URL)
                            .held())
                    .isTrue();
        }
        assertThat(orderService
                        .notifications()
                        .search(NotificationQuery.newest(10).with(Field.OUTCOME, "HELD")))
                .singleElement()
                .extracting(NotificationDao.NotificationRecord::deliveries)
                .isEqualTo(3L);
        place("A1");
        orderService.process(new VerificationResult.Verified(received(Map.of(), ARRIVED)), MessageSource.NOTIFY_URL);
        assertThat(orderService.newestNotifications(10)).singleElement().satisfies(entry -> {
            assertThat(entry.outcome()).isEqualTo("ADVANCED");
            assertThat(entry.repeats()).isEqualTo(new NotificationDao.Repeats(3, ARRIVED, null, null));
        });
    }

    @Test
    void ofTooManyMessagesAboutAnOrderTheNewestAreKeptAndWhatChangedItAndAllAreCounted() {
        place("A1");
        int resends = NotificationDao.KEPT + 30;
        for (int i = 0; i <= resends; i++) {
            orderService.process(new VerificationResult.Verified(resend("n1", i, Map.of())), MessageSource.NOTIFY_URL);
            if (i == resends / 2) {
                orderService.newestNotifications(1); // somebody looks: what is too much by then has given way
            }
        }
        // Held ones: all of one content but one, and one that a person dismissed.
        Notification dismissed = resend("n2", 0, Map.of("total_fee", "9.99"));
        orderService.process(new VerificationResult.Verified(dismissed), MessageSource.NOTIFY_URL);
        orderService.admin().dismiss(dismissed.entry(), new OrderAdminService.Operator("alice", "不是这笔订单"));
        for (int i = 1; i <= resends; i++) {
            String total = i == 5 ? "8.88" : "9.99";
            orderService.process(
                    new VerificationResult.Verified(resend("h" + i, i, Map.of("total_fee", total))),
                    MessageSource.RETURN_URL);
        }
        List<NotificationDao.NotificationRecord> kept = orderService.notificationsAbout("A1", 1_000);
        assertThat(kept).filteredOn(entry -> entry.outcome().equals("ADVANCED")).hasSize(1);
        assertThat(kept)
                .filteredOn(entry -> entry.outcome().equals("DISMISSED"))
                .hasSize(1);
        assertThat(kept)
                .filteredOn(entry -> entry.reason().contains("8.88"))
                .as("nothing newer says the same")
                .hasSize(1);
        assertThat(kept).hasSize(NotificationDao.KEPT + 3);
        NotificationDao.Dropped dropped = orderService.dropped("A1");
        assertThat(dropped.deliveries() + kept.size()).isEqualTo(1 + resends + 1 + resends);
        assertThat(dropped.first()).isEqualTo(ARRIVED.plusSeconds(1));
        assertThat(orderService.dropped("A2")).isEqualTo(NotificationDao.Dropped.NONE);
    }

    private Notification resend(String notify_id, int second, Map<String, String> changes) {
        Map<String, String> resent = new HashMap<>(changes);
        resent.put("notify_id", notify_id);
        resent.put("notify_time", UtilDate.format(ARRIVED.plusSeconds(second)));
        return received(resent, ARRIVED.plusSeconds(second));
    }

    @Test
    void aMessageThatWouldMoveItsOrderIsNotDroppedHoweverManyThereAre() {
        place("A1");
        Notification paid = received(Map.of("notify_id", "paid"), ARRIVED);
        OrderService failing = new OrderService(
                MERCHANT,
                database,
                Optional.of(new OrderListener() {
                    @Override
                    public void paid(OrderEvent event, Connection connection) {
                        throw new IllegalStateException("the stock is locked");
                    }
                }),
                Clock.fixed(ARRIVED, ZoneOffset.UTC));
        assertThat(failing.process(new VerificationResult.Verified(paid), MessageSource.NOTIFY_URL)
                        .answer())
                .isEqualTo("fail");
        for (int i = 0; i < NotificationDao.KEPT + 10; i++) {
            orderService.process(
                    new VerificationResult.NotifyIdRejected(
                            resend("n" + i, i, Map.of("trade_status", "WAIT_BUYER_PAY")),
                            VerificationResult.VerifyResponse.FALSE,
                            "false"),
                    MessageSource.RETURN_URL);
        }
        assertThat(orderService.notificationsAbout("A1", 1_000)).hasSize(NotificationDao.KEPT + 1);
        assertThat(orderService
                        .admin()
                        .replay(paid.entry(), new OrderAdminService.Operator("alice", "修好了"))
                        .recorded())
                .isTrue();
        assertThat(orderService.find("A1").orElseThrow().paid_at()).isNotNull();
    }

    @Test
    void whatAPersonDoesLaterLeavesTheDeliveryAsItWas() {
        Notification early = received(Map.of(), ARRIVED);
        orderService.process(new VerificationResult.Verified(early), MessageSource.NOTIFY_URL);
        NotificationDao.NotificationRecord held =
                orderService.findNotification(early.entry()).orElseThrow();
        assertThat(held.outcome()).isEqualTo("HELD");
        place("A1");
        orderService.admin().replay(early.entry(), new OrderAdminService.Operator("alice", "订单补录"));
        NotificationDao.NotificationRecord replayed =
                orderService.findNotification(early.entry()).orElseThrow();
        assertThat(replayed.outcome()).isEqualTo("ADVANCED");
        assertThat(held.why().orElseThrow().code()).isEqualTo(DecisionReason.Code.NO_ORDER);
        assertThat(replayed.why().orElseThrow().code()).isEqualTo(DecisionReason.Code.MOVED);
        assertThat(replayed.reason()).isEqualTo(replayed.why().orElseThrow().toString());
        assertThat(List.of(replayed.operator(), replayed.note())).containsExactly("alice", "订单补录");
        assertThat(List.of(replayed.source(), replayed.answer(), replayed.verificationStatus(), replayed.elapsed()))
                .isEqualTo(List.of(held.source(), held.answer(), held.verificationStatus(), held.elapsed()));
    }

    @Test
    void aMessageThatWasNeverAnsweredSaysSo() {
        Notification notification = received(Map.of(), ARRIVED);
        NotificationDao.NotificationRecord entry =
                orderService.findNotification(notification.entry()).orElseThrow();
        assertThat(entry.outcome()).isEqualTo(ProcessingStatus.RECEIVED.code());
        assertThat(entry.verificationStatus()).isEmpty();
        assertThat(entry.answer()).isEmpty();
        assertThat(entry.elapsed()).isNull();
    }

    @Test
    void messagesAreFoundByEachOfTheirNumbersByOutcomeVerdictAndTime() {
        orderService.process(new VerificationResult.Verified(received(Map.of(), ARRIVED)), MessageSource.NOTIFY_URL);
        orderService.process(
                new VerificationResult.GatewayUnreachable(
                        received(Map.of("out_trade_no", "B2", "notify_id", "n2", "trade_no", "t2"), ARRIVED), "down"),
                MessageSource.NOTIFY_URL);
        received(Map.of("out_trade_no", "C3", "notify_id", "n3", "trade_no", "t3"), ARRIVED.plusSeconds(60));
        NotificationQuery all = NotificationQuery.newest(10);
        assertThat(found(all)).containsExactly("C3", "B2", "A1");
        assertThat(found(all.with(Field.OUT_TRADE_NO, "B2"))).containsExactly("B2");
        assertThat(found(all.with(Field.NOTIFY_ID, "n3"))).containsExactly("C3");
        assertThat(found(all.with(Field.TRADE_NO, "2011031500000001"))).containsExactly("A1");
        assertThat(found(all.with(Field.OUTCOME, "HELD"))).containsExactly("A1");
        assertThat(found(all.with(Field.VERDICT, "GatewayUnreachable"))).containsExactly("B2");
        assertThat(found(all.with(Field.VERDICT, "GatewayUnreachable").with(Field.OUTCOME, "HELD")))
                .isEmpty();
        assertThat(found(all.with(Field.OUT_TRADE_NO, "b2"))).as("by its bytes").isEmpty();
        assertThat(found(new NotificationQuery(Map.of(), ARRIVED.plusSeconds(1), null, null, 10)))
                .containsExactly("C3");
        assertThat(found(new NotificationQuery(Map.of(), ARRIVED, ARRIVED.plusSeconds(60), null, 10)))
                .containsExactly("B2", "A1");
        orderService.process(unverified("out_trade_no=B2&trade_no=t2", ARRIVED), MessageSource.NOTIFY_URL);
        orderService.process(unverified("out_trade_no=D4&trade_no=t4", ARRIVED), MessageSource.NOTIFY_URL);
        assertThat(orderService.notifications().searchUnverified(all.with(Field.TRADE_NO, "t2")))
                .extracting(NotificationDao.NotificationRecord::out_trade_no)
                .containsExactly("B2");
    }

    private List<String> found(NotificationQuery search) {
        return orderService.notifications().search(search).stream()
                .map(NotificationDao.NotificationRecord::out_trade_no)
                .toList();
    }

    @Test
    void everyMessageIsOnOnePageWhenManyCameInTheSameMoment() {
        List<Long> newestFirst = IntStream.range(0, 10)
                .mapToObj(i -> received(Map.of("notify_id", "n" + i), ARRIVED.plusMillis(i / 4))
                        .entry())
                .sorted((a, b) -> Long.compare(b, a))
                .toList();
        for (NotificationQuery first : List.of(
                NotificationQuery.newest(3),
                NotificationQuery.newest(3).with(Field.OUTCOME, ProcessingStatus.RECEIVED.code()))) {
            List<Long> seen = new ArrayList<>();
            List<NotificationDao.NotificationRecord> page =
                    orderService.notifications().search(first);
            while (!page.isEmpty()) {
                page.forEach(entry -> seen.add(entry.id()));
                NotificationQuery.Cursor last = page.get(page.size() - 1).cursor();
                page = orderService.notifications().search(new NotificationQuery(first.values(), null, null, last, 3));
            }
            assertThat(seen).isEqualTo(newestFirst);
        }
    }

    @Test
    void withoutADatabaseAStrangerIsAnsweredAndWaitsAndIsCounted() {
        Database away = Database.unavailable("the disk is full");
        OrderService closed = new OrderService(MERCHANT, away, Optional.empty(), Clock.systemUTC(), "shop-1");
        unverifiedMessages(closed, UnverifiedMessageDao.KEPT + 1);
        closed.unverifiedMessages().write();
        closed.unverifiedMessages().write();
        assertThat(closed.unverifiedMessages())
                .as("bounded, and nothing was thrown away that could still be written")
                .hasToString("1000 messages and 1 minutes wait");
    }
}
