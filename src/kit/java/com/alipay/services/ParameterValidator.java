package com.alipay.services;

import com.alipay.config.Violation;
import com.alipay.i18n.Message;
import com.alipay.i18n.Messages;
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

    private static final Messages MESSAGES = Messages.of(ParameterValidator.class);

    /** The pattern of a value, and the finding when it does not match. */
    public record Shape(Pattern pattern, Message problem) {
        public static Shape of(String pattern, Message problem) {
            return new Shape(Pattern.compile(pattern), problem);
        }
    }

    /** Alipay's number of a trade. */
    public static final Shape TRADE_NO = Shape.of("[0-9]{16,64}", message("trade_no.form"));

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

    /** Returns a text of this package. */
    protected static Message message(String key, Object... arguments) {
        return MESSAGES.message(key, arguments);
    }

    /** Reports a problem; the remedy has its key with {@code .remedy}. */
    public void error(String name, Message problem) {
        findings.add(Violation.error(name, value(name), problem));
    }

    /** Reports a value that is absent or blank. */
    public void required(String name, Message problem) {
        if (value(name).isBlank()) {
            error(name, problem);
        }
    }

    /** Checks that every character can be sent and that no value contains another parameter. */
    public void characters(Charset charset) {
        parameters.forEach((name, value) -> {
            if (!ParameterNames.isName(name)) {
                findings.add(Violation.error(ParameterNames.shown(name), "", message("name.form")));
            }
            if (value == null) {
                return;
            }
            boolean lines = name.equals("body");
            int unprintable = unprintable(value, lines);
            if (unprintable >= 0) {
                String point = String.format(Locale.ROOT, "U+%04X", (int) value.charAt(unprintable));
                error(name, message(lines ? "unprintable.lines" : "unprintable", point));
            }
            CharsetCodec.uncarried(value, charset)
                    .ifPresent(character -> error(name, message("uncarried", charset.name(), character)));
            ParameterNames.smuggled(value).ifPresent(hidden -> error(name, message("smuggled", hidden)));
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
                error(name, message("long", length, most, most / 2));
            }
        });
    }

    /** @param shapes by name; an absent value has any shape */
    public void shapes(Map<String, Shape> shapes) {
        shapes.forEach((name, shape) -> {
            if (!value(name).isEmpty() && !shape.pattern().matcher(value(name)).matches()) {
                error(name, shape.problem());
            }
        });
    }

    /** Returns the length in bytes of GBK: a Chinese character counts two. */
    public static int bytes(String text) {
        return text.getBytes(BYTES).length;
    }
}
