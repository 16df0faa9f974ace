package com.alipay.sandbox.api;

import com.alipay.sandbox.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Resource {@code openapi.json}: the API description that client generators read. */
final class OpenApiResource {
    private final String document = read();

    HttpResponse document() {
        return HttpResponse.json(200, language -> document);
    }

    private static String read() {
        try (InputStream file = OpenApiResource.class.getResourceAsStream("/com/alipay/sandbox/openapi.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "openapi.json cannot be read: is src/sandbox/resources on the class path?", e);
        }
    }
}
