package com.alipay.security;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A signed message, or one that should be, as octets: a signature covers the octets that were sent, whatever charset they are.
 *
 * @param values unescaped, an octet per character, in the order in which they are signed
 */
record SignedMessage(Map<String, String> values) {
    /** Form data as it travels. What cannot be unescaped is taken as it is; of a repeated name the first counts. */
    static SignedMessage parse(String form) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            values.putIfAbsent(unescaped(parts[0]), parts.length == 2 ? unescaped(parts[1]) : "");
        }
        return new SignedMessage(values);
    }

    /** Whether it says that it is Alipay's or a merchant's, and not the form of a page. */
    boolean isOfTheProtocol() {
        return values.containsKey("sign") || values.containsKey("notify_id") || values.containsKey("partner");
    }

    /** The {@code sign} that came with it, in small letters; empty for none that looks like one. */
    Optional<String> carried() {
        return Optional.ofNullable(values.get("sign"))
                .map(sign -> sign.toLowerCase(Locale.ROOT))
                .filter(sign -> sign.matches("[0-9a-f]{32}"));
    }

    boolean isSignedWith(String key) {
        return signature(key).equals(values.get("sign"));
    }

    /** What its {@code sign} would have to be. */
    String signature(String key) {
        String text = values.entrySet().stream()
                .filter(value -> !value.getKey().matches("sign|sign_type")
                        && !value.getValue().isEmpty())
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining("&"));
        return DigestUtils.md5Hex((text + key).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String unescaped(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
