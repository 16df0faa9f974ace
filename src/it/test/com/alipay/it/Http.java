package com.alipay.it;

import com.alipay.security.ResponseRecorder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** Plain HTTP: bytes in, bytes out, no redirect followed, no cookie kept. */
public final class Http {
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private Http() {}

    public static HttpResponse<byte[]> get(String url) throws IOException, InterruptedException {
        return send(request(url).GET());
    }

    /** Returns at once; the answer comes later. */
    public static CompletableFuture<HttpResponse<byte[]>> getLater(String url) {
        return sendLater(request(url).GET());
    }

    /** Returns at once; the answer comes later. */
    public static CompletableFuture<HttpResponse<byte[]>> postLater(String url, RawForm form) {
        ResponseRecorder.RUN.sent(form.bytes());
        return sendLater(request(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofByteArray(form.bytes())));
    }

    /** As a browser posts a form. */
    public static HttpResponse<byte[]> post(String url, RawForm form) throws IOException, InterruptedException {
        ResponseRecorder.RUN.sent(form.bytes());
        return send(request(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofByteArray(form.bytes())));
    }

    /** As a server that does not know in advance how much it will send: without Content-Length. */
    static HttpResponse<byte[]> postInChunks(String url, String contentType, RawForm form)
            throws IOException, InterruptedException {
        ResponseRecorder.RUN.sent(form.bytes());
        return send(request(url)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form.bytes()))));
    }

    static HttpResponse<byte[]> postJson(String url, String json) throws IOException, InterruptedException {
        return send(request(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json, StandardCharsets.UTF_8)));
    }

    static HttpResponse<byte[]> method(String method, String url) throws IOException, InterruptedException {
        return send(request(url).method(method, BodyPublishers.noBody()));
    }

    /** A GET with the name and the password of {@link RealTomcat#withAdmin}. */
    public static HttpResponse<byte[]> getAsAdmin(String url) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.US_ASCII));
        return send(request(url).header("Authorization", "Basic " + login).GET());
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(DEADLINE);
    }

    private static CompletableFuture<HttpResponse<byte[]>> sendLater(HttpRequest.Builder request) {
        return CLIENT.sendAsync(recorded(request), BodyHandlers.ofByteArray())
                .thenApply(ResponseRecorder.RUN::received);
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return ResponseRecorder.RUN.received(CLIENT.send(recorded(request), BodyHandlers.ofByteArray()));
    }

    private static HttpRequest recorded(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        ResponseRecorder.RUN.sent(request.uri());
        return request;
    }
}
