package com.alipay.sandbox.persistence;

import com.google.gson.reflect.TypeToken;
import java.util.LinkedHashMap;
import java.util.function.Supplier;

/** Keeps the state until the process ends. */
final class InMemoryStateStore implements StateStore {
    @Override
    public <V> StoredMap<V> map(String name, TypeToken<V> type) {
        return new StoredMap<>(new LinkedHashMap<>(), new NoCopy<>());
    }

    @Override
    public <T> T atomically(Supplier<T> changes) {
        return changes.get();
    }

    @Override
    public void flush() {
        // Nothing to write.
    }

    @Override
    public void close() {
        // Nothing to release.
    }

    private static final class NoCopy<V> implements StoredMap.Copy<V> {
        @Override
        public void put(String key, V value) {
            // Not stored elsewhere.
        }

        @Override
        public void remove(String key) {
            // Not stored elsewhere.
        }

        @Override
        public void clear() {
            // Not stored elsewhere.
        }
    }
}
