package com.alipay.sandbox.check;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The token that a shop on another machine has to show before it is examined: only who can put a file onto the host, and knows the
 * key, can have that host examined.
 */
public final class TestShopProof {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int DIGITS = 32;

    private TestShopProof() {}

    /** Returns whether that host is this machine. */
    public static boolean isHere(String host) {
        return Loopback.isName(host);
    }

    /**
     * Returns the token of a host.
     *
     * @param origin {@code https://shop.example}, without a slash at the end
     */
    public static String token(String origin, String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] digest = mac.doFinal(("alipay-check " + origin).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256, this one has not: use another JDK", e);
        }
    }

    /** Returns the page on which the host shows its token. */
    public static String page(String origin) {
        return origin + "/alipay-check.txt";
    }

    /** Returns whether the host shows its token. */
    public static boolean isShown(String origin, String key) {
        return ShopHttpClient.withoutCookies()
                .get(page(origin))
                .answer()
                .filter(answer -> answer.status() == 200)
                .filter(answer -> answer.text().strip().equals(token(origin, key)))
                .isPresent();
    }
}
