package com.alipay.sandbox.http;

import com.alipay.sandbox.protocol.Parameters;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * One request, as bytes: the handler decides on the charset.
 *
 * @param address the whole path as received: {@code /trades/1/send_goods}
 * @param path below the mapped address, without the leading slash: {@code /trades/1/send_goods} at {@code /trades/*} has
 *     {@code 1/send_goods}
 * @param query the raw query string, empty if there is none
 * @param referer the {@code Referer} header, empty if it was not sent
 * @param source where it comes from, according to its headers
 */
public record HttpRequest(
        String method,
        String address,
        String path,
        byte[] query,
        byte[] body,
        String contentType,
        String referer,
        RequestOrigin source) {
    /** Returns the parameters of query and form body, decoded. */
    public Parameters parameters(Charset charset) {
        return Parameters.of(query, body, charset);
    }

    /** Returns the parameters of the query only; ASCII is enough to find {@code _input_charset}. */
    public Parameters queryOnly() {
        return Parameters.of(query, new byte[0], StandardCharsets.ISO_8859_1);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean isPost() {
        return method.equals("POST");
    }

    public boolean isJson() {
        return contentType.startsWith("application/json");
    }

    /** Returns the segments of the path, at least one: an empty one for the mapped address itself, also with slashes. */
    public String[] segments() {
        String[] segments = path.split("/");
        return segments.length == 0 ? new String[] {""} : segments;
    }
}
