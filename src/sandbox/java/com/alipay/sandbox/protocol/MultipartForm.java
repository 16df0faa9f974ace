package com.alipay.sandbox.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts {@code multipart/form-data} to {@code application/x-www-form-urlencoded}. Version 3.3 of the vendor's PHP sample gives
 * curl an array, so each of its calls from server to server arrives like this.
 */
public final class MultipartForm {
    private static final Pattern BOUNDARY =
            Pattern.compile("^multipart/form-data;.*\\bboundary=\"?([^\";]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile(
            "^content-disposition:.*;\\s*name=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private MultipartForm() {}

    /** Returns the body as a form, its fields in order and byte for byte; a body of another type as it is. */
    public static byte[] toForm(byte[] body, String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return body;
        }
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1); // one character a byte
        for (String part : text.split(Pattern.quote("\r\n--" + boundary.group(1)))) {
            int blank = part.indexOf("\r\n\r\n");
            Matcher name = NAME.matcher(part);
            if (name.find() && name.end() <= blank) {
                fields.add(Map.entry(name.group(1), part.substring(blank + 4)));
            }
        }
        return FormCodec.encode(fields, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.US_ASCII);
    }
}
