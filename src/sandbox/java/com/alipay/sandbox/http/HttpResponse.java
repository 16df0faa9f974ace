package com.alipay.sandbox.http;

import com.alipay.i18n.Reader;
import com.alipay.sandbox.gateway.GatewayRefusal;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One response.
 *
 * @param refusal why the gateway refused the request; empty if it did not
 */
public record HttpResponse(
        int status,
        Optional<String> contentType,
        Optional<String> location,
        Body body,
        Optional<GatewayRefusal> refusal) {
    /** Content that may depend on who reads it. */
    @FunctionalInterface
    public interface Body {
        byte[] bytes(Reader reader);
    }

    private static final Body NOTHING = reader -> new byte[0];

    /** Header with the error code of a refusal, for programs. */
    public static final String ERROR_HEADER = "X-Sandbox-Error";

    /** Header with the parameter that a refusal is about. */
    public static final String PARAMETER_HEADER = "X-Sandbox-Parameter";

    private static HttpResponse of(int status, String contentType, byte[] body) {
        return of(status, contentType, reader -> body);
    }

    private static HttpResponse of(int status, String contentType, Body body) {
        return new HttpResponse(status, Optional.of(contentType), Optional.empty(), body, Optional.empty());
    }

    /** Returns a page in that charset; a character that the charset lacks becomes a numeric reference. */
    public static HttpResponse html(int status, Function<Reader, String> page, Charset charset) {
        return of(
                status,
                "text/html;charset=" + charset.name(),
                reader -> withReferences(page.apply(reader), charset).getBytes(charset));
    }

    public static HttpResponse html(int status, String page, Charset charset) {
        return html(status, reader -> page, charset);
    }

    public static HttpResponse html(String page) {
        return html(200, page, StandardCharsets.UTF_8);
    }

    /** Returns exactly these bytes as {@code text/plain}: no charset, no line end. */
    public static HttpResponse word(String word) {
        return of(200, "text/plain", word.getBytes(StandardCharsets.US_ASCII));
    }

    public static HttpResponse json(int status, Function<Locale, String> json) {
        return json(status, "application/json;charset=UTF-8", json);
    }

    public static HttpResponse problem(int status, Function<Locale, String> json) {
        return json(status, "application/problem+json;charset=UTF-8", json);
    }

    private static HttpResponse json(int status, String contentType, Function<Locale, String> json) {
        return of(
                status,
                contentType,
                reader -> json.apply(reader.language().locale()).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a document in that charset; a character that the charset lacks becomes a numeric reference. */
    public static HttpResponse xml(Function<Locale, String> document, Charset charset) {
        return of(
                200,
                "text/xml;charset=" + charset.name(),
                reader -> withReferences(document.apply(reader.language().locale()), charset)
                        .getBytes(charset));
    }

    public static HttpResponse file(String contentType, byte[] content) {
        return of(200, contentType, content);
    }

    /** Returns a key as text that browsers display and programs save. */
    public static HttpResponse pem(String key) {
        return of(200, "text/plain;charset=US-ASCII", key.getBytes(StandardCharsets.US_ASCII));
    }

    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Optional.empty(), Optional.empty(), NOTHING, Optional.empty());
    }

    /** Redirects the browser; it requests the location by GET. */
    public static HttpResponse redirect(String location) {
        return new HttpResponse(303, Optional.empty(), Optional.of(location), NOTHING, Optional.empty());
    }

    /** Returns the same response, marked as refusing the request. */
    public HttpResponse refusing(GatewayRefusal why) {
        return new HttpResponse(status, contentType, location, body, Optional.of(why));
    }

    /** Returns the response with the content that this reader gets. */
    HttpResponse readBy(Reader reader) {
        byte[] content = body.bytes(reader);
        return new HttpResponse(status, contentType, location, anybody -> content, refusal);
    }

    private static String withReferences(String page, Charset charset) {
        CharsetEncoder encoder = charset.newEncoder();
        if (encoder.canEncode(page)) {
            return page;
        }
        StringBuilder text = new StringBuilder();
        page.codePoints().forEach(point -> {
            String character = Character.toString(point);
            text.append(encoder.canEncode(character) ? character : "&#" + point + ";");
        });
        return text.toString();
    }
}
