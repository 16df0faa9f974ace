package com.alipay.sandbox.protocol;

import java.nio.charset.Charset;
import java.util.Map;

/** Signs what the sandbox says to one merchant. */
public interface Signer {
    /** The value of {@code sign} for these parameters; what takes part is told by {@link Md5Signer#signedText}. */
    String sign(Map<String, String> params, Charset charset);
}
