package com.alipay.diagnosis.signature;

import com.alipay.diagnosis.signature.SigningHypothesis.Parameter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How programs write the parameters of a text to sign. Only the first is correct. */
enum TextStyle {
    PAIRS("", "&", pair -> pair.name() + "=" + pair.value(), ""),
    NO_AMPERSAND("", "", pair -> pair.name() + "=" + pair.value(), ""),
    VALUES_ONLY("", "", Parameter::value, ""),
    VALUES_WITH_AMPERSAND("", "&", Parameter::value, ""),
    NAMES_AND_VALUES("", "", pair -> pair.name() + pair.value(), ""),
    NAMES_AND_VALUES_WITH_AMPERSAND("", "&", pair -> pair.name() + pair.value(), ""),
    COLONS("", "&", pair -> pair.name() + ":" + pair.value(), ""),
    COMMAS("", ",", pair -> pair.name() + "=" + pair.value(), ""),
    COMMAS_AND_BLANKS("", ", ", pair -> pair.name() + "=" + pair.value(), ""),
    SEMICOLONS("", ";", pair -> pair.name() + "=" + pair.value(), ""),
    BARS("", "|", pair -> pair.name() + "=" + pair.value(), ""),
    VALUES_WITH_BARS("", "|", Parameter::value, ""),
    VALUES_WITH_COMMAS("", ",", Parameter::value, ""),
    LINES("", "\n", pair -> pair.name() + "=" + pair.value(), ""),
    BLANKS("", " ", pair -> pair.name() + "=" + pair.value(), ""),
    AMPERSANDS_ESCAPED("", "&amp;", pair -> pair.name() + "=" + pair.value(), ""),
    AMPERSANDS_ENCODED("", "%26", pair -> pair.name() + "=" + pair.value(), ""),
    BLANKS_AROUND_EQUALS("", "&", pair -> pair.name() + " = " + pair.value(), ""),
    BLANKS_AROUND_AMPERSANDS("", " & ", pair -> pair.name() + "=" + pair.value(), ""),
    AMPERSAND_IN_FRONT("&", "&", pair -> pair.name() + "=" + pair.value(), ""),
    QUESTION_MARK_IN_FRONT("?", "&", pair -> pair.name() + "=" + pair.value(), ""),
    QUOTED("", "&", pair -> pair.name() + "=\"" + pair.value() + "\"", ""),
    SINGLE_QUOTED("", "&", pair -> pair.name() + "='" + pair.value() + "'", ""),
    JSON("{", ",", pair -> "\"" + pair.name() + "\":\"" + json(pair.value()) + "\"", "}"),
    JSON_SLASHES(
            "{", ",", pair -> "\"" + pair.name() + "\":\"" + json(pair.value()).replace("/", "\\/") + "\"", "}"),
    JSON_SPACED("{", ", ", pair -> "\"" + pair.name() + "\": \"" + json(pair.value()) + "\"", "}"),
    MAP("{", ", ", pair -> pair.name() + "=" + pair.value(), "}"),
    LIST("[", ", ", pair -> pair.name() + "=" + pair.value(), "]"),
    NAMES_UPPER_CASE("", "&", pair -> upper(pair.name()) + "=" + pair.value(), "");

    private final String before;
    private final String separator;
    private final Function<Parameter, String> pair;
    private final String after;

    TextStyle(String before, String separator, Function<Parameter, String> pair, String after) {
        this.before = before;
        this.separator = separator;
        this.pair = pair;
        this.after = after;
    }

    String write(List<Parameter> pairs) {
        return pairs.stream().map(pair).collect(Collectors.joining(separator, before, after));
    }

    private static String json(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** Converts ASCII letters to upper case; the bytes of other characters stay. */
    private static String upper(String name) {
        StringBuilder upper = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            upper.setCharAt(i, c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
        }
        return upper.toString();
    }
}
