package com.alipay.sandbox.data;

import com.google.gson.reflect.TypeToken;
import java.util.LinkedHashMap;
import java.util.function.Supplier;

/** Ends with the process. */
final class MemoryVault implements Vault {
    @Override
    public <V> Shelf<V> shelf(String name, TypeToken<V> type) {
        return new Shelf<>(new LinkedHashMap<>(), new NoCopy<>());
    }

    @Override
    public <T> T together(Supplier<T> changes) {
        return changes.get();
    }

    @Override
    public void save() {
        // There is no other place.
    }

    @Override
    public void close() {
        // Nothing to release.
    }

    private static final class NoCopy<V> implements Shelf.Copy<V> {
        @Override
        public void put(String key, V value) {
            // Not kept elsewhere.
        }

        @Override
        public void remove(String key) {
            // Not kept elsewhere.
        }

        @Override
        public void clear() {
            // Not kept elsewhere.
        }
    }
}
