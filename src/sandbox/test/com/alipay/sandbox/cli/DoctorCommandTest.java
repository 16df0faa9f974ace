package com.alipay.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code doctor} on a command line, before a site and a gateway of its own. */
class DoctorCommandTest {
    private static final String KEY = "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer site;
    private String notifyAnswer = "fail";

    @BeforeEach
    void open() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/notify_url.jsp", exchange -> answer(exchange, notifyAnswer));
        site.createContext("/return_url.jsp", exchange -> answer(exchange, "<html>付款结果</html>"));
        site.createContext("/gateway.do", exchange -> answer(exchange, "false"));
        site.start();
    }

    @AfterEach
    void close() {
        site.stop(0);
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int run(String... args) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    private String settings(String... more) throws IOException {
        String url = "http://localhost:" + site.getAddress().getPort();
        String lines = Stream.concat(
                        Stream.of(
                                "partner=2088000000000001",
                                "key=" + KEY,
                                "seller_email=seller@example.com",
                                "mainname=测试商店",
                                "notify_url=" + url + "/notify_url.jsp",
                                "return_url=" + url + "/return_url.jsp",
                                "gateway=" + url + "/gateway.do",
                                "verify_gateway=" + url + "/gateway.do"),
                        Stream.of(more))
                .collect(Collectors.joining("\n"));
        Path conf = Files.createDirectories(folder.resolve("conf"));
        return Files.writeString(conf.resolve("alipay.properties"), lines, StandardCharsets.UTF_8)
                .toString();
    }

    /** The line of a check, without its state. */
    private String line(String check) {
        return out.toString()
                .lines()
                .filter(line -> line.contains(check))
                .findFirst()
                .orElse("no such line in " + out);
    }

    @Test
    void aSiteOnThisMachineIsFineButForWhatIsUnknownFromHere() throws IOException {
        assertThat(run("doctor", "--lang", "en", settings())).as(out.toString()).isZero();
        for (String check :
                List.of("PARTNER_AND_KEY", "NOTIFY_URL_EXACT", "GATEWAY_VERIFIES", "CLOCK", "LOG_WRITABLE")) {
            assertThat(line(check)).startsWith("[fine]");
        }
        for (String check : List.of("DATABASE_REACHABLE", "LAST_NOTIFICATION", "CONTAINER_VERSION", "FILTERS_AHEAD")) {
            assertThat(line(check)).startsWith("[unknown]");
        }
        assertThat(out.toString())
                .contains("no error was found", " unknown", "admin/doctor.jsp")
                .doesNotContain(KEY);
    }

    @Test
    void whatIsWrongIsSaidWithItsRemedy() throws IOException {
        notifyAnswer = "\uFEFFfail";

        assertThat(run("doctor", "--lang", "zh", settings("input_charset=utf8")))
                .isEqualTo(1);
        assertThat(line("NOTIFY_URL_BOM")).startsWith("[错误]").contains("无 BOM 的 UTF-8", "EF BB BF");
        assertThat(out.toString()).contains("服务器、容器或代理; 双功能 4.2 F / 担保 5.2 F");
    }

    /** A setting belongs to one check, and is told and counted there alone. */
    @Test
    void aSettingIsToldOnceAndCountedOnce() throws IOException {
        assertThat(run("doctor", "--lang", "en", settings("input_charset=utf8", "notify_ur1=1")))
                .isEqualTo(1);
        assertThat(line("CHARSET")).startsWith("[ERROR]").contains("input_charset (utf8)");
        assertThat(line("SETTINGS_ADVICE")).startsWith("[warning]").contains("notify_ur…");
        assertThat(out.toString())
                .containsOnlyOnce("input_charset (utf8)")
                .containsOnlyOnce("notify_ur…")
                .contains("1 error keeps payments");
    }

    @Test
    void aLogFolderThatCannotBeWrittenIsAWarning() throws IOException {
        Files.writeString(folder.resolve("file"), "");

        run("doctor", "--lang", "en", settings("log_path=" + folder.resolve("file/log")));
        assertThat(line("LOG_WRITABLE"))
                .startsWith("[warning]")
                .contains(folder.resolve("file/log").toString(), System.getProperty("user.name"));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(run("doctor", folder.resolve("none.properties").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("none.properties", "cannot be read");
        assertThat(run("doctor")).isEqualTo(2);
    }
}
