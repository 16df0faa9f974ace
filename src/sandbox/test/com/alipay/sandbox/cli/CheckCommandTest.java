package com.alipay.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.check.ShopChecks;
import com.alipay.sandbox.check.SmallShop;
import com.alipay.sandbox.check.TestShopProof;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import picocli.CommandLine;

/** {@code check} on a command line: reports, exit codes, and whom it refuses to examine. */
class CheckCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int port;

    @BeforeEach
    void findPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    private int run(String... args) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    private int check(SmallShop.Defect defect, String... more) {
        try (SmallShop shop = SmallShop.open(defect, "http://localhost:" + port + "/gateway.do")) {
            List<String> args = new ArrayList<>(List.of(
                    "check",
                    "--lang",
                    "en",
                    "--port",
                    String.valueOf(port),
                    "--partner",
                    SmallShop.PARTNER,
                    "--key",
                    SmallShop.KEY,
                    "--notify-url",
                    shop.url("/notify"),
                    "--return-url",
                    shop.url("/return"),
                    "--order-url",
                    shop.url("/buy"),
                    "--order-status-url",
                    shop.url("/status?{out_trade_no}")));
            args.addAll(List.of(more));
            return run(args.toArray(String[]::new));
        }
    }

    @Test
    void aGoodShopEndsInZeroAndItsReportIsText() {
        assertThat(check(SmallShop.Defect.NONE)).as(out + "\n" + err).isZero();
        assertThat(out.toString().lines())
                .hasSize(ShopChecks.ALL.size() + 2)
                .anyMatch(line -> line.startsWith("[passed]     duplicates"))
                .last()
                .asString()
                .startsWith(ShopChecks.ALL.size() + " passed, 0 failed, 0 not tested");
        assertThat(err.toString()).contains("http://localhost:" + port + "/gateway.do");
    }

    /** A shop whose pages need a person: its orders are given by number, its books are asked by a program. */
    @Test
    void ordersCanBeGivenByTheirNumbers() throws IOException {
        try (SmallShop shop = SmallShop.open(SmallShop.Defect.NONE, "http://localhost:" + port + "/gateway.do")) {
            Path books = folder.resolve("books");
            Files.createDirectory(books);
            shop.writesInto(books);
            int code = run(
                    "check",
                    "--lang",
                    "zh",
                    "--port",
                    String.valueOf(port),
                    "--charset",
                    "utf-8",
                    "--partner",
                    SmallShop.PARTNER,
                    "--key",
                    SmallShop.KEY,
                    "--notify-url",
                    shop.url("/notify"),
                    "--return-url",
                    shop.url("/return"),
                    "--price",
                    "0.02",
                    "--order-number",
                    String.join(",", shop.place(45)),
                    "--order-status-command",
                    "sh -c 'cat " + books + "/{out_trade_no} || true'",
                    "--output",
                    folder.resolve("report.txt").toString());
            assertThat(out.toString()).startsWith("通过 " + ShopChecks.ALL.size() + "，没通过 0，没检查 0，");
            assertThat(code).as(out.toString() + err).isZero();
        }
    }

    @Test
    void aFailureIsReportedAsJson() {
        assertThat(check(SmallShop.Defect.NO_AMOUNT, "--format", "json")).isEqualTo(1);
        JsonObject report = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertThat(report.get("failed").getAsInt()).isEqualTo(1);
        JsonObject failed = report.getAsJsonArray("checks").asList().stream()
                .map(each -> each.getAsJsonObject())
                .filter(each -> each.get("result").getAsString().equals("failed"))
                .findFirst()
                .orElseThrow();
        assertThat(failed.get("check").getAsString()).isEqualTo("wrong-amount");
        assertThat(failed.get("sent").getAsString())
                .startsWith("POST http://localhost:")
                .contains("total_fee=0.01");
        assertThat(failed.get("received").getAsString()).isEqualTo("HTTP 200 success");
        assertThat(failed.get("section").getAsString()).contains("双功能 2.3 / 担保 3.4");
        assertThat(failed.get("remedy").getAsString()).contains("total_fee");
        assertThat(out.toString()).doesNotContain(SmallShop.KEY);
    }

    @Test
    void aFailureIsReportedAsJUnitWouldAndAsAPage() throws Exception {
        Path xml = folder.resolve("check.xml");
        assertThat(check(SmallShop.Defect.BYTE_ORDER_MARK, "--format", "junit", "--output", xml.toString()))
                .isEqualTo(1);
        Document report = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(xml))));
        assertThat(report.getDocumentElement().getAttribute("failures")).isEqualTo("1");
        assertThat(report.getElementsByTagName("failure")
                        .item(0)
                        .getParentNode()
                        .getAttributes()
                        .getNamedItem("name")
                        .getNodeValue())
                .isEqualTo("success-word");
        assertThat(out.toString()).contains("1 failed").hasLineCount(1);

        Path html = folder.resolve("check.html");
        assertThat(check(SmallShop.Defect.HTML_AROUND, "--format", "html", "--output", html.toString()))
                .isEqualTo(1);
        assertThat(Files.readString(html))
                .contains("<section class=\"failed\">", "success-word", "&lt;html&gt;&lt;body&gt;success")
                .doesNotContain("<html><body>success");
    }

    @Test
    void aShopWithAnotherGatewayIsToldThisOne() {
        assertThat(check(SmallShop.Defect.OTHER_GATEWAY)).isEqualTo(1);
        assertThat(out.toString())
                .contains("https://mapi.alipay.com/gateway.do", "http://localhost:" + port + "/gateway.do");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--notify-url http://localhost:1/n | --return-url",
                "--notify-url localhost/n --return-url http://localhost/r | (localhost/n) is no address",
                "--notify-url http://localhost/n --return-url http://localhost/r --price free | --price (free)",
                "--notify-url http://localhost/n --return-url http://localhost/r --order-status-url http://localhost/s"
                        + " | needs {out_trade_no}",
                "--notify-url http://localhost/n --return-url http://localhost/r --data x | --data is of no use",
                "--notify-url http://localhost/n --return-url http://localhost/r --host 0.0.0.0 | add --allow-remote",
                "--notify-url http://192.0.2.1/n --return-url http://localhost/r | http://192.0.2.1 is not this machine",
                "--notify-url http://192.0.2.1/n --return-url http://localhost/r --allow-remote | --key are missing",
            })
    void whatCannotBeIsRefused(String options, String message) {
        assertThat(run(("check " + options).split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    /** The file alone is no proof: its token depends on the host and on the key. */
    @Test
    void aShopElsewhereHasToShowItsToken() {
        try (SmallShop shop = SmallShop.open(SmallShop.Defect.NONE, "")) {
            String origin = shop.url("");
            assertThat(TestShopProof.isShown(origin, SmallShop.KEY)).isFalse();
            shop.shows(TestShopProof.token(origin, SmallShop.KEY) + "\n");
            assertThat(TestShopProof.isShown(origin, SmallShop.KEY)).isTrue();
            assertThat(TestShopProof.isShown(origin, "another")).isFalse();
            assertThat(TestShopProof.token("http://other", SmallShop.KEY))
                    .isNotEqualTo(TestShopProof.token(origin, SmallShop.KEY));
        }
    }

    @Test
    void helpListsTheOptions() {
        assertThat(run("check", "-h")).isZero();
        assertThat(out.toString()).contains("--order-status-command", "--allow-remote", "--format");
    }
}
