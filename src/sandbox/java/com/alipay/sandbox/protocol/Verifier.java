package com.alipay.sandbox.protocol;

import java.nio.charset.Charset;
import java.util.Map;

/** Verifies one merchant's messages to the sandbox. */
public interface Verifier {
    /** Returns whether the parameters have the right {@code sign}. */
    boolean accepts(Map<String, String> params, Charset charset);
}
