package com.alipay.sandbox.protocol;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Parses RSA keys from text: PEM, or only the Base64 in one line or several, as Alipay's own pages show a public key. */
public final class Pem {
    private Pem() {}

    /** @throws IllegalArgumentException it is not a public key; the message says what to give instead */
    public static PublicKey publicKey(String text) {
        try {
            return rsa().generatePublic(new X509EncodedKeySpec(decoded(text)));
        } catch (InvalidKeySpecException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "is no RSA public key in PEM: make one with openssl rsa -in private.pem -pubout", e);
        }
    }

    /** @throws IllegalArgumentException it is not a private key in PKCS#8; the message says how to convert it */
    public static RSAPrivateCrtKey privateKey(String text) {
        try {
            return (RSAPrivateCrtKey) rsa().generatePrivate(new PKCS8EncodedKeySpec(decoded(text)));
        } catch (InvalidKeySpecException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "is no RSA private key in PKCS#8 PEM: convert it with openssl pkcs8 -topk8 -nocrypt -in private.pem",
                    e);
        }
    }

    public static String of(PublicKey key) {
        return block("PUBLIC KEY", key);
    }

    public static String of(RSAPrivateCrtKey key) {
        return block("PRIVATE KEY", key);
    }

    private static String block(String name, Key key) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + name + "-----\n" + lines + "\n-----END " + name + "-----\n";
    }

    private static byte[] decoded(String text) {
        String base64 = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyFactory rsa() {
        try {
            return KeyFactory.getInstance("RSA");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA, this one has not: use another JDK", e);
        }
    }
}
