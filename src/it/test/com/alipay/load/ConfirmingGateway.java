package com.alipay.load;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for Alipay's notify_query and confirms every id, so that a proof of thousands can sign its own messages. */
final class ConfirmingGateway implements AutoCloseable {
    private final AtomicInteger requests;
    private final StubHttpServer server;

    private ConfirmingGateway(AtomicInteger requests, StubHttpServer server) {
        this.requests = requests;
        this.server = server;
    }

    static ConfirmingGateway open() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        return new ConfirmingGateway(requests, StubHttpServer.open(question -> {
            requests.incrementAndGet();
            return "true";
        }));
    }

    String url() {
        return server.url() + "/trade/notify_query.do";
    }

    int requests() {
        return requests.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
