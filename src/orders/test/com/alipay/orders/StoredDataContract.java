package com.alipay.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.MerchantConfig;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.NotificationQuery;
import com.alipay.orders.persistence.OrderDao;
import com.alipay.orders.persistence.OrderQuery;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.ProcessingResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Opens a database that the build of commit ac70ec7c (tables V1 to V3) has written, and reads everything back. Its content was made
 * by that build's order service: every verification status, outcome, source and history event. {@code stored/orders.txt} is what plain SQL selected
 * from it. The signatures in it are zeros. The subclasses say on which database.
 */
public abstract class StoredDataContract {
    private static final MerchantConfig MERCHANT = MerchantConfig.of(Map.of("seller_email", "seller@example.com"));

    private Database database;
    private OrderService orderService;

    /** Opens the stored database and brings its tables up to date. */
    protected abstract Database openStored() throws IOException;

    /** The unpacked content of a file of {@code stored/}. */
    protected static byte[] unpacked(String file) throws IOException {
        try (InputStream packed = StoredDataContract.class.getResourceAsStream("/stored/" + file);
                InputStream content = new GZIPInputStream(packed)) {
            return content.readAllBytes();
        }
    }

    /** The statements of a dump. */
    protected static List<String> statements(String file) throws IOException {
        return Arrays.stream(new String(unpacked(file), StandardCharsets.UTF_8).split(";\n"))
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    @BeforeEach
    void open() throws IOException {
        database = openStored();
        orderService = new OrderService(MERCHANT, database, Optional.of(new OrderListener() {}), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everythingThatTheEarlierBuildStoredIsReadBack() throws IOException {
        assertThat(all()).isEqualTo(expected());
    }

    @Test
    void theEarlierTablesKeepTheirChecksums() {
        assertThat(database.health().problem()).isEmpty();
        assertThat(database.health().migrated()).isTrue();
    }

    @Test
    void aHeldMessageOfTheEarlierBuildIsReleased() {
        long held = only(NotificationQuery.newest(100)
                .with(NotificationQuery.Field.OUTCOME, "HELD")
                .with(NotificationQuery.Field.OUT_TRADE_NO, "H1"));

        ProcessingResult released =
                orderService.admin().release(held, new OrderAdminService.Operator("wang", "checked"));

        assertThat(released.recorded()).isTrue();
        assertThat(orderService.find("H1").orElseThrow().trade_status().name()).isEqualTo("WAIT_SELLER_SEND_GOODS");
    }

    @Test
    void aFailedMessageOfTheEarlierBuildIsReplayed() {
        long failed = only(NotificationQuery.newest(100).with(NotificationQuery.Field.OUTCOME, "FAILED"));

        ProcessingResult replayed =
                orderService.admin().replay(failed, new OrderAdminService.Operator("wang", "stock is back"));

        assertThat(replayed.recorded()).isTrue();
        assertThat(orderService.find("F1").orElseThrow().trade_status().name()).isEqualTo("TRADE_FINISHED");
    }

    private long only(NotificationQuery search) {
        List<NotificationDao.NotificationRecord> found =
                orderService.notifications().search(search);
        assertThat(found).hasSize(1);
        return found.get(0).id();
    }

    private static List<String> expected() throws IOException {
        try (InputStream text = StoredDataContract.class.getResourceAsStream("/stored/orders.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private List<String> all() {
        List<String> lines = new ArrayList<>();
        List<String> numbers = orderService.search(OrderQuery.ALL, 100).page().orders().stream()
                .map(Order::out_trade_no)
                .sorted()
                .toList();
        numbers.forEach(number -> lines.add(line(orderService.find(number).orElseThrow())));
        numbers.forEach(number -> orderService.history(number).forEach(change -> lines.add(line(number, change))));
        oldestFirst(orderService.notifications().search(NotificationQuery.newest(100)))
                .forEach(entry -> lines.add(line("notice", entry)));
        oldestFirst(orderService.notifications().searchUnverified(NotificationQuery.newest(100)))
                .forEach(entry -> lines.add(line("stranger", entry)));
        oldestFirst(orderService.notifications().minutes(Instant.EPOCH, Instant.parse("2012-01-01T00:00:00Z"), 100))
                .forEach(minute -> lines.add(line(
                        "minute",
                        millis(minute.begin()),
                        minute.count().seen(),
                        minute.count().dropped())));
        String notify_url = "http://shop.example.com/alipay/notify_url.jsp";
        database.inTransaction(session -> session.notifyAddresses().entries(notify_url))
                .forEach(entry -> lines.add(line("address", notify_url, entry.address(), millis(entry.first_seen()))));
        return lines;
    }

    private static <T> List<T> oldestFirst(List<T> newestFirst) {
        List<T> turned = new ArrayList<>(newestFirst);
        Collections.reverse(turned);
        return turned;
    }

    private static String line(Order order) {
        return line(
                "order",
                order.out_trade_no(),
                order.service().code(),
                order.seller_email(),
                order.subject(),
                order.body(),
                order.price(),
                order.quantity(),
                order.trade_status(),
                order.refund_status(),
                order.gmt_refund(),
                order.mode(),
                order.trade_no(),
                order.buyer_email(),
                order.total_fee(),
                millis(order.created_at()),
                millis(order.paid_at()),
                millis(order.shipped_at()),
                millis(order.finished_at()),
                millis(order.closed_at()),
                order.version());
    }

    private static String line(String number, OrderDao.HistoryEntry change) {
        return line(
                "history",
                number,
                millis(change.at()),
                change.event(),
                change.trade_status(),
                change.refund_status(),
                change.source(),
                change.notify_id(),
                change.notice_id(),
                change.operator(),
                change.note());
    }

    private static String line(String kind, NotificationDao.NotificationRecord entry) {
        return line(
                kind,
                entry.id(),
                millis(entry.received_at()),
                entry.source(),
                entry.outcome(),
                entry.reason(),
                entry.why().map(DecisionReason::code).map(Enum::name).orElse(null),
                entry.why().map(DecisionReason::actual).orElse(null),
                entry.why().map(DecisionReason::expected).orElse(null),
                entry.operator(),
                entry.note(),
                entry.out_trade_no(),
                entry.trade_no(),
                entry.trade_status(),
                entry.notify_id(),
                entry.answer(),
                entry.verificationStatus(),
                entry.charset(),
                entry.node(),
                entry.remote(),
                Optional.ofNullable(entry.elapsed()).map(Duration::toMillis).orElse(null),
                entry.diagnosis());
    }

    private static String line(Object... values) {
        return Stream.of(values).map(String::valueOf).collect(Collectors.joining(" | "));
    }

    private static Long millis(Instant moment) {
        return moment == null ? null : moment.toEpochMilli();
    }
}
