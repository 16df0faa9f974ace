package com.alipay.sandbox.persistence;

import com.google.gson.reflect.TypeToken;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Where the state of a sandbox lies: in memory alone, or in a file too. Stores take a {@link StoredMap} each and know no more of it.
 *
 * <p>What is changed is in the file after the next {@link #flush}, which the sandbox calls before anybody is told of a change:
 * before it answers a request, and before it sends a notification. Thread-safe.
 */
public interface StateStore extends AutoCloseable {
    /** Of the files, to be raised when a stored record changes its shape. */
    int FORMAT = 2;

    /** Keeps nothing beyond the process. */
    static StateStore inMemory() {
        return new InMemoryStateStore();
    }

    /**
     * Goes on with what that file holds; a file that does not exist is made.
     *
     * @throws IllegalStateException another process uses it, or it is no such file; it is unchanged then, and the message says
     *     what to do
     */
    static StateStore inFile(Path file) {
        return FileStateStore.open(file);
    }

    /** The shelf of that name, with what was last saved on it. Each is asked for once. */
    <V> StoredMap<V> shelf(String name, TypeToken<V> type);

    /** As {@link #shelf(String, TypeToken)}. */
    default <V> StoredMap<V> shelf(String name, Class<V> type) {
        return shelf(name, TypeToken.get(type));
    }

    /**
     * Does several changes that belong together: a save holds all of them or none. One that begins while its thread holds
     * locks that others take within theirs would wait for ever; within another one it is a part of that.
     */
    <T> T atomically(Supplier<T> changes);

    /** As {@link #atomically(Supplier)}. */
    default void atomically(Runnable changes) {
        atomically(() -> {
            changes.run();
            return null;
        });
    }

    /** Returns when every change made before is in the file, and waits for changes that belong together. */
    void flush();

    /** Saves; what is changed afterwards is not kept. */
    @Override
    void close();
}
