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
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of {@code sign_type=RSA}: the merchant signs with its own private key and checks with Alipay's public key. A signature
 * is SHA1withRSA in Base64.
 *
 * @param merchantPrivateKey the merchant's private key, from PEM in PKCS#8
 * @param alipayPublicKey Alipay's public key, from PEM
 */
public record RsaKeys(PrivateKey merchantPrivateKey, PublicKey alipayPublicKey) {
    private static final String ALGORITHM = "SHA1withRSA";
    private static final Map<String, RsaKeys> KNOWN = new ConcurrentHashMap<>();

    /** Returns a merchant's keys. The files are read once: changing them takes a restart, like every other setting. */
    public static RsaKeys of(MerchantConfig merchant) {
        return KNOWN.computeIfAbsent(
                merchant.rsa_private_key() + "\n" + merchant.alipay_public_key(),
                files -> read(merchant.rsa_private_key(), merchant.alipay_public_key()));
    }

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

    /** Returns the merchant's signature of these bytes, as the parameter {@code sign} carries it. */
    public String sign(byte[] text) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(merchantPrivateKey);
            signer.update(text);
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("rsa_private_key cannot sign: " + e.getMessage(), e);
        }
    }

    /** Returns whether {@code sign} is Alipay's signature of these bytes. */
    public boolean matches(byte[] text, String sign) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(alipayPublicKey);
            verifier.update(text);
            return verifier.verify(Base64.getDecoder().decode(sign));
        } catch (SignatureException | IllegalArgumentException e) {
            // Not Base64, or not as long as the key: not this signature.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("alipay_public_key cannot verify: " + e.getMessage(), e);
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
