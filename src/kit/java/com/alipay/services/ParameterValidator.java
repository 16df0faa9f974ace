package com.alipay.services;

import com.alipay.config.Violation;
import com.alipay.protocol.CharsetCodec;
import com.alipay.protocol.ParameterNames;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Checks common to the parameter tables of all services. Collects every finding; none ends the validation. */
public class ParameterValidator {
    /** For counting bytes: GB18030 has GBK's length for a character of GBK, and a length for every other character too. */
    private static final Charset BYTES = Charset.forName("GB18030");

    /** The most bytes per UTF-16 character in GB18030. */
    private static final int WIDEST = 4;

    /** The pattern of a value, and the texts of the finding when it does not match. */
    public record Shape(Pattern pattern, String problem, String remedy) {
        public static Shape of(String pattern, String problem, String remedy) {
            return new Shape(Pattern.compile(pattern), problem, remedy);
        }
    }

    /** Alipay's number of a trade. */
    public static final Shape TRADE_NO =
            Shape.of("[0-9]{16,64}", "应是支付宝交易号，16 位或 28 位数字", "填写收到通知时保存的 trade_no，不是商户订单号");

    private final Map<String, String> parameters;
    private final List<Violation> findings = new ArrayList<>();

    /** @param parameters null and "" count as absent */
    public ParameterValidator(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    public List<Violation> findings() {
        return List.copyOf(findings);
    }

    /**
     * Returns the parameters without empty values.
     *
     * @throws InvalidRequestException if there are findings
     */
    public Map<String, String> checked() {
        if (!findings.isEmpty()) {
            throw new InvalidRequestException(findings);
        }
        Map<String, String> sent = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (value != null && !value.isEmpty()) {
                sent.put(name, value);
            }
        });
        return Collections.unmodifiableMap(sent);
    }

    /** Returns the value; "" when it is absent. */
    public String value(String name) {
        String value = parameters.get(name);
        return value == null ? "" : value;
    }

    public void error(String name, String problem, String remedy) {
        findings.add(Violation.error(name, value(name), problem, remedy));
    }

    /** Reports a value that is absent or blank. */
    public void required(String name, String problem, String remedy) {
        if (value(name).isBlank()) {
            error(name, problem, remedy);
        }
    }

    /** Checks that every character can be sent and that no value contains another parameter. */
    public void characters(Charset charset) {
        parameters.forEach((name, value) -> {
            if (!ParameterNames.isName(name)) {
                findings.add(Violation.error(ParameterNames.shown(name), "", "不是参数名", "参数名只能由字母、数字和下划线组成"));
            }
            if (value == null) {
                return;
            }
            boolean lines = name.equals("body");
            int unprintable = unprintable(value, lines);
            if (unprintable >= 0) {
                error(
                        name,
                        String.format(Locale.ROOT, "含有看不见的控制字符 U+%04X", (int) value.charAt(unprintable)),
                        "删去这个字符" + (lines ? "；换行须写成 CR LF（\\r\\n）" : ""));
            }
            CharsetCodec.uncarried(value, charset)
                    .ifPresent(
                            character -> error(name, "含有本站编码 " + charset.name() + " 无法表示的字符 " + character, "删去或换一个字符"));
            ParameterNames.smuggled(value).ifPresent(hidden -> error(name, "含有 &" + hidden + "=，会被当作另一个参数", "删去这段文字"));
        });
    }

    /**
     * Returns the index of a character that browsers, databases and pages change or refuse, so that other bytes than the signed
     * ones would be sent; -1 if there is none.
     *
     * @param lines whether the value may contain CR LF
     */
    private static int unprintable(String value, boolean lines) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (lines && value.startsWith("\r\n", i)) {
                i++;
            } else if (Character.isISOControl(c) || c >= '\uFDD0' && c <= '\uFDEF' || c >= '\uFFFE') {
                return i;
            }
        }
        return -1;
    }

    /** @param longest by name, in bytes of GBK: a Chinese character counts two */
    public void lengths(Map<String, Integer> longest) {
        longest.forEach((name, most) -> {
            String value = value(name);
            int length = value.length() * WIDEST > most ? bytes(value) : 0;
            if (length > most) {
                error(name, "太长：" + length + " 字节，最多 " + most + " 字节（一个汉字算 2 字节）", "缩短到 " + most / 2 + " 个汉字以内");
            }
        });
    }

    /** @param shapes by name; an absent value has any shape */
    public void shapes(Map<String, Shape> shapes) {
        shapes.forEach((name, shape) -> {
            if (!value(name).isEmpty() && !shape.pattern().matcher(value(name)).matches()) {
                error(name, shape.problem(), shape.remedy());
            }
        });
    }

    /** Returns the length in bytes of GBK: a Chinese character counts two. */
    public static int bytes(String text) {
        return text.getBytes(BYTES).length;
    }
}
