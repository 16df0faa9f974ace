package com.alipay.sandbox.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The keys that begin with the same words, such as {@code merchant.demo.}, asked for by the rest of their names. */
final class PropertySection {
    private final PropertyEntries entries;
    private final String prefix;
    private final Set<String> asked = new TreeSet<>();
    private boolean clean = true;

    PropertySection(PropertyEntries entries, String prefix) {
        this.entries = entries;
        this.prefix = prefix;
    }

    /** Empty if it is not there. */
    String text(String name) {
        asked.add(name);
        return entries.all().getOrDefault(prefix + name, "");
    }

    Optional<String> find(String name) {
        return Optional.of(text(name)).filter(value -> !value.isEmpty());
    }

    /** What stands there, or a finding and the empty string. */
    String required(String name, String example) {
        String value = text(name);
        if (value.isEmpty()) {
            wrong(name, "is missing", "write " + prefix + name + "=" + example);
        }
        return value;
    }

    /** What stands there between commas. */
    List<String> list(String name) {
        return Arrays.stream(text(name).split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** One of two words; the first if nothing stands there. */
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

    /** Whether nothing has been found wrong with it so far. */
    boolean isClean() {
        return clean;
    }

    /** Finds fault with every key of this section that nobody has asked for. */
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
