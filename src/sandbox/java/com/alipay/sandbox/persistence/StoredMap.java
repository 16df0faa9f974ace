package com.alipay.sandbox.persistence;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Values by key, in the order in which the keys were first put. Each change is copied to the {@link StateStore} that created it.
 * Not thread-safe: the repository that owns it is.
 */
public final class StoredMap<V> {
    private final Map<String, V> entries;
    private final Copy<V> copy;

    /** Receives the changes, in order for each key. */
    interface Copy<V> {
        void put(String key, V value);

        void remove(String key);

        void clear();
    }

    /** @param entries in their order; the map takes ownership */
    StoredMap(Map<String, V> entries, Copy<V> copy) {
        this.entries = entries;
        this.copy = copy;
    }

    public Optional<V> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** Returns an unmodifiable view, in order. */
    public Collection<V> values() {
        return Collections.unmodifiableCollection(entries.values());
    }

    /** Returns an unmodifiable view, in order. */
    public Collection<String> keys() {
        return Collections.unmodifiableCollection(entries.keySet());
    }

    public int size() {
        return entries.size();
    }

    /** Puts a value; an existing key keeps its position. */
    public void put(String key, V value) {
        entries.put(key, value);
        copy.put(key, value);
    }

    /** Removes a key; returns its value, if any. */
    public Optional<V> remove(String key) {
        Optional<V> before = Optional.ofNullable(entries.remove(key));
        before.ifPresent(value -> copy.remove(key));
        return before;
    }

    /** Removes the oldest entry if there are more than {@code limit}, and returns it. */
    public Optional<V> trim(int limit) {
        Iterator<String> oldest = entries.keySet().iterator();
        return entries.size() > limit ? remove(oldest.next()) : Optional.empty();
    }

    /** Removes the oldest entries as long as the condition holds. */
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
