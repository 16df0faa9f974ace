package com.alipay.sandbox.protocol;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Signs and verifies with MD5 and the shared key, as both sides of the protocol do.
 *
 * <pre>
 * subject=测试订单, body=(empty), sign_type=MD5   to sign: subject=测试订单
 * </pre>
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public final class Md5Signer implements Signer, Verifier {
    private final String key;

    public Md5Signer(String key) {
        this.key = key;
    }

    /**
     * Returns the text to sign, without the key: every parameter except {@code sign}, {@code sign_type} (names compared ignoring
     * case) and those with an empty value; sorted by name; raw values joined as {@code name=value} with {@code &}.
     */
    public static String signedText(Map<String, String> params) {
        return new TreeMap<>(params)
                .entrySet().stream()
                        .filter(param -> takesPart(param.getKey(), param.getValue()))
                        .map(param -> param.getKey() + "=" + param.getValue())
                        .collect(Collectors.joining("&"));
    }

    /** Returns the MD5 of text and key in that charset: 32 lower-case hex digits. */
    @Override
    public String sign(Map<String, String> params, Charset charset) {
        byte[] bytes = (signedText(params) + key).getBytes(charset);
        return HexFormat.of().formatHex(md5().digest(bytes));
    }

    /** Returns whether the parameters have the right {@code sign}; compares in constant time. */
    @Override
    public boolean accepts(Map<String, String> params, Charset charset) {
        byte[] expected = sign(params, charset).getBytes(StandardCharsets.ISO_8859_1);
        byte[] received = params.getOrDefault("sign", "").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, received);
    }

    private static boolean takesPart(String name, String value) {
        return !name.equalsIgnoreCase("sign") && !name.equalsIgnoreCase("sign_type") && !value.isEmpty();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5, which the protocol needs: use another JDK", e);
        }
    }
}
