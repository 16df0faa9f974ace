package com.alipay.sandbox.protocol;

import java.util.Optional;

/** How a message is signed, as {@code sign_type} spells it. DSA, the third the protocol names, is not imitated. */
public enum SignType {
    /** With the security key that both sides know. */
    MD5,
    /** With a private key, SHA1withRSA; the other side checks with the public one. */
    RSA;

    /** In upper case alone, as the gateway insists. */
    public static Optional<SignType> named(String name) {
        return switch (name) {
            case "MD5" -> Optional.of(MD5);
            case "RSA" -> Optional.of(RSA);
            default -> Optional.empty();
        };
    }
}
