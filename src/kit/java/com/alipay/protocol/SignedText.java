package com.alipay.protocol;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes the signed text, {@code a=1&b=2}, as bytes; used for every message and every payment. Filtering, sorting, joining and
 * encoding in separate steps, as {@code AlipayCore.paraFilter} and {@code AlipayCore.createLinkString} do, takes twice as long.
 */
public final class SignedText {
    private SignedText() {}

    /**
     * Returns the bytes of {@code createLinkString(paraFilter(parameters))}.
     *
     * @param charset UTF-8 or GBK
     * @throws IllegalArgumentException naming the first character that the charset cannot encode
     */
    public static byte[] of(Map<String, String> parameters, Charset charset) {
        if (!charset.equals(CharsetCodec.GBK) && !charset.equals(StandardCharsets.UTF_8)) {
            throw new IllegalArgumentException("a merchant's charset is UTF-8 or GBK, not " + charset);
        }
        String[] names = names(parameters);
        List<byte[]> pairs = new ArrayList<>(names.length);
        for (String name : names) {
            pairs.add(CharsetCodec.encode(name + "=" + parameters.get(name), charset));
        }
        return join(pairs);
    }

    /** Joins the pairs with {@code &}. */
    static byte[] join(List<byte[]> pairs) {
        int length = Math.max(0, pairs.size() - 1);
        for (byte[] pair : pairs) {
            length += pair.length;
        }
        byte[] text = new byte[length];
        int at = 0;
        for (byte[] pair : pairs) {
            if (at > 0) {
                text[at++] = '&';
            }
            System.arraycopy(pair, 0, text, at, pair.length);
            at += pair.length;
        }
        return text;
    }

    /** Returns the names of the parameters that are signed, in the order of signing. */
    public static String[] names(Map<String, String> parameters) {
        String[] names = new String[parameters.size()];
        int count = 0;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (isSigned(parameter.getKey(), parameter.getValue())) {
                names[count++] = parameter.getKey();
            }
        }
        Arrays.sort(names, 0, count);
        return count == names.length ? names : Arrays.copyOf(names, count);
    }

    /** Returns whether a parameter is signed: it has a value and is neither {@code sign} nor {@code sign_type}. */
    public static boolean isSigned(String name, String value) {
        return value != null && !value.isEmpty() && !ParameterNames.isUnsigned(name);
    }
}
