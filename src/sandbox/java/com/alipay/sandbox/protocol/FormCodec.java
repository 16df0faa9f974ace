package com.alipay.sandbox.protocol;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Encodes and decodes {@code application/x-www-form-urlencoded}. The container's own parameter decoding is never used: it cannot
 * decode a GBK query string.
 */
public final class FormCodec {
    private FormCodec() {}

    /**
     * Splits and decodes once. An empty pair is skipped, a name without {@code =} has the empty value, an invalid escape
     * ({@code %ZZ}) stays as it is, and bytes that are invalid in the charset become U+FFFD.
     *
     * <pre>
     * subject=%B2%E2%CA%D4&amp;body=a+b%2Bc   GBK   subject=测试, body=a b+c
     * </pre>
     */
    public static List<Map.Entry<String, String>> decode(byte[] form, Charset charset) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (String pair : new String(form, StandardCharsets.ISO_8859_1).split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                pairs.add(Map.entry(unescape(name, charset), unescape(value, charset)));
            }
        }
        return pairs;
    }

    /** Encodes names and values in that charset, in the order given. */
    public static String encode(Iterable<? extends Map.Entry<String, String>> pairs, Charset charset) {
        List<String> encoded = new ArrayList<>();
        for (Map.Entry<String, String> pair : pairs) {
            encoded.add(URLEncoder.encode(pair.getKey(), charset) + "=" + URLEncoder.encode(pair.getValue(), charset));
        }
        return encoded.stream().collect(Collectors.joining("&"));
    }

    private static String unescape(String escaped, Charset charset) {
        byte[] from = escaped.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream to = new ByteArrayOutputStream(from.length);
        for (int i = 0; i < from.length; i++) {
            if (from[i] == '+') {
                to.write(' ');
            } else if (from[i] == '%' && i + 2 < from.length && isHex(from[i + 1]) && isHex(from[i + 2])) {
                to.write(Character.digit(from[i + 1], 16) << 4 | Character.digit(from[i + 2], 16));
                i += 2;
            } else {
                to.write(from[i]);
            }
        }
        return to.toString(charset);
    }

    private static boolean isHex(byte octet) {
        return Character.digit(octet, 16) >= 0;
    }
}
