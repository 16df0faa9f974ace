package com.alipay.sandbox.notification;

import com.alipay.i18n.Text;
import com.alipay.sandbox.text.Texts;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * Sends one form to one address. Follows no redirect, reads at most 1 KiB, takes at most 10 seconds in total unless throttled.
 */
final class NotificationHttpClient {
    static final String USER_AGENT = "Mozilla/4.0";

    private static final String BROWSER = "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0)";
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int LIMIT = 1024;

    private record Read(byte[] bytes, boolean longer) {}

    private final HttpClient client;
    private final Executor executor;
    private final DelayScheduler pace;

    /** @param pace schedules the delays of throttled connections */
    NotificationHttpClient(Executor executor, DelayScheduler pace) {
        this.executor = executor;
        this.pace = pace;
        client = HttpClient.newBuilder()
                .executor(executor)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(DEADLINE)
                .build();
    }

    /** Posts and waits for the response. Every failure is a {@link DeliveryResponse.Failed}, never an exception. */
    DeliveryResponse post(String url, String form) {
        return post(url, form, WireForm.USUAL, StandardCharsets.UTF_8);
    }

    /**
     * Posts in that wire form.
     *
     * @param charset of the values; the captured content type names it
     */
    DeliveryResponse post(String url, String form, WireForm wire, Charset charset) {
        byte[] bytes = form.getBytes(StandardCharsets.US_ASCII);
        String contentType = wire.contentType(charset);
        if (wire == WireForm.HTTP_1_0 && url.startsWith("http:")) {
            return postInHttp10(url, contentType, bytes);
        }
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofByteArray(bytes);
        // The JDK's client sends a body of unknown length in chunks.
        return post(
                url,
                wire == WireForm.CHUNKED ? HttpRequest.BodyPublishers.fromPublisher(body) : body,
                contentType,
                DEADLINE);
    }

    private static DeliveryResponse postInHttp10(String url, String contentType, byte[] form) {
        try {
            return Http10Client.post(URI.create(url), contentType, USER_AGENT, form, DEADLINE, LIMIT);
        } catch (SocketTimeoutException e) {
            return new DeliveryResponse.Failed(Texts.of("delivery.no-answer", DEADLINE.toSeconds()));
        } catch (IOException e) {
            return new DeliveryResponse.Failed(describe(e));
        } catch (IllegalArgumentException e) {
            return new DeliveryResponse.Failed(Texts.of("delivery.bad-address", e.getMessage()));
        }
    }

    /** Posts throttled, so that the form is complete only at the deadline; then waits as long again for the response. */
    DeliveryResponse postThrottled(String url, String form) {
        byte[] bytes = form.getBytes(StandardCharsets.US_ASCII);
        return post(
                url,
                new ThrottledBodyPublisher(bytes, DEADLINE, pace, executor),
                WireForm.USUAL.contentType(StandardCharsets.UTF_8),
                DEADLINE.multipliedBy(2));
    }

    private DeliveryResponse post(String url, HttpRequest.BodyPublisher form, String contentType, Duration deadline) {
        return send(
                url,
                request -> request.header("Content-Type", contentType)
                        .header("User-Agent", USER_AGENT)
                        .POST(form),
                deadline);
    }

    /** Requests an address as a browser does. */
    DeliveryResponse get(String url) {
        return send(url, request -> request.header("User-Agent", BROWSER).GET(), DEADLINE);
    }

    private DeliveryResponse send(String url, UnaryOperator<HttpRequest.Builder> kind, Duration deadline) {
        try {
            HttpRequest request =
                    kind.apply(HttpRequest.newBuilder(URI.create(url))).build();
            return exchange(request, deadline, true);
        } catch (IllegalArgumentException e) {
            return new DeliveryResponse.Failed(Texts.of("delivery.bad-address", e.getMessage()));
        }
    }

    /**
     * @param again whether to retry when the connection was closed before any response byte: a container closes an idle
     *     connection, possibly just when it is reused
     */
    private DeliveryResponse exchange(HttpRequest request, Duration deadline, boolean again) {
        CompletableFuture<HttpResponse<Read>> exchange = client.sendAsync(request, answer -> new FirstBytes());
        try {
            HttpResponse<Read> answer = exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return new DeliveryResponse.Answered(
                    answer.statusCode(), answer.body().bytes(), answer.body().longer());
        } catch (TimeoutException e) {
            exchange.cancel(true);
            return new DeliveryResponse.Failed(Texts.of("delivery.no-answer", deadline.toSeconds()));
        } catch (ExecutionException e) {
            boolean closed = e.getCause().getCause() instanceof EOFException;
            return again && closed
                    ? exchange(request, deadline, false)
                    : new DeliveryResponse.Failed(describe(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new DeliveryResponse.Failed(Texts.of("delivery.stopping"));
        }
    }

    private static Text describe(Throwable cause) {
        String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return Texts.of("delivery.connection", cause.getClass().getSimpleName() + message);
    }

    /** Keeps the first 1,024 bytes and cancels the rest. */
    private static final class FirstBytes implements HttpResponse.BodySubscriber<Read> {
        private final CompletableFuture<Read> result = new CompletableFuture<>();
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private Flow.Subscription subscription;

        @Override
        public CompletionStage<Read> getBody() {
            return result;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[Math.min(buffer.remaining(), LIMIT + 1 - kept.size())];
                buffer.get(bytes);
                kept.writeBytes(bytes);
            }
            if (kept.size() > LIMIT) {
                subscription.cancel();
                finish();
            }
        }

        @Override
        public void onError(Throwable failure) {
            result.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            finish();
        }

        private void finish() {
            byte[] all = kept.toByteArray();
            boolean longer = all.length > LIMIT;
            result.complete(new Read(longer ? Arrays.copyOf(all, LIMIT) : all, longer));
        }
    }
}
