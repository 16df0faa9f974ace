package com.alipay.diagnosis.site;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A page as it was fetched, or why it could not be.
 *
 * @param status the HTTP status; 0 when nothing came
 * @param headers by lower-case name
 * @param body the bytes, a beginning of them if there were many
 * @param problem why nothing came; "" when something did
 */
public record HttpProbeResult(int status, Map<String, List<String>> headers, byte[] body, String problem) {
    public HttpProbeResult {
        Map<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = lower;
        body = body.clone();
    }

    /** Nothing came. */
    public static HttpProbeResult failure(String problem) {
        return new HttpProbeResult(0, Map.of(), new byte[0], problem);
    }

    public boolean isSuccess() {
        return status != 0;
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** The body for looking at; every byte a character. */
    public String text() {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name))
                .flatMap(values -> values.stream().findFirst());
    }
}
