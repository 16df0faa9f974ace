package com.alipay.it;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Form data as it travels: escaped, in its order. A bad message is a good one with one thing broken:
 * {@code good.with("total_fee", "9.99")}. It signs with code of its own, so nobody checks his own signature here.
 *
 * @param pairs {@code name=value}, both escaped
 */
public record RawForm(List<String> pairs) {
    public RawForm {
        pairs = List.copyOf(pairs);
    }

    public static RawForm parse(String escaped) {
        return new RawForm(List.of(escaped.split("&")));
    }

    /** Escapes names and values in that charset. */
    public static RawForm of(Map<String, String> params, Charset charset) {
        return new RawForm(params.entrySet().stream()
                .map(param -> param.getKey() + "=" + URLEncoder.encode(param.getValue(), charset))
                .toList());
    }

    /** Another value, already escaped, in the place of the old one; at the end if there was none. */
    public RawForm with(String name, String escaped) {
        List<String> changed = new ArrayList<>(pairs);
        for (int i = 0; i < changed.size(); i++) {
            if (isNamed(changed.get(i), name)) {
                changed.set(i, name + "=" + escaped);
                return new RawForm(changed);
            }
        }
        return and(name, escaped);
    }

    /** One more pair at the end, whether or not that name is there already. */
    public RawForm and(String name, String escaped) {
        List<String> more = new ArrayList<>(pairs);
        more.add(name + "=" + escaped);
        return new RawForm(more);
    }

    public RawForm without(String name) {
        return new RawForm(pairs.stream().filter(pair -> !isNamed(pair, name)).toList());
    }

    /** The same values with the signature that belongs to them. */
    public RawForm signed(Charset charset, String key) {
        return without("sign")
                .without("sign_type")
                .and("sign", md5(toSign(charset) + key, charset))
                .and("sign_type", "MD5");
    }

    /** The text under the signature: values unescaped, sorted by name, empty ones and the signature itself left out. */
    String toSign(Charset charset) {
        Map<String, String> signed = new TreeMap<>(params(charset));
        signed.remove("sign");
        signed.remove("sign_type");
        signed.values().removeIf(String::isEmpty);
        return signed.entrySet().stream()
                .map(param -> param.getKey() + "=" + param.getValue())
                .collect(Collectors.joining("&"));
    }

    Map<String, String> params(Charset charset) {
        return pairs.stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], charset)));
    }

    public String text() {
        return String.join("&", pairs);
    }

    public byte[] bytes() {
        return text().getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isNamed(String pair, String name) {
        return pair.startsWith(name + "=");
    }

    private static String md5(String text, Charset charset) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(charset)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
