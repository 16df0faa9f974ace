package com.alipay.sandbox.protocol;

import java.util.Optional;

/**
 * Signature types, as {@code sign_type} spells them. DSA, the third that the protocol names, is refused: no document says how its
 * signature is encoded.
 */
public enum SignType {
    /** MD5 with the security key that both sides know. */
    MD5,
    /** SHA1withRSA with a private key; the other side verifies with the public key. */
    RSA;

    /** Returns the type of that name; upper case only, as the gateway insists. */
    public static Optional<SignType> named(String name) {
        return switch (name) {
            case "MD5" -> Optional.of(MD5);
            case "RSA" -> Optional.of(RSA);
            default -> Optional.empty();
        };
    }
}
