package com.alipay.sandbox.http;

import com.alipay.sandbox.text.InvalidValueException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The requested part of a long list: at most {@code limit} entries, all older than the entry {@code before}.
 *
 * @param before the id of that entry; empty to begin with the newest
 */
public record Paging(int limit, String before) {
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    /** @param more whether older entries follow */
    public record Page<T>(List<T> entries, boolean more) {}

    /** @throws IllegalArgumentException {@code limit} is not a number from 1 to 1000 */
    public static Paging of(Map<String, String> parameters) {
        String limit = parameters.getOrDefault("limit", String.valueOf(USUAL));
        if (!limit.matches("[1-9]\\d{0,3}") || Integer.parseInt(limit) > MOST) {
            throw new InvalidValueException("value.limit", limit, MOST);
        }
        return new Paging(Integer.parseInt(limit), parameters.getOrDefault("before", ""));
    }

    /** Returns the query string for the entries older than that one, with the same limit. */
    public String after(String last) {
        return "before=" + last + (limit == USUAL ? "" : "&limit=" + limit);
    }

    /** @param newestFirst the entries older than {@link #before} */
    public <T> Page<T> of(Stream<T> newestFirst) {
        List<T> found = newestFirst.limit(limit + 1L).toList();
        return new Page<>(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
    }
}
