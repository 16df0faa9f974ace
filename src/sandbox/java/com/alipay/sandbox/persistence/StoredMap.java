package com.alipay.sandbox.persistence;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Values by key, in the order in which their keys were put first. A copy of each change goes to the {@link StateStore} it is from.
 * Not thread-safe: the store that it belongs to is.
 */
public final class StoredMap<V> {
    private final Map<String, V> entries;
    private final Copy<V> copy;

    /** Where changes go, in their order for each key. */
    interface Copy<V> {
        void put(String key, V value);

        void remove(String key);

        void clear();
    }

    /** @param entries in their order, its own from now on */
    StoredMap(Map<String, V> entries, Copy<V> copy) {
        this.entries = entries;
        this.copy = copy;
    }

    public Optional<V> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** A view, in order. */
    public Collection<V> values() {
        return Collections.unmodifiableCollection(entries.values());
    }

    /** A view, in order. */
    public Collection<String> keys() {
        return Collections.unmodifiableCollection(entries.keySet());
    }

    public int size() {
        return entries.size();
    }

    /** A key that is there keeps its place. */
    public void put(String key, V value) {
        entries.put(key, value);
        copy.put(key, value);
    }

    /** What was there. */
    public Optional<V> remove(String key) {
        Optional<V> before = Optional.ofNullable(entries.remove(key));
        before.ifPresent(value -> copy.remove(key));
        return before;
    }

    /** Removes the oldest of more than that many, and answers it. */
    public Optional<V> trim(int limit) {
        Iterator<String> oldest = entries.keySet().iterator();
        return entries.size() > limit ? remove(oldest.next()) : Optional.empty();
    }

    /** Removes the oldest as long as they are as that says. */
    public void trimWhile(Predicate<V> over) {
        Iterator<Map.Entry<String, V>> oldest = entries.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<String, V> next = oldest.next();
            if (!over.test(next.getValue())) {
                return;
            }
            String key = next.getKey();
            oldest.remove();
            copy.remove(key);
        }
    }

    public void clear() {
        entries.clear();
        copy.clear();
    }
}
