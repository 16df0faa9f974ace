package com.alipay.sandbox.notification;

import com.alipay.i18n.Text;
import com.alipay.sandbox.persistence.StoredAs;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The response of a merchant's notify_url. */
public sealed interface DeliveryResponse {

    /**
     * An HTTP response.
     *
     * @param body its first 1,024 bytes at most
     * @param longer whether there was more
     */
    @StoredAs("Answered")
    record Answered(int status, byte[] body, boolean longer) implements DeliveryResponse {
        /** Returns whether it is status 200 and the word {@code success}, ignoring surrounding white space. */
        public boolean isSuccess() {
            return status == 200 && !longer && trimmed().equals("success");
        }

        /** Returns whether the word was surrounded by white space; merchants should send exactly the seven bytes. */
        public boolean wasTrimmed() {
            return trimmed().length() != text().length();
        }

        /** Returns the body in hex, {@code 73 75 63 …}. */
        public String hex() {
            return HexFormat.ofDelimiter(" ").formatHex(body);
        }

        /** Returns the body as text for display; success is decided by the bytes. */
        public String textIn(Charset charset) {
            return new String(body, charset);
        }

        /** Returns one character per byte. */
        private String text() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }

        private String trimmed() {
            String text = text();
            int from = 0;
            int to = text.length();
            while (from < to && isSpace(text.charAt(from))) {
                from++;
            }
            while (to > from && isSpace(text.charAt(to - 1))) {
                to--;
            }
            return text.substring(from, to);
        }

        private static boolean isSpace(char character) {
            return character == ' ' || character >= '\t' && character <= '\r';
        }
    }

    /** No complete response within the deadline: connection refused or cut off, too slow, invalid address. */
    @StoredAs("Failed")
    record Failed(Text reason) implements DeliveryResponse {}
}
