package com.alipay.util;

import com.alipay.config.Configuration;
import com.alipay.protocol.CharsetCodec;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/** MD5 加密. */
public final class Md5Encrypt {
    private static final ThreadLocal<MessageDigest> MD5 = ThreadLocal.withInitial(DigestUtils::getMd5Digest);

    private Md5Encrypt() {}

    /**
     * 功能：MD5 签名. Returns the MD5 of a text in the configured charset.
     *
     * <pre>{@code
     * md5("abc") -> 900150983cd24fb0d6963f7d28e17f72
     * }</pre>
     *
     * @return 32 lower-case hex digits
     * @throws IllegalArgumentException if the charset cannot encode a character of the text
     */
    public static String md5(String text) {
        return md5(CharsetCodec.encode(text, Configuration.current().merchant().charset()));
    }

    /**
     * Returns the MD5 of the concatenated parts: 32 lower-case hex digits. Computes every MD5 signature of the kit. The digest is
     * thread-local, because creating one costs as much as digesting 100 bytes.
     */
    public static String md5(byte[]... parts) {
        MessageDigest md5 = MD5.get();
        for (byte[] part : parts) {
            md5.update(part);
        }
        return HexFormat.of().formatHex(md5.digest());
    }
}
