package com.alipay.sandbox.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys and values of a properties file, in order, and the errors found in them. */
final class PropertyEntries {
    private final String text;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<ConfigError> findings = new ArrayList<>();

    /** Parses the text; blanks around a value are removed. */
    PropertyEntries(String text) {
        this.text = text;
        Properties reader = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                return add((String) key, ((String) value).strip());
            }
        };
        try {
            reader.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        } catch (IllegalArgumentException e) {
            findings.add(new ConfigError(
                    "somewhere", "a backslash followed by u and no four digits", "write / in place of \\ in paths"));
        }
    }

    private String add(String key, String value) {
        String before = values.put(key, value);
        if (before != null) {
            wrong(key, "stands here twice", "keep one of the two lines");
        }
        return before;
    }

    Map<String, String> all() {
        return values;
    }

    void wrong(String key, String reason, String remedy) {
        findings.add(new ConfigError(place(key), reason, remedy));
    }

    List<ConfigError> findings() {
        return findings;
    }

    private String place(String key) {
        Matcher line = Pattern.compile("(?m)^[ \t]*" + Pattern.quote(key) + "(?=[ \t]*[=:]|[ \t]|$)")
                .matcher(text);
        return line.find() ? "line " + (text.substring(0, line.start()).lines().count() + 1) + ", " + key : key;
    }
}
