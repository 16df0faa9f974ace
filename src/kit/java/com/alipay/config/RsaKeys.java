package com.alipay.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The keys of {@code sign_type=RSA}: the merchant signs with its own private key and checks with Alipay's public key.
 *
 * @param merchantPrivateKey the merchant's private key, from PEM in PKCS#8
 * @param alipayPublicKey Alipay's public key, from PEM
 */
public record RsaKeys(PrivateKey merchantPrivateKey, PublicKey alipayPublicKey) {

    /**
     * Reads both files.
     *
     * @throws IllegalStateException if a file is missing or holds no such key; fixed in the configuration
     */
    public static RsaKeys read(String privateKeyFile, String publicKeyFile) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            return new RsaKeys(
                    rsa.generatePrivate(new PKCS8EncodedKeySpec(decoded(privateKeyFile))),
                    rsa.generatePublic(new X509EncodedKeySpec(decoded(publicKeyFile))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "rsa_private_key must be a PKCS#8 PEM file and alipay_public_key a PEM file", e);
        } catch (IOException e) {
            // Without the file name: the key itself may have been entered in its place.
            throw new IllegalStateException(
                    "a key file cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    private static byte[] decoded(String file) throws IOException {
        try {
            String pem = Files.readString(Path.of(file), StandardCharsets.US_ASCII);
            return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        } catch (InvalidPathException e) {
            throw new IOException("not a path", e);
        }
    }
}
