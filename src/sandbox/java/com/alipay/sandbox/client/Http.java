package com.alipay.sandbox.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Sends requests to the sandbox and to shops, and follows no redirect. */
final class Http {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    static HttpResponse<String> send(String url, UnaryOperator<HttpRequest.Builder> request, Charset charset) {
        try {
            return CLIENT.send(
                    request.apply(HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT))
                            .build(),
                    BodyHandlers.ofString(charset));
        } catch (IOException e) {
            throw new SandboxException(
                    "no answer from " + url.replaceFirst("\\?.*", "") + " (" + e + "): does it run?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("interrupted while waiting for " + url.replaceFirst("\\?.*", ""), e);
        }
    }
}
