package com.alipay.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.security.SecretLeakScan.Exempt;
import com.alipay.security.SecretLeakScan.Kind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search that finds nothing in a good run finds every leak that is planted. */
class SecretLeakScanTest {
    private static final String KEY = KnownKeys.MERCHANTS.get(0);
    private static final String UNSIGNED = "notify_id=1&out_trade_no=A1&subject=%B2%E2%CA%D4&total_fee=0.01&body=";
    private static final Instant STARTED = Instant.now().minusSeconds(60);

    @TempDir
    private Path target;

    private ResponseRecorder recorder;

    @BeforeEach
    void record() {
        recorder = ResponseRecorder.fresh(target.resolve("received/it"));
    }

    private SecretLeakScan sweep() throws IOException {
        return SecretLeakScan.of(target, STARTED);
    }

    private Path plant(String path, String text, Charset charset) throws IOException {
        Path file = target.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, text.getBytes(charset));
    }

    private static String sign(String form) {
        return SignedMessage.parse(form).signature(KEY);
    }

    @Test
    void aSignatureIsThatOfTheProtocolsExample() {
        assertThat(SignedMessage.parse(
                                "batch_no=20110320001&notify_id=fedcba9876543210fedcba98765432107g&sign_type=MD5&body="
                                        + "&notify_time=2011-03-20+09%3A00%3A00&notify_type=batch_refund_notify"
                                        + "&result_details=2011031500000002%5E0.01%5ESUCCESS&success_num=1")
                        .signature(KEY))
                .isEqualTo("396f69de9df52de71e01e873da6d66fb");
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "ANSWERS, received/it/http.answers",
        "LOGS, it/tomcat10/logs/console.log",
        "LOGS, it/tomcat10/log/gbk/log.txt",
        "DATABASES, it/tomcat10/alipay-data/gbk/orders.mv.db",
        "DATABASES, it/orders-postgres/data/base/5/16400",
        "DATABASES, mariadb123/shop/notices.ibd",
        "FILES, it/alipay-of-tomcat10/sandbox.json",
        "REPORTS, alipay-kit/surefire-reports/TEST-com.alipay.SomeTest.xml",
        "REPORTS, failsafe-reports/com.alipay.SomeIT.txt",
        "TABLES, sandbox-coverage.md"
    })
    void aPlantedKeyIsFoundInEveryKindOfOutput(Kind kind, String path) throws IOException {
        plant(path, "a log line\nkey=" + KEY + ".", StandardCharsets.UTF_8);

        SecretLeakScan sweep = sweep();
        assertThat(sweep.leaks()).containsExactly(path + " holds the key k3ys…");
        assertThat(sweep.extent(kind).files).isEqualTo(1);
        assertThat(sweep.extent(kind).bytes).isEqualTo(48);
    }

    static Stream<String> disguises() {
        String hex = HexFormat.of().formatHex(KEY.getBytes(StandardCharsets.US_ASCII));
        return Stream.of(
                KEY,
                KEY.toUpperCase(Locale.ROOT),
                hex,
                hex.toUpperCase(Locale.ROOT),
                "glued" + KEY + "together",
                "-----BEGIN PRIVATE KEY-----");
    }

    @ParameterizedTest
    @MethodSource("disguises")
    void aKeyIsFoundWhereverItStandsAndHoweverItIsWritten(String disguise) throws IOException {
        for (int before : new int[] {0, 1, 15, 16, 17, 100_000}) {
            plant("it/a/logs/a.log", "测".repeat(before) + disguise, Charset.forName("GBK"));
            assertThat(sweep().leaks()).as("behind %d characters", before).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("disguises")
    void aKeyIsFoundAcrossTwoPiecesOfALargeFile(String disguise) throws IOException {
        byte[] secret = disguise.getBytes(StandardCharsets.US_ASCII);
        for (int before = 0; before <= secret.length; before += 7) {
            byte[] large = new byte[2 * SecretSearch.PIECE + 1];
            System.arraycopy(secret, 0, large, SecretSearch.PIECE - before, secret.length);
            Path file = target.resolve("it/a/logs/a.log");
            Files.createDirectories(file.getParent());
            Files.write(file, large);
            SecretLeakScan sweep = sweep();
            assertThat(sweep.leaks()).as("%d octets before the border", before).hasSize(1);
            assertThat(sweep.extent(Kind.LOGS).bytes).isEqualTo(large.length);
        }
    }

    @Test
    void everyKeyIsSearchedFor() throws IOException {
        for (String key : KnownKeys.all()) {
            plant("it/a/logs/a.log", "<" + key + ">", StandardCharsets.UTF_8);
            assertThat(sweep().leaks()).as(key.substring(0, 4)).hasSize(1);
        }
    }

    @Test
    void theSignatureThatAnUnverifiedMessageLackedIsFound() throws IOException {
        recorder.sent(UNSIGNED + "&sign=" + "0".repeat(32));
        recorder.received("http", "/notify_url.jsp", "mysign=" + sign(UNSIGNED) + " sign=" + "0".repeat(32));

        assertThat(sweep().leaks())
                .containsExactly("received/it/http.answers holds the signature "
                        + sign(UNSIGNED).substring(0, 4) + "… of an unverified message");
    }

    @ParameterizedTest
    @CsvSource({"total_fee=0.01, total_fee=0.02", "&sign=, &signed=", "out_trade_no=A1, out_trade_no=A2"})
    void whateverWasBrokenTheSignatureThatWouldHaveBeenRightIsWithheld(String good, String broken) throws IOException {
        String message = (UNSIGNED + "&sign=" + sign(UNSIGNED)).replace(good, broken);
        recorder.sent(message);

        assertThat(SecretLeakScan.withheld(target)).contains(sign(message));
    }

    @Test
    void aSignatureThatCameWithItsMessageIsNoSecret() throws IOException {
        recorder.sent(UNSIGNED);
        recorder.sent(UNSIGNED + "&sign=" + sign(UNSIGNED));
        recorder.received("http", "/deliveries", sign(UNSIGNED));

        assertThat(SecretLeakScan.withheld(target)).doesNotContain(sign(UNSIGNED));
        assertThat(sweep().leaks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&submit=ok"})
    void aSignatureThatAClientSentInCapitalsOrWithTooMuchIsNoSecret(String more) throws IOException {
        recorder.sent(UNSIGNED);
        recorder.sent(UNSIGNED + more + "&sign=" + sign(UNSIGNED).toUpperCase(Locale.ROOT));
        recorder.received("http", "/gateway.do", sign(UNSIGNED));

        assertThat(sweep().leaks()).isEmpty();
    }

    @Test
    void whatIsNoMessageOfTheProtocolHasNoSignature() throws IOException {
        recorder.sent("subject=x&price=0.01");
        recorder.sent((String) null);

        assertThat(SecretLeakScan.withheld(target)).isEmpty();
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "SETTINGS, it/tomcat10/conf/gbk.properties",
        "SETTINGS, it/doctor-sandbox/target/sandbox/utf-8/sandbox.properties",
        "DEPLOYED, it/tomcat10/webapps/gbk/WEB-INF/classes/x",
        "DEPLOYED, it/copied-orders-war-1/WEB-INF/web.xml",
        "SANDBOX_DATA, it/load-data/sandbox.data",
        "WRITE_AHEAD, it/orders-postgres/data/pg_wal/000000010000000000000001",
        "LISTS, received/it/withheld.signatures"
    })
    void onlyWhatIsListedIsLeftOut(Exempt reason, String path) throws IOException {
        plant(path, KEY, StandardCharsets.UTF_8);

        assertThat(sweep().leaks()).isEmpty();
        assertThat(Stream.of(Exempt.values()).filter(each -> each.covers(path)).collect(Collectors.toSet()))
                .isEqualTo(Set.of(reason));
        assertThat(sweep().exempted(reason)).isEqualTo(1);
    }

    @Test
    void whatAnEarlierRunLeftIsNotSearched() throws IOException {
        Path old = plant("it/a/logs/a.log", KEY, StandardCharsets.UTF_8);
        Files.setLastModifiedTime(old, FileTime.from(STARTED.minusSeconds(1)));

        assertThat(sweep().leaks()).isEmpty();
        assertThat(sweep().extent(Kind.LOGS).files).isZero();
    }
}
