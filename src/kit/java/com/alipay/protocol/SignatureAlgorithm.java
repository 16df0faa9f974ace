package com.alipay.protocol;

import com.alipay.config.MerchantConfig;
import com.alipay.config.RsaKeys;
import com.alipay.config.SecurityKey;
import com.alipay.util.Md5Encrypt;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signs a text and checks signatures. A correct signature is a secret: it never appears in a log, on a page or in an exception.
 */
public sealed interface SignatureAlgorithm {

    /** Returns the signature of these bytes, as the parameter {@code sign} carries it. */
    String sign(byte[] text);

    /** Returns whether {@code sign} is the signature of these bytes. */
    boolean matches(byte[] text, String sign);

    /**
     * Returns the tutorial's {@code mysign}, the value {@code sign} must have. With RSA only Alipay can compute it, so it is
     * {@code sign} itself if that is valid, else "".
     */
    String mysign(byte[] text, String sign);

    /** Returns the algorithm that this merchant's {@code sign_type} names. */
    static SignatureAlgorithm of(MerchantConfig merchant) {
        return merchant.sign_type().equals("RSA") ? rsa(merchant) : new Md5(merchant.key(), merchant.charset());
    }

    /** Returns the cached RSA keys. The key files are read once: changing them takes a restart, like every other setting. */
    private static Rsa rsa(MerchantConfig merchant) {
        return Rsa.KNOWN.computeIfAbsent(merchant.rsa_private_key() + "\n" + merchant.alipay_public_key(), files -> {
            RsaKeys keys = RsaKeys.read(merchant.rsa_private_key(), merchant.alipay_public_key());
            return new Rsa(keys.merchantPrivateKey(), keys.alipayPublicKey());
        });
    }

    /** MD5 over the text followed directly by the key: 32 lower-case hex digits. */
    record Md5(SecurityKey key, Charset charset) implements SignatureAlgorithm {
        @Override
        public String sign(byte[] text) {
            return Md5Encrypt.md5(text, key.bytes(charset));
        }

        @Override
        public String mysign(byte[] text, String sign) {
            return sign(text);
        }

        /** Compares in constant time, so that the signature cannot be guessed character by character. */
        @Override
        public boolean matches(byte[] text, String sign) {
            return MessageDigest.isEqual(
                    sign(text).getBytes(StandardCharsets.US_ASCII), sign.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** SHA1withRSA, in Base64: signed with the merchant's private key, checked with Alipay's public key. */
    record Rsa(PrivateKey own, PublicKey alipays) implements SignatureAlgorithm {
        private static final Map<String, Rsa> KNOWN = new ConcurrentHashMap<>();
        private static final String ALGORITHM = "SHA1withRSA";

        @Override
        public String sign(byte[] text) {
            try {
                java.security.Signature signer = java.security.Signature.getInstance(ALGORITHM);
                signer.initSign(own);
                signer.update(text);
                return Base64.getEncoder().encodeToString(signer.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("rsa_private_key cannot sign: " + e.getMessage(), e);
            }
        }

        @Override
        public String mysign(byte[] text, String sign) {
            return matches(text, sign) ? sign : "";
        }

        @Override
        public boolean matches(byte[] text, String sign) {
            try {
                java.security.Signature verifier = java.security.Signature.getInstance(ALGORITHM);
                verifier.initVerify(alipays);
                verifier.update(text);
                return verifier.verify(Base64.getDecoder().decode(sign));
            } catch (java.security.SignatureException | IllegalArgumentException e) {
                // Not Base64, or not as long as the key: not this signature.
                return false;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("alipay_public_key cannot verify: " + e.getMessage(), e);
            }
        }
    }
}
