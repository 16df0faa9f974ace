package com.alipay.sandbox;

import com.alipay.sandbox.protocol.Parameters;
import com.alipay.security.ResponseRecorder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A merchant's server: keeps what arrives at {@code /notify} and answers what it was told to. */
final class FakeMerchant implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile String answer = "success";
    private volatile int status = 200;
    private volatile Consumer<Received> onNotify = notice -> {};
    private volatile Runnable onReturn = () -> {};

    /** One notification, as bytes. */
    record Received(byte[] body, String contentType, String userAgent) {
        Parameters in(Charset charset) {
            return Parameters.of(new byte[0], body, charset);
        }
    }

    private FakeMerchant(HttpServer server) {
        this.server = server;
    }

    static FakeMerchant start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeMerchant merchant = new FakeMerchant(server);
            server.createContext("/notify", merchant::notified);
            server.createContext("/return", merchant::returned);
            server.setExecutor(merchant.threads);
            server.start();
            return merchant;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String notifyUrl() {
        return "http://localhost:" + server.getAddress().getPort() + "/notify";
    }

    String returnUrl() {
        return "http://localhost:" + server.getAddress().getPort() + "/return";
    }

    List<Received> received() {
        return received;
    }

    void answers(int code, String body) {
        status = code;
        answer = body;
    }

    /** Runs while the notification waits for its answer. */
    void onNotify(Consumer<Received> then) {
        onNotify = then;
    }

    /** Runs while the browser waits for its page. */
    void onReturn(Runnable then) {
        onReturn = then;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void notified(HttpExchange exchange) throws IOException {
        Received notice = new Received(
                exchange.getRequestBody().readAllBytes(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                exchange.getRequestHeaders().getFirst("User-Agent"));
        received.add(notice);
        ResponseRecorder.RUN.sent(notice.body());
        onNotify.accept(notice);
        send(exchange, status, answer);
    }

    private void returned(HttpExchange exchange) throws IOException {
        onReturn.run();
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        send(exchange, 200, "returned with " + exchange.getRequestURI().getRawQuery());
    }

    private static void send(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
