package com.alipay.sandbox.protocol;

import java.nio.charset.Charset;
import java.util.Map;

/** Checks what one merchant says to the sandbox. */
public interface Verifier {
    /** Whether the parameters carry the right {@code sign}. */
    boolean accepts(Map<String, String> params, Charset charset);
}
