package com.alipay.proofs;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for Alipay's notify_query and confirms every id, so that a proof of thousands can sign its own messages. */
final class Confirming implements AutoCloseable {
    private final AtomicInteger asked;
    private final QuickServer server;

    private Confirming(AtomicInteger asked, QuickServer server) {
        this.asked = asked;
        this.server = server;
    }

    static Confirming open() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        return new Confirming(asked, QuickServer.open(question -> {
            asked.incrementAndGet();
            return "true";
        }));
    }

    String url() {
        return server.url() + "/trade/notify_query.do";
    }

    int asked() {
        return asked.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
