package com.alipay.sandbox.notification;

import com.alipay.i18n.Text;
import com.alipay.sandbox.text.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The position where a response first differs from the seven bytes of {@code success}, and the probable cause.
 *
 * <pre>
 * EF BB BF 73 75 …         0   a byte order mark
 * 73 75 63 63 65 73 73 0A  7   a line end after it
 * </pre>
 *
 * @param offset in bytes from 0; the length of the response if it is too short
 * @param meaning the cause and what to do
 */
public record AckMismatch(int offset, Text meaning) {
    private static final byte[] RIGHT = "success".getBytes(StandardCharsets.US_ASCII);

    /** Returns the mismatch; empty for exactly the seven bytes. */
    public static Optional<AckMismatch> in(byte[] answer) {
        int offset = Arrays.mismatch(RIGHT, answer);
        return offset < 0 ? Optional.empty() : Optional.of(new AckMismatch(offset, meaning(answer, offset)));
    }

    private static Text meaning(byte[] answer, int offset) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        if (answer.length == 0) {
            return Texts.of("ack.nothing");
        }
        if (text.startsWith("\u00ef\u00bb\u00bf")) {
            return Texts.of("ack.bom");
        }
        if (text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff")) {
            return Texts.of("ack.utf-16");
        }
        if (trimmed.startsWith("<")) {
            return Texts.of("ack.html");
        }
        if (trimmed.startsWith("{") || trimmed.startsWith("[") || trimmed.startsWith("\"")) {
            return Texts.of("ack.json");
        }
        if (trimmed.equals("fail")) {
            return Texts.of("ack.fail");
        }
        if (trimmed.startsWith("successsuccess")) {
            return Texts.of("ack.repeated");
        }
        if (trimmed.startsWith("success<")) {
            return Texts.of("ack.tag");
        }
        return isBlank(answer, offset) ? blank(answer[offset], offset == 0) : other(answer, offset, trimmed);
    }

    private static boolean isBlank(byte[] answer, int offset) {
        return offset < answer.length && (answer[offset] == ' ' || answer[offset] >= '\t' && answer[offset] <= '\r');
    }

    private static Text blank(byte octet, boolean inFront) {
        String what = octet == ' ' ? "space" : octet == '\t' ? "tab" : "line-break";
        return Texts.of(inFront ? "ack.before" : "ack.after", Texts.of("ack." + what));
    }

    private static Text other(byte[] answer, int offset, String trimmed) {
        if (trimmed.equals("success")) {
            return Texts.of("ack.case");
        }
        if (offset == answer.length) {
            return Texts.of("ack.incomplete", offset);
        }
        return offset == RIGHT.length
                ? Texts.of("ack.more")
                : Texts.of("ack.byte", hex(RIGHT[offset]), (char) RIGHT[offset], hex(answer[offset]));
    }

    private static String hex(byte octet) {
        return HexFormat.of().withUpperCase().formatHex(new byte[] {octet});
    }
}
