package com.alipay.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.sandbox.protocol.Md5Signer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code explain} on a command line: says the cause, keeps the key, ends in a code. */
class ExplainCommandTest {
    private static final String KEY = "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m";
    private static final Charset GBK = Charset.forName("GBK");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    /** A notification of 测试, with one parameter more than was signed. */
    private static String notification(Charset charset, String more) {
        Map<String, String> params = new TreeMap<>(Map.of("out_trade_no", "1", "subject", "测试", "total_fee", "0.01"));
        params.put("sign", new Md5Signer(KEY).sign(params, charset));
        params.put("sign_type", "MD5");
        return more + FormCodec.encode(params.entrySet(), charset);
    }

    @Test
    void aMessageThatIsRightEndsInZero() {
        assertThat(run("explain", "--lang", "en", "--key", KEY, notification(StandardCharsets.UTF_8, "")))
                .isZero();
        assertThat(out.toString()).contains("the signature is right", "out_trade_no=1&subject=测试&total_fee=0.01");
    }

    /** The vendor's rules for the signature are the same; what is signed is nothing for these pages. */
    @Test
    void aNeighbourIsNamedWhetherItsSignatureIsRightOrNot() {
        String text = "notify_id=1&notify_type=batch_trans_notify";
        assertThat(run("explain", "--key", KEY, "--lang", "en", text + "&sign=" + DigestUtils.md5Hex(text + KEY)))
                .isZero();
        assertThat(out.toString()).contains("notify_type=batch_trans_notify is a notification of another business");

        assertThat(run(
                        "explain",
                        "--key",
                        KEY,
                        "--lang",
                        "zh",
                        "service=create_forex_trade&total_fee=1&sign=" + "0".repeat(32)))
                .isEqualTo(1);
        assertThat(out.toString()).contains("service=create_forex_trade 是支付宝另外的一种接口，沙箱没有模拟它");
    }

    @Test
    void theCauseTheFixerTheSectionAndBothTextsAreSaid() {
        int code = run(
                "explain",
                "--lang",
                "zh",
                "--key",
                KEY,
                "http://shop.example.com/notify_url.jsp?" + notification(StandardCharsets.UTF_8, "id=7&"));

        assertThat(code).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("签名不对")
                .contains("多了一个没有签名的参数", "商户配置; 双功能 4.2 C / 担保 5.2 C; EXTRA_PARAMETER")
                .contains("id=7&out_trade_no=1&subject=测试", ">>i<<d=7", ">>o<<ut_trade_no=1")
                .doesNotContain(KEY);
    }

    @Test
    void theAccountComesFromAConfigurationAndTheMessageFromAFile() throws IOException {
        Path config = file("alipay.properties", "partner=2088000000000001\nkey=" + KEY + "\ninput_charset=gbk\n");
        Path message = file("message.txt", notification(GBK, "") + "\n");

        assertThat(run("explain", "--lang", "en", "--config", config.toString(), "--file", message.toString()))
                .isZero();
        assertThat(out.toString()).contains("as GBK");
    }

    @Test
    void theKeyComesFromAFileWithoutItsLineBreakAndBlanksStay() throws IOException {
        Path key = file("key", KEY + "\n");
        Path blank = file("blank", KEY + " \n");
        String message = notification(StandardCharsets.UTF_8, "");

        assertThat(run("explain", "--lang", "en", "--key-file", key.toString(), message))
                .isZero();
        assertThat(run("explain", "--lang", "en", "--key-file", blank.toString(), message))
                .isEqualTo(1);
        assertThat(out.toString()).contains("KEY_WITH_BLANKS").doesNotContain(KEY);
    }

    @Test
    void standardInputIsReadByItsBytes() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream((notification(StandardCharsets.UTF_8, "") + "\r\n").getBytes(GBK)));
            assertThat(run("explain", "--lang", "en", "--key", KEY, "-")).isZero();
        } finally {
            System.setIn(before);
        }
    }

    /** Somebody logged the body decoded, in the site's charset: its bytes are no guess, whatever the console's charset is. */
    @Test
    void aFileThatWasNeverEncodedIsReadByItsBytes() throws IOException {
        Map<String, String> params = new TreeMap<>(Map.of("out_trade_no", "1", "subject", "测试"));
        String text = "out_trade_no=1&subject=测试&sign_type=MD5&sign=" + new Md5Signer(KEY).sign(params, GBK);
        Path message = Files.write(folder.resolve("decoded.txt"), (text + "\n").getBytes(GBK));

        assertThat(run("explain", "--lang", "en", "--key", KEY, "--charset", "gbk", "--file", message.toString()))
                .isZero();
        assertThat(out.toString()).contains("subject=测试").doesNotContain("guess");
    }

    @Test
    void aTextThatWasLoggedIsComparedEvenWithTheKeyBehindIt() {
        int code = run(
                "explain",
                "--lang",
                "en",
                "--key",
                KEY,
                "--signed-text",
                "out_trade_no=1&subject=测试&total_fee=0.010" + KEY,
                notification(StandardCharsets.UTF_8, "id=7&"));

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("your text:").doesNotContain(KEY);
    }

    @Test
    void aValueFromTheShopsOwnRecordsFindsWhatWasChanged() {
        String changed = notification(StandardCharsets.UTF_8, "").replace("total_fee=0.01", "total_fee=9.99");

        assertThat(run("explain", "--lang", "en", "--key", KEY, "--known", "total_fee=0.01", changed))
                .isEqualTo(1);
        assertThat(out.toString()).contains("VALUE_CHANGED");
    }

    @ParameterizedTest
    @CsvSource({
        "explain --key k, give one message",
        "explain --key k --file none.txt, --file (none.txt) cannot be read: there is no such file",
        "explain --key k --file none.txt a=1, give one message",
        "explain a=1&b=2 --lang en, there is no key",
        "explain a=1&b=2 --lang zh, 没有安全校验码",
        "explain --key top-secret --key-file x a=1, --key and --key-file",
        "explain --key top-secret --charset big5 a=1 --lang en, charset (big5)",
        "explain --key top-secret --kind letter a=1 --lang en, kind (letter)",
        "explain --key top-secret --lang fr a=1, --lang",
    })
    void anOptionOfNoUseIsNamed(String args, String message) {
        assertThat(run(args.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message).doesNotContain("top-secret", "\tat ");
    }
}
