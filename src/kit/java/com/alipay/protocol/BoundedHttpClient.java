package com.alipay.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Sends one HTTP request with bounds on time and response size. The deadline covers everything from connecting to the last byte,
 * because the JDK client's own timeout ends with the headers and does not stop a slow body. A response larger than the limit is
 * cut off. Redirects are not followed. Only the body of a status 200 is read; that of another status is often an error page of
 * any length.
 *
 * <p>Thread-safe.
 */
final class BoundedHttpClient {
    /** A complete response; without a body unless the status is 200. */
    record Answer(int status, byte[] body) {}

    private final Duration deadline;
    private final int limit;
    private final HttpClient http;

    BoundedHttpClient(Duration deadline, int limit) {
        this.deadline = deadline;
        this.limit = limit;
        this.http = outsideOfTheWebapp(() -> HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(deadline)
                .build());
    }

    /**
     * Sends the request and waits for the response.
     *
     * @throws ResponseTooLongException if the response exceeds the limit
     * @throws IOException if there is no complete response within the deadline
     */
    Answer send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = outsideOfTheWebapp(() ->
                http.sendAsync(request, info -> new LimitedBodySubscriber(info.statusCode() == 200 ? limit : 0)));
        try {
            HttpResponse<byte[]> response = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            throw new IOException(
                    "no answer within " + deadline.toMillis() + " ms from "
                            + request.uri().getHost(),
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ResponseTooLongException tooLong) {
                throw tooLong;
            }
            throw new IOException(e.getCause() + " from " + request.uri().getHost(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: the application is stopping", e);
        } finally {
            answer.cancel(true);
        }
    }

    /**
     * Runs the work with a class loader other than the web application's. The client's threads inherit the class loader of the
     * thread that starts them and would keep an undeployed web application in memory. They need none of its classes.
     */
    private static <T> T outsideOfTheWebapp(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(own);
        }
    }

    /** Collects the response and cancels it when it exceeds the limit; with limit 0 it cancels at once without an error. */
    private static final class LimitedBodySubscriber implements BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> body = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int limit;
        private Flow.Subscription subscription;

        LimitedBodySubscriber(int limit) {
            this.limit = limit;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription toSource) {
            subscription = toSource;
            if (limit == 0) {
                subscription.cancel();
                body.complete(new byte[0]);
            } else {
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] part = new byte[buffer.remaining()];
                buffer.get(part);
                bytes.writeBytes(part);
            }
            if (bytes.size() > limit) {
                subscription.cancel();
                body.completeExceptionally(new ResponseTooLongException(limit));
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
}
