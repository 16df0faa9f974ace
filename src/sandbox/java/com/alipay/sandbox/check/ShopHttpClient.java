package com.alipay.sandbox.check;

import com.alipay.i18n.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests to the shop, each complete within 15 seconds. Follows no redirect. Every failure is an {@link Exchange}. */
final class ShopHttpClient {
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    /** In real time: the slow connection is what the shop is examined for. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient client;

    private ShopHttpClient(HttpClient client) {
        this.client = client;
    }

    /** Returns a client that sends no cookies, as Alipay's servers. */
    static ShopHttpClient withoutCookies() {
        return new ShopHttpClient(builder().build());
    }

    /** Returns a client that keeps cookies, as a buyer's browser. */
    static ShopHttpClient withCookies() {
        return new ShopHttpClient(builder().cookieHandler(new CookieManager()).build());
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(DEADLINE);
    }

    Exchange get(String url) {
        return get(url, Map.of());
    }

    Exchange get(String url, Map<String, String> headers) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url)).GET();
            headers.forEach(request::header);
            return send("GET", url, "", request.build());
        } catch (IllegalArgumentException e) {
            return Exchange.failed("GET", url, "", Text.of(e.getMessage()));
        }
    }

    Exchange delete(String url) {
        return send(
                "DELETE",
                url,
                "",
                HttpRequest.newBuilder(URI.create(url)).DELETE().build());
    }

    Exchange post(String url, String form) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .header("Content-Type", FORM)
                    .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.US_ASCII))
                    .build();
            return send("POST", url, form, request);
        } catch (IllegalArgumentException e) {
            return Exchange.failed("POST", url, form, Text.of(e.getMessage()));
        }
    }

    /** Posts the second half of the form a second after the first. */
    Exchange postSlowly(String url, String form) {
        byte[] bytes = form.getBytes(StandardCharsets.US_ASCII);
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setReadTimeout((int) DEADLINE.toMillis());
            connection.setConnectTimeout((int) DEADLINE.toMillis());
            connection.setRequestProperty("Content-Type", FORM);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(bytes.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(bytes, 0, bytes.length / 2);
                out.flush();
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
            }
            int status = connection.getResponseCode();
            return Exchange.answered(
                    "POST",
                    url,
                    form,
                    new Exchange.Answer(
                            status,
                            Exchange.NO_HEADERS,
                            body(status < 400 ? connection.getInputStream() : connection.getErrorStream())));
        } catch (IOException e) {
            return Exchange.failed("POST", url, form, Text.of(describe(e)));
        } catch (IllegalArgumentException e) {
            return Exchange.failed("POST", url, form, Text.of(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Exchange.failed("POST", url, form, CheckTexts.of("exchange.stopped"));
        }
    }

    private static byte[] body(InputStream from) throws IOException {
        if (from == null) {
            return new byte[0];
        }
        try (from) {
            return from.readAllBytes();
        }
    }

    private Exchange send(String method, String url, String form, HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> answer = exchange.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            return Exchange.answered(
                    method, url, form, new Exchange.Answer(answer.statusCode(), answer.headers(), answer.body()));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            return Exchange.failed(method, url, form, CheckTexts.of("exchange.timeout", DEADLINE.toSeconds()));
        } catch (ExecutionException e) {
            return Exchange.failed(method, url, form, Text.of(describe(e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Exchange.failed(method, url, form, CheckTexts.of("exchange.stopped"));
        }
    }

    private static String describe(Throwable cause) {
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }
}
