package com.alipay.sandbox.persistence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Contents of all stored maps, as the positions of the values in the file. Not thread-safe. */
final class State {
    private final Map<String, Map<String, FileRange>> shelves = new LinkedHashMap<>();

    /** Returns the entries of that map as a view, in order. */
    Map<String, FileRange> shelf(String name) {
        return shelves.computeIfAbsent(name, added -> new LinkedHashMap<>());
    }

    /**
     * Applies one change; an existing key keeps its position in the order.
     *
     * @param key null if the map was cleared
     * @param place position of the value that was put; null if the key was removed
     */
    void apply(String shelf, String key, FileRange place) {
        if (key == null) {
            shelf(shelf).clear();
        } else if (place == null) {
            shelf(shelf).remove(key);
        } else {
            shelf(shelf).put(key, place);
        }
    }

    /** Returns the changes that build this state from an empty one; each value is read lazily. */
    Stream<Change> changes(Function<FileRange, byte[]> json) {
        return shelves.entrySet().stream()
                .flatMap(shelf -> shelf.getValue().entrySet().stream()
                        .map(entry -> new Change(shelf.getKey(), entry.getKey(), json.apply(entry.getValue()))));
    }
}
