package com.alipay.sandbox.protocol;

import java.nio.charset.Charset;
import java.util.Map;

/** Signs the sandbox's messages to one merchant. */
public interface Signer {
    /** Returns the value of {@code sign} for these parameters; {@link Md5Signer#signedText} defines what is signed. */
    String sign(Map<String, String> params, Charset charset);
}
