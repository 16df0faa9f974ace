package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.notification.NotificationProfile;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications as they are seldom written on the wire, and addresses with bytes in them that nobody encoded. */
class WireFormTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();
    private final RawShop shop = new RawShop();

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Covers({"fault CONTENT_TYPE_CAPTURED", "fault BODY_CHUNKED", "fault HTTP_1_0"})
    @ParameterizedTest
    @CsvSource({
        "CONTENT_TYPE_CAPTURED, HTTP/1.1, application/x-www-form-urlencoded; text/html; charset=utf-8",
        "BODY_CHUNKED, HTTP/1.1, Transfer-encoding: chunked",
        "HTTP_1_0, HTTP/1.0, Content-Length:"
    })
    void aFaultWritesTheNextNotificationInAnotherForm(String fault, String version, String header) {
        client.api("faults", "fault=" + fault + "&count=1&trade_status=any");
        client.login(PayForm.escrow("W1").with("notify_url", shop.url()));

        assertThat(shop.heads()).hasSize(1);
        assertThat(shop.heads().get(0)).startsWith("POST /notify " + version).containsIgnoringCase(header);
        assertThat(shop.bodies().get(0)).contains("trade_status=WAIT_BUYER_PAY", "out_trade_no=W1");
        JsonObject delivery = client.list("deliveries").get(0);
        assertThat(delivery.get("acknowledged").getAsBoolean()).isTrue();
        assertThat(delivery.get("remark").getAsString()).contains(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "captured-content-type, HTTP/1.1, text/html; charset=utf-8",
        "chunked, HTTP/1.1, Transfer-encoding: chunked",
        "http-1.0+strict, HTTP/1.0, Content-Length:"
    })
    void aProfileWritesThemAllSo(String profile, String version, String header) {
        try (Sandbox other = Sandbox.start(SandboxOptions.forMerchant(PayForm.MERCHANT)
                .withNotifications(NotificationProfile.named(profile).orElseThrow()))) {
            Client there = new Client(other);
            there.submit(PayForm.escrow("W2").with("notify_url", shop.url()));
            there.api("pay", "out_trade_no=W2");
        }
        assertThat(shop.heads())
                .hasSize(3)
                .allSatisfy(head ->
                        assertThat(head).startsWith("POST /notify " + version).containsIgnoringCase(header));
    }

    /** Byte for byte, as a client that encodes nothing sends it. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK"})
    void anAddressWithRawBytesGetsAPageThatSaysSo(String charset) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            socket.setSoTimeout(120_000);
            socket.getOutputStream()
                    .write(
                            "GET /gateway.do?service=trade_create_by_buyer&subject=订单 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(charset));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("没有编码的字符", "encodeURIComponent", "本地模拟，不是支付宝");
        }
    }

    @Test
    void whatIsNoHttpAtAllStillShowsNothingOfTheContainer() {
        assertThat(RawRequest.send(sandbox.port(), "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n")
                        .body())
                .doesNotContain("没有编码", "Tomcat", "Exception");
    }

    /** A merchant's server that keeps what it is sent, byte for byte. */
    private static final class RawShop implements AutoCloseable {
        private final ServerSocket server = open();
        private final List<String> heads = new CopyOnWriteArrayList<>();
        private final List<String> bodies = new CopyOnWriteArrayList<>();

        RawShop() {
            Thread thread = new Thread(this::serve, "raw-shop");
            thread.setDaemon(true);
            thread.start();
        }

        String url() {
            return "http://localhost:" + server.getLocalPort() + "/notify";
        }

        List<String> heads() {
            return heads;
        }

        List<String> bodies() {
            return bodies;
        }

        private static ServerSocket open() {
            try {
                return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void serve() {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    answer(socket);
                } catch (IOException e) {
                    // It is closed, or the sender hung up.
                }
            }
        }

        private void answer(Socket socket) throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            StringBuilder body = new StringBuilder();
            boolean chunked = head.toString().toLowerCase(java.util.Locale.ROOT).contains("chunked");
            int length = chunked ? Integer.MAX_VALUE : length(head.toString());
            while (body.length() < length && body.indexOf("\r\n0\r\n\r\n") < 0) {
                body.append((char) in.read());
            }
            heads.add(head.toString());
            bodies.add(body.toString());
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\nsuccess"
                            .getBytes(StandardCharsets.US_ASCII));
        }

        private static int length(String head) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                    .map(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
