package com.alipay.sandbox.explain;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody pasted: an address, a line of an access log, a query string or a form body.
 *
 * <pre>
 * https://shop.example.com/return_url.jsp?a=1&amp;b=2   a=1&amp;b=2
 * "GET /return_url.jsp?a=1&amp;b=2 HTTP/1.1" 200       a=1&amp;b=2
 * a=1&amp;b=2                                          a=1&amp;b=2
 * </pre>
 *
 * @param form the form data in it, as bytes
 * @param isAddress whether it stood behind a {@code ?}
 * @param isEncoded false if characters beyond ASCII stood in it, whose bytes are a guess then
 */
record Pasted(byte[] form, boolean isAddress, boolean isEncoded) {
    static final Pasted NOTHING = new Pasted(new byte[0], false, true);

    private static final Pattern ADDRESS =
            Pattern.compile("^(?:\"?[A-Z]+ )?(?:https?:/)?/?[^?=&\\s]*\\?([^\\s#\"]*)(?:[\\s#\"].*)?$", Pattern.DOTALL);

    /** Text; the line breaks of a mail or a console are no part of it. Characters beyond ASCII become bytes of that charset. */
    static Pasted text(String text, Charset charset) {
        String trimmed = text.strip();
        Matcher address = ADDRESS.matcher(trimmed);
        boolean isAddress = address.matches();
        String form = (isAddress ? address.group(1) : trimmed).replaceAll("[\\r\\n]+", "");
        return new Pasted(
                form.getBytes(charset),
                isAddress,
                StandardCharsets.US_ASCII.newEncoder().canEncode(form));
    }

    /**
     * The bytes of a form body, in hex: {@code 61 3D 31} or {@code 613d31}.
     *
     * @throws BadInquiry it is none
     */
    static Pasted hex(String hex) {
        try {
            return new Pasted(HexFormat.of().parseHex(hex.replaceAll("\\s", "")), false, true);
        } catch (IllegalArgumentException e) {
            throw new BadInquiry(
                    "hex must be pairs of the digits 0 to 9 and A to F: choose text for anything else",
                    "十六进制只能是成对的 0 到 9 和 A 到 F，别的内容请选“文字”");
        }
    }
}
