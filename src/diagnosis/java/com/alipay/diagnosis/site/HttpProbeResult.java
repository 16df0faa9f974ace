package com.alipay.diagnosis.site;

import com.alipay.i18n.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An HTTP response, or why there was none.
 *
 * @param status the HTTP status; 0 if there was no response
 * @param headers by lower-case name
 * @param body the bytes, only the beginning of a long body
 * @param problem why there was no response; empty if there was one
 */
public record HttpProbeResult(int status, Map<String, List<String>> headers, byte[] body, Text problem) {
    public HttpProbeResult {
        Map<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = lower;
        body = body.clone();
    }

    /** Creates a result without a response. */
    public static HttpProbeResult failure(String problem) {
        return failure(Text.of(problem));
    }

    static HttpProbeResult failure(Text problem) {
        return new HttpProbeResult(0, Map.of(), new byte[0], problem);
    }

    public boolean isSuccess() {
        return status != 0;
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** Returns the body for inspection, decoded as ISO-8859-1. */
    public String text() {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name))
                .flatMap(values -> values.stream().findFirst());
    }
}
