package com.alipay.sandbox.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What is on all shelves, as JSON. Not thread-safe. */
final class State {
    private final Map<String, Map<String, String>> shelves = new LinkedHashMap<>();

    Map<String, String> shelf(String name) {
        return shelves.computeIfAbsent(name, added -> new LinkedHashMap<>());
    }

    void apply(Change change) {
        Map<String, String> shelf = shelf(change.shelf());
        if (change.key() == null) {
            shelf.clear();
        } else if (change.json() == null) {
            shelf.remove(change.key());
        } else {
            shelf.put(change.key(), change.json());
        }
    }

    /** The changes that lead to it from nothing. */
    Stream<Change> changes() {
        return shelves.entrySet().stream()
                .flatMap(shelf -> shelf.getValue().entrySet().stream()
                        .map(entry -> new Change(shelf.getKey(), entry.getKey(), entry.getValue())));
    }
}
