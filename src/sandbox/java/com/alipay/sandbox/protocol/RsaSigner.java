package com.alipay.sandbox.protocol;

import java.nio.charset.Charset;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;

/** Signs with a private key: the text of {@link Md5Signer#signedText} without any key appended, SHA1withRSA, in Base64. */
public final class RsaSigner implements Signer {
    static final String ALGORITHM = "SHA1withRSA";

    private final PrivateKey key;

    public RsaSigner(PrivateKey key) {
        this.key = key;
    }

    @Override
    public String sign(Map<String, String> params, Charset charset) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(Md5Signer.signedText(params).getBytes(charset));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the sandbox's RSA key cannot sign: give it another one", e);
        }
    }
}
