package com.alipay.it;

import com.alipay.security.ResponseRecorder;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A notify_url of the tests' own. It keeps what Alipay sends and answers {@code fail}, so each message in it is genuine, its id stays
 * good, and no merchant has seen it yet.
 */
final class NotificationRecorder implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 600;

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Its own: an old message that comes again to a port used before is not taken for a new one. */
    private final String path = "/notify/" + COUNT.incrementAndGet();

    private final BlockingQueue<RawForm> letters = new LinkedBlockingQueue<>();
    private final HttpServer server;

    private NotificationRecorder(HttpServer server) {
        this.server = server;
    }

    static NotificationRecorder open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        NotificationRecorder recorder = new NotificationRecorder(server);
        server.createContext(recorder.path, exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            ResponseRecorder.RUN.sent(body);
            recorder.letters.add(RawForm.parse(new String(body, StandardCharsets.US_ASCII)));
            byte[] answer = "fail".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer);
            }
        });
        server.start();
        return recorder;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** Waits for the message of that status; others before it are passed over. */
    RawForm await(String trade_status) throws InterruptedException {
        while (true) {
            RawForm letter = letters.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (letter == null) {
                throw new AssertionError("no notification of " + trade_status + " came");
            }
            if (letter.pairs().contains("trade_status=" + trade_status)) {
                return letter;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
