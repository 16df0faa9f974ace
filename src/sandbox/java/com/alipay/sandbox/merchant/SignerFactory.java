package com.alipay.sandbox.merchant;

import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.protocol.Signer;

/**
 * Creates signers for the sandbox's messages: with the merchant's key for MD5, with the sandbox's private key for RSA.
 *
 * @param own the sandbox's keys
 */
public record SignerFactory(Merchants merchants, RsaKeyPair own) {
    /** Returns the signer for that merchant's messages with that sign_type. */
    public Signer of(String partner, SignType type) {
        return switch (type) {
            case MD5 -> new Md5Signer(merchants.of(partner).key());
            case RSA -> own.signer();
        };
    }

    /** Returns a signer with a key that belongs to neither side. */
    public static Signer wrongKey(SignType type) {
        return switch (type) {
            case MD5 -> WrongKeySigner.MD5;
            case RSA -> WrongKeySigner.RSA;
        };
    }

    /** Created on first use. */
    private static final class WrongKeySigner {
        private static final Signer MD5 = new Md5Signer("another-merchants-key-0123456789");
        private static final Signer RSA = RsaKeyPair.generate().signer();
    }
}
