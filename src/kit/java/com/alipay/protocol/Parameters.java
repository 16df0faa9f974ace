package com.alipay.protocol;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Parameters sorted by name. Immutable, so that a message is copied only once. A {@code TreeMap} of the thirty parameters of a
 * notification has five times the bytes, and each copy of one compares all names again.
 */
public final class Parameters extends AbstractMap<String, String> {
    private final String[] names;
    private final String[] values;

    private Parameters(String[] names, String[] values) {
        this.names = names;
        this.values = values;
    }

    /** Returns the parameters of a map; values may be null. */
    public static Parameters of(Map<String, String> params) {
        if (params instanceof Parameters known) {
            return known;
        }
        String[] names = params.keySet().toArray(String[]::new);
        Arrays.sort(names);
        String[] values = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            values[i] = params.get(names[i]);
        }
        return new Parameters(names, values);
    }

    /**
     * Returns parameters backed by two arrays, which the caller must not use afterwards.
     *
     * @param names in their natural order, without duplicates
     * @param values the value of the name at the same index
     */
    public static Parameters ofSorted(String[] names, String[] values) {
        return new Parameters(names, values);
    }

    @Override
    public String get(Object name) {
        int index = Arrays.binarySearch(names, name);
        return index < 0 ? null : values[index];
    }

    @Override
    public boolean containsKey(Object name) {
        return Arrays.binarySearch(names, name) >= 0;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return entries();
            }
        };
    }

    private Iterator<Map.Entry<String, String>> entries() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < names.length;
            }

            @Override
            public Map.Entry<String, String> next() {
                if (next == names.length) {
                    throw new NoSuchElementException();
                }
                return new SimpleImmutableEntry<>(names[next], values[next++]);
            }
        };
    }
}
