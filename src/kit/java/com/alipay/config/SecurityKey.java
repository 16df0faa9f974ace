package com.alipay.config;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * 交易安全校验码, the key shared with Alipay: 32 letters or digits. {@code toString} hides it; only {@link #bytes} returns it, for
 * signing.
 *
 * @tutorial 双功能 2.1 / 担保 3.2
 */
public final class SecurityKey {
    /** No key configured. */
    public static final SecurityKey NONE = new SecurityKey("");

    private final String text;
    private final Map<Charset, byte[]> encoded = new ConcurrentHashMap<>(2);

    private SecurityKey(String text) {
        this.text = text;
    }

    public static SecurityKey of(String text) {
        return text.isEmpty() ? NONE : new SecurityKey(text);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Returns the key encoded in the charset of the text it is appended to, as a new array. */
    public byte[] bytes(Charset charset) {
        return encoded.computeIfAbsent(charset, text::getBytes).clone();
    }

    @Override
    public String toString() {
        return isEmpty() ? "(none)" : "(hidden)";
    }
}
