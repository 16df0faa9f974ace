package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that arrive byte by byte, over more connections than the server has threads. */
class SlowBodyTest {
    /** Tomcat has 200 threads. */
    private static final int CONNECTIONS = 250;

    private static final int PATIENCE_MILLIS = 600_000;

    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();

    private final List<Socket> slow = new ArrayList<>();
    private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void hangUp() throws IOException {
        drip.shutdownNow();
        for (Socket socket : slow) {
            socket.close();
        }
    }

    @Timeout(PATIENCE_MILLIS / 1000)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sandbox/api/clock HTTP/1.1\r\nContent-Length: 10000",
                "/gateway.do HTTP/1.1\r\nContent-Length: 10000",
                "/sandbox/api/clock HTTP/1.1\r\nOrigin: null\r\nContent-Length: 10000",
                "/nowhere HTTP/1.1\r\nTransfer-Encoding: chunked"
            })
    void aPaymentIsNotHeldUpByThem(String request) throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            slow.add(begin(request));
        }
        drip.scheduleAtFixedRate(
                () -> slow.forEach(socket -> send(socket, request.contains("chunked") ? "1\r\na\r\n" : "a")),
                0,
                200,
                TimeUnit.MILLISECONDS);

        client.submit(PayForm.escrow("SLOW-1"));
        String trade =
                client.api("pay", "out_trade_no=SLOW-1").get("trade_status").getAsString();

        assertThat(trade).isEqualTo("WAIT_SELLER_SEND_GOODS");
    }

    /** A connection is not kept for ever either. */
    @Test
    void aBodyThatDoesNotArriveInTimeIsAnswered() throws IOException {
        Socket socket = begin("/sandbox/api/clock HTTP/1.1\r\nContent-Length: 10000");
        slow.add(socket);
        drip.scheduleAtFixedRate(() -> send(socket, "a"), 0, 200, TimeUnit.MILLISECONDS);

        byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 408".length());

        assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
    }

    @Test
    void aBodyInManyPiecesIsReadAsOne() throws IOException {
        byte[] body = "{\"advance\": \"PT2M\"}".getBytes(StandardCharsets.US_ASCII);
        Socket socket = begin("/sandbox/api/clock HTTP/1.1\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + "Content-Length: " + body.length);
        slow.add(socket);
        for (byte each : body) {
            socket.getOutputStream().write(each);
            socket.getOutputStream().flush();
        }

        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(answer).startsWith("HTTP/1.1 200").contains("PT2M");
    }

    private static Socket begin(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        send(socket, "POST " + request + "\r\nHost: localhost\r\n\r\n");
        return socket;
    }

    private static void send(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The server hung up; what it said before is what the test looks at.
        }
    }
}
