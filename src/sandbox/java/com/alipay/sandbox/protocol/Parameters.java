package com.alipay.sandbox.protocol;

import java.nio.charset.Charset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Parameters of one request, query string and form body merged, decoded once.
 *
 * <p>The vendor's form sends {@code _input_charset} twice, in the action's query and as a hidden field. A repeated name with
 * equal values is therefore accepted, and the first non-empty value counts. Names with different values are listed in
 * {@link #contradictory()}.
 */
public final class Parameters {
    private final Map<String, String> values;
    private final SortedSet<String> contradictory;

    private Parameters(Map<String, String> values, SortedSet<String> contradictory) {
        this.values = Collections.unmodifiableMap(values);
        this.contradictory = Collections.unmodifiableSortedSet(contradictory);
    }

    /** Decodes query, then body. */
    public static Parameters of(byte[] query, byte[] body, Charset charset) {
        Map<String, String> values = new TreeMap<>();
        SortedSet<String> contradictory = new TreeSet<>();
        for (byte[] form : List.of(query, body)) {
            for (Map.Entry<String, String> pair : FormCodec.decode(form, charset)) {
                String before = values.getOrDefault(pair.getKey(), "");
                if (before.isEmpty()) {
                    values.put(pair.getKey(), pair.getValue());
                } else if (!pair.getValue().isEmpty() && !before.equals(pair.getValue())) {
                    contradictory.add(pair.getKey());
                }
            }
        }
        return new Parameters(values, contradictory);
    }

    /** Returns the value, or the empty string: the protocol does not distinguish empty from absent. */
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean has(String name) {
        return !get(name).isEmpty();
    }

    public Optional<String> find(String name) {
        return has(name) ? Optional.of(get(name)) : Optional.empty();
    }

    /** Returns the names that arrived with two different values. */
    public SortedSet<String> contradictory() {
        return contradictory;
    }

    /** Returns all parameters by name; unmodifiable. */
    public Map<String, String> asMap() {
        return values;
    }
}
