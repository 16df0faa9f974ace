package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.config.MerchantConfig;
import com.alipay.diagnosis.site.ConnectionResult;
import com.alipay.diagnosis.site.HttpProbeResult;
import com.alipay.diagnosis.site.NetworkProbe;
import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.NotificationQuery;
import com.alipay.orders.rules.MessageSource;
import com.alipay.protocol.Notification;
import com.alipay.protocol.Notification.RawMessage;
import com.alipay.protocol.VerificationResult;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much is examined, and when. Every question for the time lets a millisecond pass. */
class DiagnosisJobTest {
    private static final MerchantConfig MERCHANT =
            MerchantConfig.of(Map.of("partner", "2088000000000001", "key", "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m"));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2011-03-15T02:00:30Z"), ZoneOffset.UTC);
    private static final NetworkProbe NOBODY = new NetworkProbe() {
        @Override
        public ConnectionResult reach(URI address) {
            throw new AssertionError("nothing has to be reached: " + address);
        }

        @Override
        public HttpProbeResult get(URI address) {
            throw new AssertionError("nothing has to be fetched: " + address);
        }
    };

    private final Database database =
            Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "", true);
    private final OrderService orderService = orderService("shop-1");
    private final AtomicLong nanos = new AtomicLong();
    private final DiagnosisJob examining = new DiagnosisJob(
            orderService,
            new NotificationDiagnoser(orderService, MERCHANT, NOBODY, CLOCK),
            () -> nanos.addAndGet(Duration.ofMillis(1).toNanos()));

    private OrderService orderService(String node) {
        return new OrderService(MERCHANT, database, Optional.empty(), CLOCK, node);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    /** Without a sign, which is soon explained. */
    private static void unverifiedMessages(OrderService orderService, int count) {
        for (int i = 0; i < count; i++) {
            String raw = "out_trade_no=S" + i;
            RawMessage delivery = new RawMessage(
                    raw.getBytes(StandardCharsets.US_ASCII), StandardCharsets.UTF_8, CLOCK.instant(), "203.0.113.7");
            orderService.process(
                    new VerificationResult.MissingParameters(
                            new Notification(Map.of("out_trade_no", "S" + i)).delivered(delivery), List.of("sign")),
                    MessageSource.NOTIFY_URL);
        }
    }

    private List<NotificationDao.NotificationRecord> examined() {
        return orderService.notifications().searchUnverified(NotificationQuery.newest(1_000)).stream()
                .filter(entry -> entry.diagnosis() != null)
                .toList();
    }

    private void aMinuteLater() {
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void theNewestFiftyAreExaminedTenAtALookAndTheOthersAreLeft() {
        unverifiedMessages(orderService, 120);
        examining.runOnce();
        assertThat(examined())
                .extracting(NotificationDao.NotificationRecord::out_trade_no)
                .containsExactlyElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> "S" + (119 - i)).toList());
        for (int attempt = 0; attempt < 10; attempt++) {
            aMinuteLater();
            examining.runOnce();
        }
        assertThat(examined()).hasSize(50);
        assertThat(examined().get(49).out_trade_no()).isEqualTo("S70");
        unverifiedMessages(orderService, 1);
        aMinuteLater();
        examining.runOnce();
        assertThat(examined()).as("a new one").hasSize(51);
    }

    @Test
    void afterWorkItRestsThreeTimesAsLong() {
        unverifiedMessages(orderService, 20);
        long begin = nanos.get();
        examining.runOnce();
        long worked = nanos.get() - begin;
        examining.runOnce();
        assertThat(examined()).as("at rest").hasSize(10);
        nanos.addAndGet(3 * worked);
        examining.runOnce();
        assertThat(examined()).hasSize(20);
    }

    @Test
    void anotherServersMessagesAreLeftToIt() {
        OrderService other = orderService("shop-2");
        unverifiedMessages(other, 1);
        other.unverifiedMessages().write();
        examining.runOnce();
        assertThat(examined()).isEmpty();
    }

    @Test
    void whatCouldNotBeExaminedWithoutADatabaseIsLeftToTheNextLook() {
        OrderService closed =
                new OrderService(MERCHANT, Database.unavailable("the disk is full"), Optional.empty(), CLOCK, "shop-1");
        DiagnosisJob patient =
                new DiagnosisJob(closed, new NotificationDiagnoser(closed, MERCHANT, NOBODY, CLOCK), nanos::get);
        unverifiedMessages(closed, 1);
        assertThatThrownBy(patient::runOnce).hasMessageContaining("the disk is full");
        assertThatThrownBy(patient::runOnce).hasMessageContaining("the disk is full");
    }
}
