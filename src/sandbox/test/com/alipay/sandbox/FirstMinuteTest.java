package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.merchant.DemoMerchant;
import com.alipay.security.RecordedBrowser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody without a shop finds on the first page, and that it works as it is printed. */
class FirstMinuteTest {
    private static final int PATIENCE_MINUTES = 2;

    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"pay.sh, sh", "pay.php, php", "pay.mjs, node", "pay.py, python3"})
    void aPrintedProgramPaysAsItIsPrinted(String file, String program) throws IOException, InterruptedException {
        String printed = Client.text(client.get("/demo/" + file));
        HtmlElement shown = page().getHtmlElementById(file);
        assertThat(shown.getTextContent()).isEqualTo(printed);
        if (!isInstalled(program)) {
            String missing = "NOT TESTED: " + program + " is not installed, " + file + " did not run";
            System.err.println("\n**** " + missing + " ****\n");
            Assumptions.abort(missing);
        }
        Path script = Files.writeString(folder.resolve(file), printed);

        assertThat(run(program, script.toString()))
                .contains("cashier " + sandbox.url() + "/cashier/")
                .contains("TRADE_FINISHED");
        assertThat(client.list("trades").get(0).get("partner").getAsString()).isEqualTo(DemoMerchant.PARTNER);
    }

    @Test
    void oneButtonPlacesAnOrderThatIsPaidNotifiedAndReturnedFrom() throws IOException {
        HtmlPage cashier = page().getHtmlElementById("demo-pay").click();
        HtmlPage paid = cashier.getHtmlElementById("pay").click();
        client.api("clock", "advance=PT0S");
        HtmlPage back = paid.getHtmlElementById("return").click();

        assertThat(back.getHtmlElementById("verified").getTextContent()).contains("验证成功");
        assertThat(client.list("deliveries"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.get("answer").getAsString()).isEqualTo("success"));
    }

    @Test
    void theBuiltInMerchantIsNotAmongTheConfiguredOnesAndNoKeyOfThoseIsShown() {
        String home = Client.text(client.get("/"));
        String configured = home.substring(home.indexOf("已配置的商户"), home.indexOf("id=\"connect\""));

        assertThat(home).contains(DemoMerchant.KEY).doesNotContain(PayForm.KEY);
        assertThat(configured).doesNotContain(DemoMerchant.PARTNER);
    }

    @ParameterizedTest
    @CsvSource({"/livez, ok", "/readyz, ok", "/openapi.json, openapi"})
    void programsFindOutWhetherItServesAndWhatItCanDo(String path, String word) {
        assertThat(client.get(path).statusCode()).isEqualTo(200);
        assertThat(Client.text(client.get(path))).contains(word);
    }

    private static HtmlPage page() throws IOException {
        WebClient browser = RecordedBrowser.of(new WebClient());
        browser.getOptions().setJavaScriptEnabled(false);
        return browser.getPage(sandbox.url() + "/");
    }

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(program, program.equals("sh") ? "-c" : "--version", "curl --version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        builder.environment().put("no_proxy", "localhost");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
