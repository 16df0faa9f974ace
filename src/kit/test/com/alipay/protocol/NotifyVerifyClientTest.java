package com.alipay.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.MerchantConfig;
import com.alipay.protocol.VerificationResult.GatewayUnreachable;
import com.alipay.protocol.VerificationResult.NotifyIdRejected;
import com.alipay.protocol.VerificationResult.Verified;
import com.alipay.protocol.VerificationResult.VerifyResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer of a gateway, or of what stands in its place, is taken for. */
class NotifyVerifyClientTest {
    private static final Notification MESSAGE = new Notification(Map.of("notify_id", "0"));
    private static final String HTML = "<html><body>502 Bad Gateway</body></html>";
    private static final VerificationResult FALSE = new NotifyIdRejected(MESSAGE, VerifyResponse.FALSE, "false");
    private static final VerificationResult INVALID = new NotifyIdRejected(MESSAGE, VerifyResponse.INVALID, "invalid");

    private ServerSocket server;
    private volatile String response;
    private volatile boolean keepsOpen;
    private volatile boolean drips;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Socket open;

    @BeforeEach
    void startServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "gateway of the test");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stopServer() throws IOException {
        over.countDown();
        server.close();
        if (open != null) {
            open.close();
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open = socket;
                String request = "";
                while (!request.endsWith("\r\n\r\n")) {
                    request += (char) socket.getInputStream().read();
                }
                socket.getOutputStream().write(response.getBytes(ISO_8859_1));
                socket.getOutputStream().flush();
                while (drips && !over.await(10, TimeUnit.MILLISECONDS)) {
                    socket.getOutputStream().write('x');
                }
                if (!keepsOpen) {
                    socket.close();
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                // The client hung up, or the test is over: the next connection shows which.
                continue;
            }
        }
    }

    private VerificationResult ask(String answer) {
        response = answer;
        MerchantConfig merchant = MerchantConfig.of(Map.of(
                "partner", "2088000000000001",
                "transport", "http",
                "verify_gateway", "http://localhost:" + server.getLocalPort() + "/trade/notify_query.do"));
        return new NotifyVerifyClient(merchant, Duration.ofSeconds(keepsOpen ? 1 : 20)).verify(MESSAGE);
    }

    private static String http(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static VerificationResult other(String responseTxt) {
        return new NotifyIdRejected(MESSAGE, VerifyResponse.OTHER, responseTxt);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("true", new Verified(MESSAGE)),
                Arguments.of("true\n", new Verified(MESSAGE)),
                Arguments.of("true\r\n", new Verified(MESSAGE)),
                Arguments.of("false", FALSE),
                Arguments.of("false\n", FALSE),
                Arguments.of("invalid", INVALID),
                Arguments.of("invalid\r\n", INVALID),
                Arguments.of("true\nfalse", other("another answer: true\\nfalse")),
                Arguments.of("true\r\n<html>", other("another answer: true\\r\\n<html>")),
                Arguments.of("true\n\n", other("another answer: true\\n\\n")),
                Arguments.of("true\r", other("another answer: true\\r")),
                Arguments.of("true ", other("another answer: true")),
                Arguments.of(" true", other("another answer: true")),
                Arguments.of("\ntrue", other("another answer: \\ntrue")),
                Arguments.of("true\t", other("another answer: true?")),
                Arguments.of("true\0", other("another answer: true?")),
                Arguments.of("true;", other("another answer: true;")),
                Arguments.of("truefalse", other("another answer: truefalse")),
                Arguments.of("true\u0085", other("another answer: true\u0085")),
                Arguments.of("TRUE", other("another answer: TRUE")),
                Arguments.of("True", other("another answer: True")),
                Arguments.of("\u00EF\u00BB\u00BFtrue", other("another answer: \u00EF\u00BB\u00BFtrue")),
                Arguments.of("false\ntrue", other("another answer: false\\ntrue")),
                Arguments.of("false<br>", other("another answer: false<br>")),
                Arguments.of("responseTxt=true", other("another answer: responseTxt=true")),
                Arguments.of("", other("an empty answer")),
                Arguments.of("\n", other("another answer: \\n")),
                Arguments.of(HTML, other("another answer: " + HTML.substring(0, 40))),
                Arguments.of("true" + "\n".repeat(2000), other("more than 1024 bytes")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void theBodyOfAnAnswerDecidesExactly(String body, VerificationResult expected) {
        assertThat(ask(http("200 OK", "", body))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void theContentTypePlaysNoPart(String body, VerificationResult expected) {
        assertThat(ask(http("200 OK", "Content-Type: text/html; charset=GBK\r\n", body)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                        "201 Created",
                        "203 Non-Authoritative Information",
                        "206 Partial Content",
                        "301 Moved Permanently",
                        "302 Found",
                        "303 See Other",
                        "307 Temporary Redirect",
                        "308 Permanent Redirect",
                        "400 Bad Request",
                        "401 Unauthorized",
                        "403 Forbidden",
                        "404 Not Found",
                        "407 Proxy Authentication Required",
                        "408 Request Timeout",
                        "410 Gone",
                        "429 Too Many Requests",
                        "500 Internal Server Error",
                        "501 Not Implemented",
                        "502 Bad Gateway",
                        "503 Service Unavailable",
                        "504 Gateway Timeout",
                        "520 Unknown")
                .flatMap(status ->
                        Stream.of("true", "false", "", HTML, HTML.repeat(100)).map(body -> Arguments.of(status, body)));
    }

    /** Whatever it says: an error page of any length, or a word in a place where no gateway puts it. */
    @ParameterizedTest
    @MethodSource("statuses")
    void anyOtherStatusIsNoAnswer(String status, String body) {
        String headers = "Location: /elsewhere\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                + "Proxy-Authenticate: Basic realm=\"x\"\r\nContent-Type: text/html\r\n";
        assertThat(ask(http(status, headers, body)))
                .isEqualTo(new GatewayUnreachable(MESSAGE, "HTTP " + status.substring(0, 3)));
    }

    @Test
    void aStatusWithoutABodyIsNoAnswer() {
        assertThat(ask("HTTP/1.1 204 No Content\r\n\r\n")).isEqualTo(new GatewayUnreachable(MESSAGE, "HTTP 204"));
        assertThat(ask("HTTP/1.1 304 Not Modified\r\n\r\n")).isEqualTo(new GatewayUnreachable(MESSAGE, "HTTP 304"));
    }

    static Stream<Arguments> brokenOff() {
        return Stream.of(
                Arguments.of("nothing at all", ""),
                Arguments.of("no HTTP", "true"),
                Arguments.of("headers without an end", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n"),
                Arguments.of("a body cut short", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\ntrue"),
                Arguments.of(
                        "chunks without an end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ntrue\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenOff")
    void anAnswerThatBreaksOffIsNoAnswer(String name, String answer) {
        assertThat(ask(answer)).isInstanceOf(GatewayUnreachable.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenOff")
    void anAnswerThatDoesNotEndInTimeIsNoAnswer(String name, String answer) {
        keepsOpen = true;
        assertThat(ask(answer))
                .isInstanceOfSatisfying(
                        GatewayUnreachable.class,
                        reply -> assertThat(reply.why()).doesNotStartWith("HTTP "));
    }

    /** A byte every ten milliseconds: no single one is late. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nServer: ", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"})
    void anAnswerThatDripsEndsWithTheDeadline(String beginning) {
        keepsOpen = true;
        drips = true;
        assertThat(ask(beginning))
                .isEqualTo(new GatewayUnreachable(MESSAGE, "no answer within 1000 ms from localhost"));
    }

    @Test
    void anErrorPageThatDripsIsNotWaitedFor() {
        keepsOpen = true;
        assertThat(ask("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 100000\r\n\r\n<html>"))
                .isEqualTo(new GatewayUnreachable(MESSAGE, "HTTP 503"));
    }
}
