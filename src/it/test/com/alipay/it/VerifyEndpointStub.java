package com.alipay.it;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before Alipay's notify_query and counts who comes: a message that is refused by itself must not make the merchant ask. */
final class VerifyEndpointStub implements AutoCloseable {
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private VerifyEndpointStub(HttpServer server) {
        this.server = server;
    }

    /** Passes every question on to that address. */
    static VerifyEndpointStub before(String notifyQuery) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        VerifyEndpointStub endpoint = new VerifyEndpointStub(server);
        server.createContext("/", exchange -> {
            endpoint.requests.incrementAndGet();
            HttpResponse<byte[]> answer =
                    passOn(notifyQuery + "?" + exchange.getRequestURI().getRawQuery());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer.body());
            }
        });
        server.setExecutor(endpoint.threads);
        server.start();
        return endpoint;
    }

    /** Where merchants ask. */
    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/trade/notify_query.do";
    }

    /** How many questions have come so far. */
    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpResponse<byte[]> passOn(String url) throws IOException {
        try {
            return Http.get(url);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the test is over", e);
        }
    }
}
