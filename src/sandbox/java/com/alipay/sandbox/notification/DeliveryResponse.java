package com.alipay.sandbox.notification;

import com.alipay.sandbox.persistence.StoredAs;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What came back from a merchant's notify_url. */
public sealed interface DeliveryResponse {

    /**
     * An HTTP answer.
     *
     * @param body its first 1,024 bytes at most
     * @param longer whether there was more
     */
    @StoredAs("Answered")
    record Answered(int status, byte[] body, boolean longer) implements DeliveryResponse {
        /** Status 200 and the word {@code success}, white space around it aside. */
        public boolean isSuccess() {
            return status == 200 && !longer && trimmed().equals("success");
        }

        /** Whether there was white space around the word; merchants should send the seven bytes alone. */
        public boolean wasTrimmed() {
            return trimmed().length() != text().length();
        }

        /** {@code 73 75 63 …} */
        public String hex() {
            return HexFormat.ofDelimiter(" ").formatHex(body);
        }

        /** To read it by eye; what is judged are the bytes. */
        public String textIn(Charset charset) {
            return new String(body, charset);
        }

        /** One character per byte. */
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

    /** No complete answer within the deadline: refused, cut off, too slow, not an address. */
    @StoredAs("Failed")
    record Failed(String reason) implements DeliveryResponse {}
}
