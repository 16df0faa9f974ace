package com.alipay.util;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Collects an answer's body and hangs up when it grows longer than anything the gateway says. */
final class LimitedBody implements BodySubscriber<byte[]> {
    private final int longest;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.Subscription subscription;

    /** @param longest how many bytes are taken */
    LimitedBody(int longest) {
        this.longest = longest;
    }

    /** The answer did not end within the limit; it was cut off and thrown away. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;

        TooLong(int longest) {
            super("more than " + longest + " bytes");
        }
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription toSource) {
        subscription = toSource;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            bytes.writeBytes(part);
        }
        if (bytes.size() > longest) {
            subscription.cancel();
            body.completeExceptionally(new TooLong(longest));
        }
    }

    @Override
    public void onError(Throwable problem) {
        body.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        body.complete(bytes.toByteArray());
    }
}
