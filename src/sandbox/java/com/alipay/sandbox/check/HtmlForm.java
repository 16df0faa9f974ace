package com.alipay.sandbox.check;

import com.alipay.sandbox.diagnosis.HtmlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form of a page as a browser without scripts sees it.
 *
 * @param action as written; empty for the page itself
 * @param fields the values it would send, by name
 */
record HtmlForm(String action, boolean isPost, Optional<String> charset, Map<String, String> fields) {
    private static final Pattern FORM =
            Pattern.compile("<form\\b([^>]*)>(.*?)(?:</form>|$)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile(
            "<(input|button)\\b([^>]*)>|<(textarea|select)\\b([^>]*)>(.*?)</\\3>",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("<option\\b([^>]*)>([^<]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([\\w-]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+)))?");

    /** Returns the forms of a page, in their order. */
    static List<HtmlForm> in(String html) {
        return FORM.matcher(html.replaceAll("(?s)<!--.*?-->", ""))
                .results()
                .map(form -> of(attributes(form.group(1)), form.group(2)))
                .toList();
    }

    private static HtmlForm of(Map<String, String> form, String content) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(content);
        while (field.find()) {
            if (field.group(1) != null) {
                input(fields, field.group(1), attributes(field.group(2)));
            } else {
                Map<String, String> attributes = attributes(field.group(4));
                String value = field.group(3).equalsIgnoreCase("select")
                        ? selected(field.group(5))
                        : HtmlText.unescape(field.group(5).replaceFirst("^\\r?\\n", ""));
                put(fields, attributes, value);
            }
        }
        return new HtmlForm(
                form.getOrDefault("action", ""),
                form.getOrDefault("method", "get").equalsIgnoreCase("post"),
                Optional.ofNullable(form.get("accept-charset")),
                fields);
    }

    private static void input(Map<String, String> fields, String tag, Map<String, String> attributes) {
        String usual = tag.equalsIgnoreCase("button") ? "submit" : "text";
        String name = attributes.getOrDefault("name", "");
        switch (attributes.getOrDefault("type", usual).toLowerCase(Locale.ROOT)) {
            case "image", "reset", "file", "button" -> {}
            case "checkbox" -> {
                if (attributes.containsKey("checked")) {
                    put(fields, attributes, attributes.getOrDefault("value", "on"));
                }
            }
            case "radio" -> {
                if (attributes.containsKey("checked") || !fields.containsKey(name)) {
                    put(fields, attributes, attributes.getOrDefault("value", "on"));
                }
            }
            case "hidden", "submit" -> {
                if (!fields.containsKey(name)) {
                    put(fields, attributes, attributes.getOrDefault("value", ""));
                }
            }
            default -> put(fields, attributes, filledIn(name, attributes.getOrDefault("value", "")));
        }
    }

    /** Returns what a buyer would write into an empty field. */
    private static String filledIn(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!value.isBlank()) {
            return value;
        }
        if (lower.matches(".*(price|money|amount|fee|total).*")) {
            return "0.01";
        }
        if (lower.matches(".*(quantity|count|num).*")) {
            return "1";
        }
        return lower.contains("mail") ? "buyer@example.com" : "check";
    }

    private static String selected(String options) {
        Optional<String> first = Optional.empty();
        Matcher option = OPTION.matcher(options);
        while (option.find()) {
            Map<String, String> attributes = attributes(option.group(1));
            String value = attributes.getOrDefault(
                    "value", HtmlText.unescape(option.group(2)).strip());
            if (attributes.containsKey("selected")) {
                return value;
            }
            first = first.or(() -> Optional.of(value));
        }
        return first.orElse("");
    }

    private static void put(Map<String, String> fields, Map<String, String> attributes, String value) {
        String name = attributes.getOrDefault("name", "");
        if (!name.isEmpty() && !attributes.containsKey("disabled")) {
            fields.put(name, value);
        }
    }

    private static Map<String, String> attributes(String tag) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(tag);
        while (attribute.find()) {
            String value = attribute.group(2) != null
                    ? attribute.group(2)
                    : attribute.group(3) != null ? attribute.group(3) : attribute.group(4);
            attributes.putIfAbsent(
                    attribute.group(1).toLowerCase(Locale.ROOT), value == null ? "" : HtmlText.unescape(value));
        }
        return attributes;
    }

    /** Returns the entries with those values in place of its own. */
    List<Map.Entry<String, String>> entries(Map<String, String> given) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        fields.forEach((name, value) -> entries.add(Map.entry(name, given.getOrDefault(name, value))));
        return entries;
    }
}
