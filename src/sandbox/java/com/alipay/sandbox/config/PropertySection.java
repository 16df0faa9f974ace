package com.alipay.sandbox.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The keys with a common prefix, such as {@code merchant.demo.}, read by the rest of their names. */
final class PropertySection {
    private final PropertyEntries entries;
    private final String prefix;
    private final Set<String> asked = new TreeSet<>();
    private boolean clean = true;

    PropertySection(PropertyEntries entries, String prefix) {
        this.entries = entries;
        this.prefix = prefix;
    }

    /** Returns the value; empty if it is absent. */
    String text(String name) {
        asked.add(name);
        return entries.all().getOrDefault(prefix + name, "");
    }

    Optional<String> find(String name) {
        return Optional.of(text(name)).filter(value -> !value.isEmpty());
    }

    /** Returns the value; if it is absent, records an error and returns the empty string. */
    String required(String name, String example) {
        String value = text(name);
        if (value.isEmpty()) {
            wrong(name, "is missing", "write " + prefix + name + "=" + example);
        }
        return value;
    }

    /** Returns the values of a comma-separated list. */
    List<String> list(String name) {
        return Arrays.stream(text(name).split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** Returns whether the value is the second of two words; the first is the default. */
    boolean isSecond(String name, String first, String second) {
        String value = find(name).orElse(first);
        if (!value.equals(first) && !value.equals(second)) {
            wrong(name, "is " + value, "write " + first + " or " + second);
        }
        return value.equals(second);
    }

    void wrong(String name, String reason, String remedy) {
        clean = false;
        entries.wrong(prefix + name, reason, remedy);
    }

    /** Returns whether no error has been recorded so far. */
    boolean isClean() {
        return clean;
    }

    /** Records an error for every key of this section that was not read. */
    void refuseOthers() {
        for (Map.Entry<String, String> entry : entries.all().entrySet()) {
            String key = entry.getKey();
            if (key.startsWith(prefix) && !asked.contains(key.substring(prefix.length()))) {
                wrong(
                        key.substring(prefix.length()),
                        "no such key",
                        "the keys of " + prefix + " are " + String.join(", ", asked));
            }
        }
    }
}
