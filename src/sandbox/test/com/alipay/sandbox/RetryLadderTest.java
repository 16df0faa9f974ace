package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.notification.IdLifetime;
import com.alipay.sandbox.notification.NotificationProfile;
import com.alipay.sandbox.notification.RetrySchedule;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.Parameters;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every ladder to its end under both policies of the id: a merchant that never says {@code success}, real HTTP, a clock that
 * is moved once by two days. Prints each attempt, and how long all of it took.
 */
class RetryLadderTest {
    private static final DateTimeFormatter PROTOCOL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** What the merchant saw while one attempt waited for its answer. */
    private record Seen(Parameters notice, String verified, String again) {}

    @ParameterizedTest
    @CsvSource({
        "v1.0,                            9, 24:27:05",
        "v1.0+ids-until-success,          9, 24:27:05",
        "v1.7,                            8, 24:22:00",
        "v1.7+ids-once,                   8, 24:22:00",
        "open-platform,                   8, 24:24:00",
        "open-platform+ids-once,          8, 24:24:00"
    })
    void aLadderIsClimbedToItsEnd(String name, int attempts, String sum) {
        NotificationProfile profile = NotificationProfile.named(name).orElseThrow();
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.forMerchant(PayForm.PARTNER, PayForm.KEY, PayForm.SELLER)
                        .withNotifications(profile));
                FakeMerchant merchant = FakeMerchant.start()) {
            Client client = new Client(sandbox);
            String tradeNo = paid(client, merchant);
            List<Seen> seen = new CopyOnWriteArrayList<>();
            merchant.answers(200, "fail");
            merchant.onNotify(each -> seen.add(look(client, each.in(StandardCharsets.UTF_8))));

            long start = System.nanoTime();
            client.api("trades/" + tradeNo + "/send_goods", "");
            client.api("clock", "advance=P2D");
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            List<JsonObject> log = oldestFirst(client, tradeNo);
            print(profile, log, seen, took);
            assertThat(log).hasSize(attempts);
            assertThat(offsets(log)).containsExactlyElementsOf(expected(profile.ladder()));
            assertThat(text(offsets(log).get(attempts - 1))).isEqualTo(sum);
            assertThat(log.get(attempts - 1).has("next_try")).isFalse();
            assertOneSnapshotSignedAnew(seen);
            boolean once = profile.ids() == IdLifetime.ONCE_WITHIN_A_MINUTE;
            assertThat(seen).allSatisfy(each -> {
                assertThat(each.verified()).isEqualTo("true");
                assertThat(each.again()).isEqualTo(once ? "false" : "true");
            });
        }
    }

    private static void assertOneSnapshotSignedAnew(List<Seen> seen) {
        assertThat(seen)
                .extracting(each -> each.notice().get("notify_id"))
                .hasSameElementsAs(List.of(seen.get(0).notice().get("notify_id")));
        assertThat(seen).extracting(each -> each.notice().get("notify_time")).doesNotHaveDuplicates();
        assertThat(seen).extracting(each -> each.notice().get("sign")).doesNotHaveDuplicates();
        assertThat(seen)
                .allSatisfy(each -> assertThat(
                                new Md5Signer(PayForm.KEY).accepts(each.notice().asMap(), StandardCharsets.UTF_8))
                        .isTrue());
    }

    private static Seen look(Client client, Parameters notice) {
        String question = "/trade/notify_query.do?partner=" + PayForm.PARTNER + "&notify_id=" + notice.get("notify_id");
        return new Seen(notice, Client.text(client.get(question)), Client.text(client.get(question)));
    }

    private static String paid(Client client, FakeMerchant merchant) {
        client.submit(PayForm.escrow("LADDER").with("notify_url", merchant.notifyUrl()));
        return client.api("pay", "out_trade_no=LADDER").get("trade_no").getAsString();
    }

    /** The attempts to tell that the goods were sent. */
    private static List<JsonObject> oldestFirst(Client client, String tradeNo) {
        List<JsonObject> log = new ArrayList<>(client.list("deliveries?trade_no=" + tradeNo).stream()
                .filter(each -> each.get("trade_status").getAsString().equals("WAIT_BUYER_CONFIRM_GOODS"))
                .toList());
        Collections.reverse(log);
        return log;
    }

    /** From the first attempt to each. */
    private static List<Duration> offsets(List<JsonObject> log) {
        List<Duration> offsets = new ArrayList<>(List.of(Duration.ZERO));
        LocalDateTime first = time(log.get(0), "time");
        for (int i = 1; i < log.size(); i++) {
            offsets.add(Duration.between(first, time(log.get(i - 1), "next_try")));
        }
        return offsets;
    }

    private static List<Duration> expected(RetrySchedule ladder) {
        List<Duration> offsets = new ArrayList<>(List.of(Duration.ZERO));
        ladder.waits()
                .forEach(wait -> offsets.add(offsets.get(offsets.size() - 1).plus(wait)));
        return offsets;
    }

    private static void print(NotificationProfile profile, List<JsonObject> log, List<Seen> seen, Duration took) {
        PrintStream out = System.out;
        out.printf(Locale.ROOT, "%n%s: %s, ids %s%n", profile.name(), profile.ladder(), profile.ids());
        out.printf(Locale.ROOT, "  attempt  after     notify_time          sign      answer  verify  again%n");
        for (int i = 0; i < log.size(); i++) {
            out.printf(
                    Locale.ROOT,
                    "  %7d  %s  %s  %.8s  %-6s  %-6s  %s%n",
                    log.get(i).get("attempt").getAsInt(),
                    text(offsets(log).get(i)),
                    seen.get(i).notice().get("notify_time"),
                    seen.get(i).notice().get("sign"),
                    log.get(i).get("answer").getAsString(),
                    seen.get(i).verified(),
                    seen.get(i).again());
        }
        out.printf(Locale.ROOT, "  %d attempts in %d ms of real time%n", log.size(), took.toMillis());
    }

    private static String text(Duration time) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    private static LocalDateTime time(JsonObject delivery, String name) {
        return LocalDateTime.parse(delivery.get(name).getAsString(), PROTOCOL);
    }
}
