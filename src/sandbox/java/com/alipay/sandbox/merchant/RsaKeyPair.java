package com.alipay.sandbox.merchant;

import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.persistence.StoredMap;
import com.alipay.sandbox.protocol.Pem;
import com.alipay.sandbox.protocol.RsaSigner;
import com.alipay.sandbox.protocol.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;

/**
 * The sandbox's own RSA keys, in the role of Alipay's: it signs with the private key, and merchants with {@code sign_type=RSA}
 * verify with the public one. Only {@link #privatePem} exposes the private key.
 */
public final class RsaKeyPair {
    /** Key length in bits, Alipay's at that time, so that merchants store and compare signatures of the original length. */
    private static final int BITS = 1024;

    private final RSAPrivateCrtKey own;

    private RsaKeyPair(RSAPrivateCrtKey own) {
        this.own = own;
    }

    public static RsaKeyPair generate() {
        try {
            KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
            rsa.initialize(BITS);
            return new RsaKeyPair((RSAPrivateCrtKey) rsa.generateKeyPair().getPrivate());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA, this one has not: use another JDK", e);
        }
    }

    /**
     * Returns the pair of a private key.
     *
     * @param pem PKCS#8
     * @throws IllegalArgumentException it is not such a key; the message says what to do
     */
    public static RsaKeyPair ofPem(String pem) {
        return new RsaKeyPair(Pem.privateKey(pem));
    }

    /**
     * Returns the pair kept in that store, generated if it has none: it stays the same after a restart with the same file and
     * after a reset.
     */
    public static RsaKeyPair keptIn(StateStore vault) {
        StoredMap<String> shelf = vault.map("rsa_key", String.class);
        if (shelf.size() == 0) {
            shelf.put("private", OfThisProcess.PAIR.privatePem());
        }
        return ofPem(shelf.find("private").orElseThrow());
    }

    Signer signer() {
        return new RsaSigner(own);
    }

    public PublicKey publicKey() {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(own.getModulus(), own.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this private key has no public one: give the sandbox another", e);
        }
    }

    /** Returns the public key that merchants configure as Alipay's. */
    public String publicPem() {
        return Pem.of(publicKey());
    }

    /** Returns the private key, for a file of the sandbox only; never display it. */
    public String privatePem() {
        return Pem.of(own);
    }

    /** Generated on first use and shared in this process: generating one takes longer than starting a sandbox. */
    private static final class OfThisProcess {
        private static final RsaKeyPair PAIR = generate();
    }
}
