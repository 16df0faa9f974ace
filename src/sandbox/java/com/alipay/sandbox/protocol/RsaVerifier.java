package com.alipay.sandbox.protocol;

import java.nio.charset.Charset;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.Map;

/** Verifies the signatures of {@link RsaSigner} with the public key. */
public final class RsaVerifier implements Verifier {
    private final PublicKey key;

    public RsaVerifier(PublicKey key) {
        this.key = key;
    }

    @Override
    public boolean accepts(Map<String, String> params, Charset charset) {
        try {
            Signature signature = Signature.getInstance(RsaSigner.ALGORITHM);
            signature.initVerify(key);
            signature.update(Md5Signer.signedText(params).getBytes(charset));
            return signature.verify(Base64.getDecoder().decode(params.getOrDefault("sign", "")));
        } catch (SignatureException | IllegalArgumentException e) {
            // Not Base64, or not the key's length: not a valid signature.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the merchant's RSA public key cannot verify: give it another one", e);
        }
    }
}
