package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.client.AlipaySandbox;
import com.alipay.sandbox.client.SandboxDelivery;
import com.alipay.sandbox.client.SandboxMerchant;
import com.alipay.sandbox.client.SandboxOrder;
import com.alipay.sandbox.client.SignedNotification;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The shops of src/examples in other languages, each paid at the sandbox, where the language is installed. */
class ExamplesIT {
    private static final long STARTS_WITHIN_SECONDS = 120;
    private static final SandboxMerchant MERCHANT =
            SandboxMerchant.of("2088000000000001", "0123456789abcdef0123456789abcdef", "tea@example.com");

    @TempDir
    Path folder;

    enum Language {
        PHP("php") {
            @Override
            List<String> command(int port) {
                return List.of("php", "-S", "127.0.0.1:" + port, "src/examples/php/index.php");
            }
        },
        NODE("node") {
            @Override
            List<String> command(int port) {
                return List.of("node", "src/examples/node/shop.mjs");
            }
        };

        private final String program;

        Language(String program) {
            this.program = program;
        }

        abstract List<String> command(int port);

        private void require() {
            boolean installed = Stream.of(System.getenv("PATH").split(":"))
                    .anyMatch(folder -> Path.of(folder, program).toFile().canExecute());
            if (!installed) {
                String missing = "NOT TESTED: the shop in " + this + ", as " + program + " is not installed";
                if (System.getenv("CI") != null) {
                    throw new AssertionError(missing);
                }
                System.err.println("\n**** " + missing + " ****\n");
                Assumptions.abort(missing);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theShopDeliversWhatIsPaidAndNothingElse(Language language) throws Exception {
        language.require();
        int port = Ports.free();
        String shop = "http://127.0.0.1:" + port;
        try (AlipaySandbox alipay = AlipaySandbox.start(MERCHANT)) {
            Process process = start(language.command(port), alipay.addresses().gateway(), shop);
            try {
                awaitAnswer(process, shop);

                alipay.open(Http.get(shop + "/buy?number=TEA1")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow());
                assertThat(forged(shop)).isEqualTo("fail");
                assertThat(text(shop + "/order?number=TEA1")).isEqualTo("unpaid 0");

                alipay.pay("TEA1");
                assertThat(alipay.deliveries("TEA1"))
                        .isNotEmpty()
                        .as("%s", alipay.journal())
                        .allMatch(SandboxDelivery::acknowledged);
                assertThat(text(shop + "/order?number=TEA1")).isEqualTo("paid 1");
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }

    /** Shipping and refunds of goods alone are not tested: the payments of these shops are instant. */
    @ParameterizedTest
    @EnumSource
    void theShopPassesEveryCheckOfInstantPayments(Language language) throws Exception {
        language.require();
        int port = Ports.free();
        int sandbox = Ports.free();
        String shop = "http://127.0.0.1:" + port;
        Process process = start(language.command(port), "http://localhost:" + sandbox + "/gateway.do", shop);
        try {
            awaitAnswer(process, shop);
            SandboxProcess check = SandboxProcess.run(
                    folder,
                    "check",
                    "--lang",
                    "en",
                    "--port",
                    String.valueOf(sandbox),
                    "--partner",
                    MERCHANT.partner(),
                    "--key",
                    MERCHANT.key(),
                    "--notify-url",
                    shop + "/notify",
                    "--return-url",
                    shop + "/return",
                    "--order-url",
                    shop + "/buy",
                    "--order-status-url",
                    shop + "/order?number={out_trade_no}",
                    "--output",
                    "report.txt");

            int code = check.exitCode();
            assertThat(code).as(Files.readString(folder.resolve("report.txt"))).isZero();
            assertThat(check.output()).contains("25 passed, 0 failed, 5 not tested, ");
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /** Signed with the key, with an id that Alipay has not issued. */
    private static String forged(String shop) {
        return SignedNotification.paidInstantly(SandboxOrder.of("TEA1", "0.01").merchant(MERCHANT))
                .sendTo(shop + "/notify");
    }

    private static Process start(List<String> command, String gateway, String shop) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "ALIPAY_GATEWAY",
                        gateway,
                        "ALIPAY_VERIFY",
                        gateway,
                        "ALIPAY_PARTNER",
                        MERCHANT.partner(),
                        "ALIPAY_KEY",
                        MERCHANT.key(),
                        "SHOP_URL",
                        shop,
                        "SHOP_NOTIFY",
                        shop + "/notify"));
        Process process = builder.inheritIO().start();
        // Should the tests be stopped in the middle, no shop stays behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    private static void awaitAnswer(Process process, String shop) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN_SECONDS);
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                Http.get(shop + "/");
                return;
            } catch (ConnectException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        throw new AssertionError("the shop does not answer: see its words above");
    }

    private static String text(String url) throws IOException, InterruptedException {
        return new String(Http.get(url).body(), StandardCharsets.UTF_8);
    }
}
