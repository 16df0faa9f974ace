package com.alipay.sandbox.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Serves a file shared by all pages from the templates' folder: the style sheet, the script. */
public final class TemplateFile implements RequestHandler {
    private final String contentType;
    private final byte[] content;

    /** @param contentType with its charset */
    public TemplateFile(String name, String contentType) {
        this.contentType = contentType;
        this.content = read(name);
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        return HttpResponse.file(contentType, content);
    }

    private static byte[] read(String name) {
        try (InputStream file = TemplateFile.class.getResourceAsStream("/com/alipay/sandbox/templates/" + name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read: is src/sandbox/resources on the class path?", e);
        }
    }
}
