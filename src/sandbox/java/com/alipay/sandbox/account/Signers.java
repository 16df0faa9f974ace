package com.alipay.sandbox.account;

import com.alipay.sandbox.wire.Md5Signer;
import com.alipay.sandbox.wire.SignType;
import com.alipay.sandbox.wire.Signer;

/**
 * Signs what the sandbox says: with the merchant's own key for MD5, with the sandbox's private key for RSA.
 *
 * @param own the sandbox's keys
 */
public record Signers(Merchants merchants, RsaKeyPair own) {
    /** How that merchant's messages are signed if they are signed in that way. */
    public Signer of(String partner, SignType type) {
        return switch (type) {
            case MD5 -> new Md5Signer(merchants.of(partner).key());
            case RSA -> own.signer();
        };
    }
}
