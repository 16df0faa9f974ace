package com.alipay.sandbox.merchant;

import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.protocol.Signer;

/**
 * Signs what the sandbox says: with the merchant's own key for MD5, with the sandbox's private key for RSA.
 *
 * @param own the sandbox's keys
 */
public record SignerFactory(Merchants merchants, RsaKeyPair own) {
    /** How that merchant's messages are signed if they are signed in that way. */
    public Signer of(String partner, SignType type) {
        return switch (type) {
            case MD5 -> new Md5Signer(merchants.of(partner).key());
            case RSA -> own.signer();
        };
    }

    /** How somebody signs who has none of those keys. */
    public static Signer wrongKey(SignType type) {
        return switch (type) {
            case MD5 -> Stranger.MD5;
            case RSA -> Stranger.RSA;
        };
    }

    /** Made when the first is asked for. */
    private static final class Stranger {
        private static final Signer MD5 = new Md5Signer("another-merchants-key-0123456789");
        private static final Signer RSA = RsaKeyPair.generate().signer();
    }
}
