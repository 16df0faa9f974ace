package com.alipay.proofs;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for Alipay's notify_query and confirms every id, so that a proof of thousands can sign its own messages. */
final class Confirming implements AutoCloseable {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;

    private Confirming(HttpServer server) {
        this.server = server;
    }

    static Confirming open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        Confirming confirming = new Confirming(server);
        server.createContext("/", exchange -> {
            confirming.asked.incrementAndGet();
            exchange.sendResponseHeaders(200, TRUE.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(TRUE);
            }
        });
        server.setExecutor(confirming.threads);
        server.start();
        return confirming;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/trade/notify_query.do";
    }

    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
