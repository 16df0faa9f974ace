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
 * The sandbox's own keys, which play Alipay's: it signs with the private one, and merchants with {@code sign_type=RSA} check
 * with the public one. The private key leaves only by {@link #privatePem}.
 */
public final class RsaKeyPair {
    /** As long as Alipay's was then: what a merchant stores or compares has the length it had. */
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
     * The pair of a private key.
     *
     * @param pem PKCS#8
     * @throws IllegalArgumentException it is none; the message says what to do
     */
    public static RsaKeyPair ofPem(String pem) {
        return new RsaKeyPair(Pem.privateKey(pem));
    }

    /** The pair of that vault, made when it has none: the next sandbox of the same file has the same, also after a reset. */
    public static RsaKeyPair keptIn(StateStore vault) {
        StoredMap<String> shelf = vault.shelf("rsa_key", String.class);
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

    /** What merchants configure as Alipay's public key. */
    public String publicPem() {
        return Pem.of(publicKey());
    }

    /** To be kept in a file of the sandbox's own, and shown nowhere. */
    public String privatePem() {
        return Pem.of(own);
    }

    /** Made when the first is asked for, and shared: making one takes longer than starting a sandbox. */
    private static final class OfThisProcess {
        private static final RsaKeyPair PAIR = generate();
    }
}
