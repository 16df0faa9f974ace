package com.alipay.sandbox.notification;

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
 * @param meaning the cause and what to do, in Chinese
 */
public record AckMismatch(int offset, String meaning) {
    private static final byte[] RIGHT = "success".getBytes(StandardCharsets.US_ASCII);

    /** Returns the mismatch; empty for exactly the seven bytes. */
    public static Optional<AckMismatch> in(byte[] answer) {
        int offset = Arrays.mismatch(RIGHT, answer);
        return offset < 0 ? Optional.empty() : Optional.of(new AckMismatch(offset, meaning(answer, offset)));
    }

    private static String meaning(byte[] answer, int offset) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        if (answer.length == 0) {
            return "没有任何内容：请输出 success";
        }
        if (text.startsWith("\u00ef\u00bb\u00bf")) {
            return "开头是 BOM（EF BB BF）：请把页面文件另存为“UTF-8 无 BOM”";
        }
        if (text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff")) {
            return "开头是 UTF-16 的 BOM：请把应答的编码改为 UTF-8";
        }
        if (trimmed.startsWith("<")) {
            return "这是 HTML 或 XML：通知页面不能输出网页，也不要被登录页、错误页拦截";
        }
        if (trimmed.startsWith("{") || trimmed.startsWith("[") || trimmed.startsWith("\"")) {
            return "这是 JSON：请输出 success 本身，不加引号和括号";
        }
        if (trimmed.equals("fail")) {
            return "商户回答 fail：商户自己认为这个通知没有通过";
        }
        if (trimmed.startsWith("successsuccess")) {
            return "success 输出了不止一次";
        }
        if (trimmed.startsWith("success<")) {
            return "success 后面有 HTML 标签：请去掉";
        }
        return isBlank(answer, offset) ? blank(answer[offset], offset == 0) : other(answer, offset, trimmed);
    }

    private static boolean isBlank(byte[] answer, int offset) {
        return offset < answer.length && (answer[offset] == ' ' || answer[offset] >= '\t' && answer[offset] <= '\r');
    }

    private static String blank(byte octet, boolean inFront) {
        String what = octet == ' ' ? "空格" : octet == '\t' ? "制表符" : "换行";
        return inFront
                ? "success 前面有" + what + "：JSP 的每条指令之后都会输出换行，请加 trimDirectiveWhitespaces=\"true\""
                : "success 后面有" + what + "：请用 print，不要用 println，文件末尾也不要有空行";
    }

    private static String other(byte[] answer, int offset, String trimmed) {
        if (trimmed.equals("success")) {
            return "大小写不对：请输出小写的 success";
        }
        if (offset == answer.length) {
            return "不完整：只有 success 的前 " + offset + " 个字节";
        }
        return offset == RIGHT.length
                ? "success 后面还有别的内容"
                : "这里应当是 " + hex(RIGHT[offset]) + "（" + (char) RIGHT[offset] + "），实际是 " + hex(answer[offset]);
    }

    private static String hex(byte octet) {
        return HexFormat.of().withUpperCase().formatHex(new byte[] {octet});
    }
}
