package com.alipay.sandbox.notification;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;

/** Publishes a request body in ten parts at equal intervals, the last at the sender's deadline. */
final class ThrottledBodyPublisher implements HttpRequest.BodyPublisher {
    private static final int PARTS = 10;

    private final byte[] body;
    private final Duration wait;
    private final DelayScheduler pace;
    private final Executor executor;

    /** @param whole how long all of it takes */
    ThrottledBodyPublisher(byte[] body, Duration whole, DelayScheduler pace, Executor executor) {
        this.body = body;
        this.wait = whole.dividedBy(PARTS);
        this.pace = pace;
        this.executor = executor;
    }

    @Override
    public long contentLength() {
        return body.length;
    }

    /** Starts from the beginning for every subscriber, so a repeated request is throttled again. */
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        SubmissionPublisher<ByteBuffer> drops = new SubmissionPublisher<>(executor, PARTS);
        drops.subscribe(subscriber);
        drip(drops, parts());
    }

    private void drip(SubmissionPublisher<ByteBuffer> drops, List<ByteBuffer> left) {
        if (left.isEmpty()) {
            drops.close();
            return;
        }
        pace.after(wait, () -> {
            drops.submit(left.get(0));
            drip(drops, left.subList(1, left.size()));
        });
    }

    /** Returns parts of equal length, give or take a byte; a part may be empty. */
    private List<ByteBuffer> parts() {
        return IntStream.range(0, PARTS)
                .mapToObj(part -> ByteBuffer.wrap(
                        Arrays.copyOfRange(body, body.length * part / PARTS, body.length * (part + 1) / PARTS)))
                .toList();
    }
}
