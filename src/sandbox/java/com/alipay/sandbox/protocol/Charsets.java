package com.alipay.sandbox.protocol;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The charsets that {@code _input_charset} may name. */
public final class Charsets {
    public static final Charset GBK = Charset.forName("GBK");

    private Charsets() {}

    /**
     * Returns the charset of that name, ignoring case; empty for a name the gateway does not support.
     *
     * <p>{@code gb2312} is read as GBK: GBK contains it, and an encoder limited to GB2312 writes {@code ?} for names such
     * as 朱镕基.
     */
    public static Optional<Charset> named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "utf-8" -> Optional.of(StandardCharsets.UTF_8);
            case "gbk", "gb2312" -> Optional.of(GBK);
            default -> Optional.empty();
        };
    }

    /** Returns the length as the protocol counts it: bytes in GBK, whatever the charset of the request. */
    public static int gbkLength(String value) {
        return value.getBytes(GBK).length;
    }
}
