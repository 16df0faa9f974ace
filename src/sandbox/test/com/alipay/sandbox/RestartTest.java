package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.protocol.Parameters;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a sandbox with a data file knows after it has ended, in an orderly way or not. */
class RestartTest {
    private static final DateTimeFormatter PROTOCOL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String NOTHING_LEFT = "TRADE_CLOSED";

    @TempDir
    Path folder;

    private final FakeMerchant merchant = FakeMerchant.start();
    private final RecordedNotifications journal = new RecordedNotifications(merchant);
    private Path file;
    private Sandbox sandbox;
    private Client client;

    /** How one sandbox ends before the next one starts. */
    enum End {
        CLOSED {
            @Override
            Path leave(Sandbox sandbox, Path file) {
                sandbox.close();
                return file;
            }
        },
        /** A killed process leaves what is in its file at that moment; so does a copy of it. */
        KILLED {
            @Override
            Path leave(Sandbox sandbox, Path file) {
                try {
                    Path left = Files.copy(file, file.resolveSibling("left-" + file.getFileName()));
                    sandbox.close();
                    return left;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };

        abstract Path leave(Sandbox sandbox, Path file);
    }

    @BeforeEach
    void start() {
        file = folder.resolve("sandbox.data");
        begin();
    }

    @AfterEach
    void stop() {
        sandbox.close();
        merchant.close();
    }

    @ParameterizedTest
    @EnumSource
    void aMerchantThatWasDownGetsEveryNotificationByItsLadder(End end) {
        merchant.answers(503, "");
        String tradeNo = pay(PayForm.dual("R1"));
        client.api("clock", "advance=PT5M");
        Set<String> ids = ids();
        List<JsonObject> before = client.list("deliveries");
        assertThat(ids).hasSize(3);

        restart(end);
        assertThat(client.list("deliveries")).isEqualTo(before);
        journal.fresh();
        client.api("clock", "advance=PT10M");
        assertThat(journal.lines()).hasSize(3);
        merchant.answers(200, "success");
        client.api("clock", "advance=P2D");

        assertThat(ids()).isEqualTo(ids);
        assertThat(journal.lines()).hasSize(6);
        assertThat(journal.notices())
                .allSatisfy(notice -> assertThat(notice.get("trade_no")).isEqualTo(tradeNo));
        for (String id : ids) {
            List<JsonObject> attempts = attempts(id);
            assertThat(attempts)
                    .extracting(each -> each.get("attempt").getAsInt())
                    .containsExactly(1, 2, 3, 4);
            assertThat(waits(attempts))
                    .containsExactly(Duration.ofMinutes(4), Duration.ofMinutes(10), Duration.ofMinutes(10));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFirstAttemptThatNobodyHasAnsweredIsMadeAgain(End end) {
        client.api("notifier/pause", "");
        String tradeNo = pay(PayForm.escrow("R2"));
        assertThat(merchant.received()).isEmpty();

        restart(end);
        client.api("clock", "advance=PT0S");
        assertThat(merchant.received()).isEmpty();
        client.api("notifier/resume", "");
        client.api("clock", "advance=PT0S");

        assertThat(journal.lines()).containsExactly("WAIT_BUYER_PAY", "WAIT_BUYER_PAY", "WAIT_SELLER_SEND_GOODS");
        assertThat(client.api("trades/" + tradeNo).get("trade_status").getAsString())
                .isEqualTo("WAIT_SELLER_SEND_GOODS");
    }

    @ParameterizedTest
    @EnumSource
    void theIdOfANotificationIsVerifiedByTheNextSandboxToo(End end) {
        merchant.answers(503, "");
        pay(PayForm.escrow("R3"));
        String open = journal.last().get("notify_id");
        merchant.answers(200, "success");
        pay(PayForm.escrow("R4"));
        String done = journal.last().get("notify_id");

        restart(end);

        assertThat(verified(open)).isEqualTo("true");
        assertThat(verified(done)).isEqualTo("false");
    }

    @ParameterizedTest
    @EnumSource
    void aTradeGoesOnQueriedShippedRefundedAndClosedByItsTimers(End end) {
        String paid = pay(PayForm.escrow("T1").with("receive_name", "李四").with("receive_address", "杭州"));
        String unpaid = client.login(PayForm.escrow("T2").with("notify_url", merchant.notifyUrl()));
        client.api("trades/" + unpaid + "/adjust_price", "total_fee=300.00");
        String shipped = pay(PayForm.escrow("T3"));
        client.api("trades/" + shipped + "/send_goods", "");
        String instant = pay(PayForm.direct("T4"));
        client.api("clock", "advance=P1D");
        List<JsonObject> before = client.list("trades");

        restart(end);

        assertThat(client.list("trades")).isEqualTo(before);
        assertThat(query(paid)).containsEntry("trade_status", "WAIT_SELLER_SEND_GOODS");
        client.api("trades/" + paid + "/apply_refund", "");
        client.api("trades/" + paid + "/agree_refund", "");
        assertThat(query(paid))
                .containsEntry("trade_status", NOTHING_LEFT)
                .containsEntry("refund_status", "REFUND_SUCCESS");
        client.api("clock", "advance=P9D");
        assertThat(status(shipped)).isEqualTo("TRADE_FINISHED");
        assertThat(status(unpaid)).isEqualTo("WAIT_BUYER_PAY");
        assertThat(client.api("trades/" + unpaid).get("total_fee").getAsString())
                .isEqualTo("300.00");
        client.api("clock", "advance=P5D");
        assertThat(status(unpaid)).isEqualTo(NOTHING_LEFT);
        assertThat(status(instant)).isEqualTo("TRADE_SUCCESS");
        client.api("clock", "advance=P75D");
        assertThat(status(instant)).isEqualTo("TRADE_FINISHED");
        assertThat(client.api("pay", "out_trade_no=T3").toString()).contains("TRADE_NOT_ALLOWED_PAY");
    }

    @ParameterizedTest
    @EnumSource
    void theClockTheFaultsAndThePausesStayAsTheyWere(End end) {
        client.api("clock", "advance=P3DT4H");
        client.api("faults", "fault=WRONG_AMOUNT&count=3&out_trade_no=F1");
        client.api("faults", "fault=VERIFY_DOWN");
        JsonObject faults = client.api("faults");
        client.api("notifier/pause", "");

        restart(end);

        assertThat(client.api("clock").get("offset").getAsString()).isEqualTo("PT76H");
        assertThat(client.api("faults")).isEqualTo(faults);
        pay(PayForm.escrow("F0"));
        assertThat(merchant.received()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aHeldBackNotificationStillWaitsForTheNext(End end) {
        client.api("faults", "fault=NOTICE_REORDERED&count=1&trade_status=any");
        String tradeNo = client.login(PayForm.escrow("H1").with("notify_url", merchant.notifyUrl()));
        assertThat(merchant.received()).isEmpty();

        restart(end);
        client.api("trades/" + tradeNo + "/adjust_price", "total_fee=300.00");
        client.api("clock", "advance=PT0S");

        assertThat(journal.notices())
                .extracting(notice -> notice.get("total_fee"))
                .containsExactly("300.00", "338.00");
    }

    @ParameterizedTest
    @EnumSource
    void openPagesNumbersAndKeysAreStillKnown(End end) {
        String cashier = client.submit(PayForm.escrow("P1"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String seal = Client.text(client.get(cashier)).replaceAll("(?s).*name=\"seal\" value=\"([0-9a-f]+)\".*", "$1");
        String tradeNo = pay(PayForm.direct("P2"));
        PayForm batch = batch(tradeNo);
        String page = client.submit(batch.with("service", "refund_fastpay_by_platform_pwd"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        client.submit(batch.with("batch_no", today() + "777"));
        String key = XmlAnswer.of(client.submit(PayForm.call("query_timestamp")))
                .object()
                .get("encrypt_key");

        restart(end);

        client.post(cashier, "step=login&buyer=buyer@example.com&seal=" + seal);
        assertThat(status(client.list("trades").get(0).get("trade_no").getAsString()))
                .isEqualTo("WAIT_BUYER_PAY");
        assertThat(Client.text(client.get(page))).contains("confirm-refund");
        client.post(page, "");
        assertThat(Client.text(client.get(page))).contains("SUCCESS").doesNotContain("confirm-refund");
        assertThat(Client.text(client.submit(batch.with("batch_no", today() + "777"))))
                .contains("DUPLICATE_BATCH_NO");
        assertThat(key).startsWith("KP");
        PayForm guarded = PayForm.escrow("P3").with("anti_phishing_key", key).with("exter_invoke_ip", "127.0.0.1");
        assertThat(client.submit(guarded).headers().firstValue("Location")).isPresent();
        client.api("clock", "advance=PT2M");
        assertThat(Client.text(client.submit(guarded.with("out_trade_no", "P4"))))
                .contains("ANTI_PHISHING_KEY_TIMEOUT");
    }

    @ParameterizedTest
    @EnumSource
    void aResetEmptiesTheFile(End end) {
        merchant.answers(503, "");
        pay(PayForm.escrow("E1"));
        client.api("clock", "advance=PT1M");
        client.api("faults", "fault=VERIFY_DOWN");
        client.api("reset", "");
        merchant.received().clear();

        restart(end);
        client.api("clock", "advance=P2D");

        assertThat(client.list("trades")).isEmpty();
        assertThat(client.list("deliveries")).isEmpty();
        assertThat(client.api("clock").get("offset").getAsString()).isEqualTo("PT48H");
        assertThat(client.api("faults").get("faults").getAsJsonArray()).isEmpty();
        assertThat(merchant.received()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theKeyOfRsaStaysTheSameAlsoAfterAReset(End end) throws IOException {
        String key = publicKey();
        client.api("reset", "");
        restart(end);

        assertThat(publicKey()).isEqualTo(key);
        assertThat(Client.text(client.get("/alipay_public_key.pem"))).isEqualTo(key);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefundThatNobodyDealsWithAndVirtualGoodsGoOnInTheSameOrder(End end) {
        String refund = pay(PayForm.escrow("V1"));
        client.api("trades/" + refund + "/apply_refund", "");
        String virtual = pay(PayForm.escrow("V2"));
        client.api("trades/" + virtual + "/send_goods", "transport_type=VIRTUAL");
        String other = pay(PayForm.escrow("V3"));
        client.api("trades/" + other + "/apply_refund", "");
        List<JsonObject> before = client.list("trades");

        restart(end);

        assertThat(client.list("trades")).isEqualTo(before);
        journal.fresh();
        client.api("clock", "advance=P6D");
        assertThat(journal.notices())
                .extracting(notice -> notice.get("trade_no"))
                .containsExactly(virtual, refund, other);
    }

    @Test
    void aTradeNumberIsNotGivenTwice() {
        String first = pay(PayForm.escrow("N1"));
        restart(End.CLOSED);
        String second = pay(PayForm.escrow("N2"));

        assertThat(Long.parseLong(second)).isGreaterThan(Long.parseLong(first));
        assertThat(client.list("deliveries"))
                .extracting(each -> each.get("id").getAsLong())
                .doesNotHaveDuplicates();
    }

    private void begin() {
        sandbox = Sandbox.start(SandboxOptions.forMerchant(PayForm.MERCHANT)
                .withAdvancedInstant()
                .withWork(folder.resolve("work"))
                .withData(file));
        client = new Client(sandbox);
    }

    private void restart(End end) {
        file = end.leave(sandbox, file);
        begin();
    }

    /** Brings the order to the cashier and pays; answers the number of its trade when its first attempts are over. */
    private String pay(PayForm form) {
        client.submit(form.with("notify_url", merchant.notifyUrl()));
        String tradeNo = client.api("pay", "out_trade_no=" + form.params().get("out_trade_no"))
                .get("trade_no")
                .getAsString();
        client.api("clock", "advance=PT0S");
        return tradeNo;
    }

    private String publicKey() {
        return client.api("public_key").get("alipay_public_key").getAsString();
    }

    private String status(String tradeNo) {
        return client.api("trades/" + tradeNo).get("trade_status").getAsString();
    }

    private java.util.Map<String, String> query(String tradeNo) {
        return XmlAnswer.of(client.submit(PayForm.call("single_trade_query").with("trade_no", tradeNo)))
                .object();
    }

    private String verified(String id) {
        return Client.text(client.get("/trade/notify_query.do?partner=" + PayForm.PARTNER + "&notify_id=" + id));
    }

    private Set<String> ids() {
        return merchant.received().stream()
                .map(each -> each.in(StandardCharsets.UTF_8))
                .map((Parameters notice) -> notice.get("notify_id"))
                .collect(Collectors.toSet());
    }

    private List<JsonObject> attempts(String id) {
        List<JsonObject> attempts = client.list("deliveries").stream()
                .filter(each -> each.get("notify_id").getAsString().equals(id))
                .collect(Collectors.toList());
        Collections.reverse(attempts);
        return attempts;
    }

    /** From the time that each was due, the first one's own, to the next. */
    private static List<Duration> waits(List<JsonObject> attempts) {
        List<LocalDateTime> due = attempts.stream()
                .filter(each -> each.has("next_try"))
                .map(each -> LocalDateTime.parse(each.get("next_try").getAsString(), PROTOCOL))
                .collect(Collectors.toList());
        due.add(0, LocalDateTime.parse(attempts.get(0).get("time").getAsString(), PROTOCOL));
        return java.util.stream.IntStream.range(1, due.size())
                .mapToObj(i -> Duration.between(due.get(i - 1), due.get(i)))
                .toList();
    }

    private static PayForm batch(String tradeNo) {
        return PayForm.call("refund_fastpay_by_platform_nopwd")
                .with("seller_email", PayForm.SELLER)
                .with("refund_date", PROTOCOL.format(LocalDateTime.now(ZoneId.of("Asia/Shanghai"))))
                .with("batch_no", today() + "001")
                .with("batch_num", "1")
                .with("detail_data", tradeNo + "^1.00^x");
    }

    private static String today() {
        return DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT)
                .format(LocalDateTime.now(ZoneId.of("Asia/Shanghai")));
    }
}
