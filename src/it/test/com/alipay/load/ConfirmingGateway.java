package com.alipay.load;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for Alipay's notify_query and confirms every id, so that a proof of thousands can sign its own messages. */
final class ConfirmingGateway implements AutoCloseable {
    private final AtomicInteger asked;
    private final StubHttpServer server;

    private ConfirmingGateway(AtomicInteger asked, StubHttpServer server) {
        this.asked = asked;
        this.server = server;
    }

    static ConfirmingGateway open() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        return new ConfirmingGateway(asked, StubHttpServer.open(question -> {
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
