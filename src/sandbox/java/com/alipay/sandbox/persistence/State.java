package com.alipay.sandbox.persistence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is on all shelves, as the places of the values in the file. Not thread-safe. */
final class State {
    private final Map<String, Map<String, Place>> shelves = new LinkedHashMap<>();

    /** A view, in order. */
    Map<String, Place> shelf(String name) {
        return shelves.computeIfAbsent(name, added -> new LinkedHashMap<>());
    }

    /**
     * A key that is there keeps its place in the order.
     *
     * @param key null if everything was removed
     * @param place of the value that was put; null if the key was removed
     */
    void apply(String shelf, String key, Place place) {
        if (key == null) {
            shelf(shelf).clear();
        } else if (place == null) {
            shelf(shelf).remove(key);
        } else {
            shelf(shelf).put(key, place);
        }
    }

    /** The changes that lead to it from nothing; each value is read when its change is asked for. */
    Stream<Change> changes(Function<Place, byte[]> json) {
        return shelves.entrySet().stream()
                .flatMap(shelf -> shelf.getValue().entrySet().stream()
                        .map(entry -> new Change(shelf.getKey(), entry.getKey(), json.apply(entry.getValue()))));
    }
}
