package com.alipay.sandbox.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The one style sheet of all pages. */
public final class StyleSheet implements Handler {
    private final byte[] sheet = read();

    @Override
    public Reply handle(Call call) {
        return Reply.css(sheet);
    }

    private static byte[] read() {
        try (InputStream file = StyleSheet.class.getResourceAsStream("/com/alipay/sandbox/templates/sandbox.css")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "sandbox.css cannot be read: is src/sandbox/resources on the class path?", e);
        }
    }
}
