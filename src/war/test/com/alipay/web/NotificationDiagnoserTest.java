package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.MerchantConfig;
import com.alipay.diagnosis.signature.MessageOrigin;
import com.alipay.diagnosis.signature.SignatureMistake;
import com.alipay.diagnosis.site.ConnectionResult;
import com.alipay.diagnosis.site.HttpProbeResult;
import com.alipay.diagnosis.site.NetworkProbe;
import com.alipay.diagnosis.site.NotificationHistoryProbe.Refusal;
import com.alipay.orders.OrderListener;
import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.NotificationQuery;
import com.alipay.orders.rules.MessageSource;
import com.alipay.protocol.FormData;
import com.alipay.protocol.Notification;
import com.alipay.protocol.Notification.RawMessage;
import com.alipay.protocol.PayService;
import com.alipay.protocol.VerificationResult;
import com.alipay.services.PaymentRequest;
import com.alipay.web.StoredDiagnosis.SkipReason;
import com.alipay.web.StoredDiagnosis.State;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotificationDiagnoserTest {
    private static final String KEY = "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m";
    private static final Instant ARRIVED = Instant.parse("2011-03-15T02:00:30Z");
    private static final Map<String, String> SETTINGS = Map.of(
            "partner", "2088000000000001",
            "key", KEY,
            "seller_email", "seller@example.com",
            "transport", "http",
            "gateway", "http://localhost:8090/gateway.do",
            "verify_gateway", "http://localhost:8090/trade/notify_query.do");

    private final Database database =
            Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "", true);
    private final OrderService orderService = new OrderService(
            MerchantConfig.of(SETTINGS),
            database,
            Optional.of(new OrderListener() {}),
            Clock.fixed(ARRIVED, ZoneOffset.UTC),
            "shop-1");
    private final Line line = new Line();
    private int messages;

    /** A line that comes as far as it is told to. */
    private static final class Line implements NetworkProbe {
        private ConnectionResult reach = new ConnectionResult(ConnectionResult.Stage.TLS, "");
        private int asked;

        @Override
        public ConnectionResult reach(URI address) {
            asked++;
            return reach;
        }

        @Override
        public HttpProbeResult get(URI address) {
            throw new AssertionError("no page has to be fetched: " + address);
        }
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private NotificationDiagnoser diagnoser(Map<String, String> changes, Instant now) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.putAll(changes);
        return new NotificationDiagnoser(
                orderService, MerchantConfig.of(settings), line, Clock.fixed(now, ZoneOffset.UTC));
    }

    private StoredDiagnosis diagnose(long id, boolean unverified) {
        return diagnoser(Map.of(), ARRIVED.plusSeconds(1))
                .diagnose(id, unverified)
                .orElseThrow();
    }

    private static Map<String, String> message() {
        return new LinkedHashMap<>(Map.of(
                "notify_id", "n1",
                "notify_time", "2011-03-15 10:00:25",
                "out_trade_no", "A1",
                "seller_email", "seller@example.com",
                "subject", "测试订单",
                "total_fee", "0.01",
                "trade_status", "TRADE_FINISHED"));
    }

    /** Signed with a sorted map and a library's digest, not with the code under test. */
    private static Map<String, String> signed(Map<String, String> params) {
        String text = new TreeMap<>(params)
                .entrySet().stream()
                        .map(it -> it.getKey() + "=" + it.getValue())
                        .collect(Collectors.joining("&"));
        Map<String, String> all = new LinkedHashMap<>(params);
        all.put("sign", DigestUtils.md5Hex(text + KEY));
        all.put("sign_type", "MD5");
        return all;
    }

    private static RawMessage delivery(String raw) {
        return new RawMessage(raw.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8, ARRIVED, "203.0.113.7");
    }

    private long unverified(String raw, MessageSource page) {
        RawMessage delivery = delivery(raw);
        Notification notification = new Notification(
                        FormData.parse(delivery.raw(), StandardCharsets.UTF_8).values())
                .delivered(delivery);
        orderService.process(new VerificationResult.SignatureMismatch(notification), page);
        return orderService
                .notifications()
                .searchUnverified(NotificationQuery.newest(1))
                .get(0)
                .id();
    }

    private long unverified(Map<String, String> params) {
        return unverified(FormData.write(params, StandardCharsets.UTF_8), MessageSource.NOTIFY_URL);
    }

    private Notification received(Map<String, String> params) {
        Notification notification =
                new Notification(params).delivered(delivery(FormData.write(params, StandardCharsets.UTF_8)));
        return notification.numbered(orderService.received(notification).entry());
    }

    private long notConfirmed(Map<String, String> params, String responseTxt) {
        Notification notification = received(params);
        orderService.process(
                new VerificationResult.NotifyIdRejected(
                        notification, VerificationResult.VerifyResponse.OTHER, responseTxt),
                MessageSource.NOTIFY_URL);
        return notification.entry();
    }

    private long unreachable(String why) {
        Map<String, String> another = message();
        another.put("notify_id", "n" + ++messages);
        Notification notification = received(signed(another));
        orderService.process(new VerificationResult.GatewayUnreachable(notification, why), MessageSource.RETURN_URL);
        return notification.entry();
    }

    @Test
    void aStrangersMessageIsExaminedOnceAndTheLedgerKeepsWhatWasFound() {
        long id = unverified(
                FormData.write(signed(message()), StandardCharsets.UTF_8) + "&id=123", MessageSource.RETURN_URL);
        StoredDiagnosis first = diagnose(id, true);
        assertThat(first.codes()).isEqualTo("EXTRA_PARAMETER");
        assertThat(first.summary(MessageOrigin.NOTIFICATION).in(Locale.CHINESE)).contains("（id）");
        String kept =
                orderService.notifications().findUnverified(id).orElseThrow().diagnosis();
        assertThat(kept)
                .isEqualTo(first.column())
                .doesNotContain(KEY, signed(message()).get("sign"));

        NotificationDiagnoser withAnotherKey = diagnoser(Map.of("key", "x".repeat(32)), ARRIVED);
        assertThat(withAnotherKey.diagnose(id, true)).contains(first);
    }

    @Test
    void whoeverHasMendedTheSettingsSeesWhetherThatWasIt() {
        long id = unverified(signed(message()));
        NotificationDiagnoser wrong = diagnoser(Map.of("key", KEY.toUpperCase(java.util.Locale.ROOT)), ARRIVED);
        assertThat(wrong.diagnose(id, true).orElseThrow().codes()).isEqualTo("KEY_LETTER_CASE");
        NotificationDiagnoser mended = diagnoser(Map.of(), ARRIVED);
        assertThat(mended.diagnoseAgain(id).orElseThrow().state()).isEqualTo(State.RIGHT);
        assertThat(mended.diagnose(id, true).orElseThrow().state())
                .as("that is what the notification log keeps now")
                .isEqualTo(State.RIGHT);
        assertThat(mended.diagnoseAgain(id + 1)).isEmpty();
    }

    @Test
    void anOutageIsLookedAtOnceForManyMessages() {
        line.reach = new ConnectionResult(ConnectionResult.Stage.NAME, "Connection refused");
        NotificationDiagnoser diagnoser = diagnoser(Map.of(), ARRIVED.plusSeconds(1));
        for (int i = 0; i < 5; i++) {
            assertThat(diagnoser
                            .diagnose(unreachable("no answer"), false)
                            .orElseThrow()
                            .codes())
                    .isEqualTo("PORT_CLOSED");
        }
        assertThat(line.asked).isEqualTo(1);
    }

    @Test
    void theOrderHelpsToSeeWhatWasChanged() {
        orderService.createOrder(
                PayService.DUAL,
                PaymentRequest.of(
                        PayService.DUAL,
                        Map.of(
                                "out_trade_no", "A1",
                                "subject", "测试订单",
                                "price", "0.01",
                                "logistics_type", "EXPRESS",
                                "logistics_fee", "0.00",
                                "logistics_payment", "SELLER_PAY"),
                        StandardCharsets.UTF_8));
        for (Map.Entry<String, String> change :
                Map.of("subject", "测试", "total_fee", "9.99").entrySet()) {
            Map<String, String> changed = signed(message());
            changed.put(change.getKey(), change.getValue());
            StoredDiagnosis examined = diagnose(unverified(changed), true);
            assertThat(examined.codes()).isEqualTo("VALUE_CHANGED");
            assertThat(examined.summary(MessageOrigin.NOTIFICATION).in(Locale.CHINESE))
                    .contains("（" + change.getKey() + "）");
        }
    }

    @Test
    void whatNobodyCanExplainIsUnknown() {
        Map<String, String> madeUp = message();
        madeUp.put("sign", "0123456789abcdef0123456789abcdef");
        assertThat(diagnose(unverified(madeUp), true).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void whatIsRightWithThePresentSettingsIsSaidSo() {
        assertThat(diagnose(unverified(signed(message())), true).state()).isEqualTo(State.RIGHT);
    }

    @Test
    void whatCannotBeExaminedSaysWhy() {
        long large = unverified("a=" + "x".repeat(70_000), MessageSource.NOTIFY_URL);
        assertThat(diagnose(large, true)).isEqualTo(StoredDiagnosis.not(SkipReason.TOO_LARGE));
        long many = unverified("a=1&".repeat(300), MessageSource.NOTIFY_URL);
        assertThat(diagnose(many, true)).isEqualTo(StoredDiagnosis.not(SkipReason.TOO_LARGE));
        long empty = unverified("&&", MessageSource.NOTIFY_URL);
        assertThat(diagnose(empty, true)).isEqualTo(StoredDiagnosis.not(SkipReason.NO_PARAMETERS));
        long unsigned = unverified(message());
        assertThat(diagnoser(Map.of("key", ""), ARRIVED).diagnose(unsigned, true))
                .contains(StoredDiagnosis.not(SkipReason.NO_KEY));
        assertThat(diagnoser(Map.of(), ARRIVED).diagnose(unsigned + 1, true)).isEmpty();
    }

    @Test
    void anAcceptedMessageHasNoDiagnosis() {
        Notification notification = received(signed(message()));
        orderService.process(new VerificationResult.Verified(notification), MessageSource.NOTIFY_URL);
        assertThat(diagnoser(Map.of(), ARRIVED).diagnose(notification.entry(), false))
                .isEmpty();
        assertThat(orderService
                        .notifications()
                        .find(notification.entry())
                        .orElseThrow()
                        .diagnosis())
                .isNull();
    }

    @Test
    void anIdThatWasNotConfirmedHasItsCause() {
        Map<String, String> old = message();
        old.put("notify_time", "2011-03-15 09:58:00");
        assertThat(diagnose(notConfirmed(signed(old), "false"), false).sentences(MessageOrigin.NOTIFICATION))
                .extracting(
                        StoredDiagnosis.Sentence::code,
                        sentence -> sentence.detail().toString())
                .containsExactly(org.assertj.core.api.Assertions.tuple("OLDER_THAN_A_MINUTE", "150 s"));
        assertThat(diagnose(notConfirmed(signed(message()), "another answer: <html>"), false)
                        .codes())
                .isEqualTo("ANOTHER_PROGRAM_ANSWERS");
        StoredDiagnosis open = diagnose(notConfirmed(signed(message()), "false"), false);
        assertThat(open.state()).isEqualTo(State.POSSIBLE);
        assertThat(open.codes())
                .isEqualTo("SANDBOX_CLOCK_MOVED WRONG_PARTNER ALREADY_CONFIRMED SANDBOX_AND_PRODUCTION_MIXED");
        assertThat(diagnose(notConfirmed(signed(message()), "invalid"), false).state())
                .isEqualTo(State.UNKNOWN);
        assertThat(line.asked).isZero();
    }

    @Test
    void wrongSettingsAreSeen() {
        NotificationDiagnoser withoutPartner = diagnoser(Map.of("partner", ""), ARRIVED);
        assertThat(withoutPartner
                        .diagnose(notConfirmed(signed(message()), "invalid"), false)
                        .orElseThrow()
                        .codes())
                .isEqualTo("WRONG_PARTNER");
        NotificationDiagnoser mixed = diagnoser(Map.of("verify_gateway", MerchantConfig.VERIFY_GATEWAY), ARRIVED);
        assertThat(mixed.diagnose(notConfirmed(signed(message()), "false"), false)
                        .orElseThrow()
                        .codes())
                .isEqualTo("SANDBOX_AND_PRODUCTION_MIXED");
        NotificationDiagnoser malformed = diagnoser(Map.of("verify_gateway", "not an address"), ARRIVED);
        assertThat(malformed.diagnose(unreachable("?"), false).orElseThrow().codes())
                .isEqualTo("ADDRESS_MALFORMED");
    }

    @Test
    void anIdThatWasConfirmedBeforeIsUsed() {
        Notification first = received(signed(message()));
        orderService.process(new VerificationResult.Verified(first), MessageSource.NOTIFY_URL);
        Map<String, String> resend = message();
        resend.put("notify_time", "2011-03-15 10:00:26");
        assertThat(diagnose(notConfirmed(signed(resend), "false"), false).codes())
                .isEqualTo("ALREADY_CONFIRMED");
    }

    @Test
    void anUnreachableGatewayIsLookedForWhileItStillMeansSomething() {
        line.reach = new ConnectionResult(ConnectionResult.Stage.NAME, "ConnectException: Connection refused");
        assertThat(diagnose(unreachable("no answer"), false)
                        .summary(MessageOrigin.NOTIFICATION)
                        .in(Locale.CHINESE))
                .contains("连不上支付宝的端口")
                .contains("Connection refused");
        assertThat(diagnose(unreachable("no answer"), false).codes()).isEqualTo("PORT_CLOSED");
        long old = unreachable("no answer");
        int asked = line.asked;
        assertThat(diagnoser(Map.of(), ARRIVED.plusSeconds(600)).diagnose(old, false))
                .contains(StoredDiagnosis.not(SkipReason.TOO_LATE));
        assertThat(line.asked).isEqualTo(asked);
    }

    @Test
    void aStatusInsteadOfAnAnswerIsToldHoweverLongAgoItWas() {
        long id = unreachable("HTTP 503");
        assertThat(diagnoser(Map.of(), ARRIVED.plusSeconds(600))
                        .diagnose(id, false)
                        .orElseThrow()
                        .sentences(MessageOrigin.NOTIFICATION))
                .singleElement()
                .satisfies(sentence -> {
                    assertThat(sentence.code()).isEqualTo("GATEWAY_OUT_OF_SERVICE");
                    assertThat(sentence.text().in(Locale.CHINESE))
                            .contains("通知会再来")
                            .endsWith("（HTTP 503）");
                });
        assertThat(orderService.notifications().find(id).orElseThrow().reason())
                .isEqualTo("the gateway could not be asked: HTTP 503");
        assertThat(line.asked).isZero();
    }

    /** The last digit of the key is mistyped: every notification is refused, until the key is mended. */
    @Test
    void aRefusalForTheKeyLastsUntilTheKeyIsMended() {
        long id = unverified(signed(message()));
        NotificationDiagnoser mistyped = diagnoser(Map.of("key", KEY.substring(0, 31) + "x"), ARRIVED.plusSeconds(1));
        mistyped.diagnose(id, true);
        assertThat(mistyped.lastRefusal()).contains(new Refusal(ARRIVED, SignatureMistake.KEY_MISTYPED));

        assertThat(diagnoser(Map.of(), ARRIVED.plusSeconds(2)).lastRefusal()).isEmpty();
        assertThat(mistyped.lastRefusal()).as("it is right by now").isEmpty();
    }

    /** Whoever does not know the key can send nothing that the doctor takes for a wrong setting. */
    @Test
    void whatAnybodyCanSendIsNoLastRefusal() {
        NotificationDiagnoser diagnoser = diagnoser(Map.of(), ARRIVED.plusSeconds(1));
        String plain = FormData.write(message(), StandardCharsets.UTF_8);
        String withoutKey = plain + "&sign=" + DigestUtils.md5Hex("x") + "&sign_type=MD5";
        for (String raw : new String[] {plain, withoutKey, plain + "&sign=abc"}) {
            diagnoser.diagnose(unverified(raw, MessageSource.NOTIFY_URL), true);
        }
        Map<String, String> more = signed(message());
        more.put("id", "1");
        diagnoser.diagnose(unverified(FormData.write(more, StandardCharsets.UTF_8), MessageSource.RETURN_URL), true);
        assertThat(diagnoser.lastRefusal()).isEmpty();
    }
}
