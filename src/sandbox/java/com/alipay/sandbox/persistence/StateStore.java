package com.alipay.sandbox.persistence;

import com.google.gson.reflect.TypeToken;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Stores the state of a sandbox: in memory only, or in a file too. Each repository uses its own {@link StoredMap} and knows
 * nothing else of the store.
 *
 * <p>A change is in the file after the next {@link #flush}, which the sandbox calls before a change becomes visible: before it
 * answers a request, and before it sends a notification. Thread-safe.
 */
public interface StateStore extends AutoCloseable {
    /** Version of the file format; raise it when a stored record changes its components. */
    int FORMAT = 2;

    /** Returns a store that keeps nothing beyond the process. */
    static StateStore inMemory() {
        return new InMemoryStateStore();
    }

    /**
     * Opens that file with the state in it; the file is created if it is missing.
     *
     * @throws IllegalStateException another process uses it, or it is not a data file; it is left unchanged, and the message says
     *     what to do
     */
    static StateStore inFile(Path file) {
        return FileStateStore.open(file);
    }

    /** Returns the map of that name, with its last saved contents. Call it once per name. */
    <V> StoredMap<V> map(String name, TypeToken<V> type);

    /** Returns the map of that name, see {@link #map(String, TypeToken)}. */
    default <V> StoredMap<V> map(String name, Class<V> type) {
        return map(name, TypeToken.get(type));
    }

    /**
     * Makes several changes atomically: a save contains all of them or none. Nested calls join the outer one. Do not begin one
     * while holding a lock that other threads acquire inside theirs: deadlock.
     */
    <T> T atomically(Supplier<T> changes);

    /** Makes several changes atomically, see {@link #atomically(Supplier)}. */
    default void atomically(Runnable changes) {
        atomically(() -> {
            changes.run();
            return null;
        });
    }

    /** Writes every change made before to the file; waits for atomic changes in progress. */
    void flush();

    /** Saves and closes; later changes are not kept. */
    @Override
    void close();
}
