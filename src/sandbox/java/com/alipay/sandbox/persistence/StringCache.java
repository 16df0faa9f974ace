package com.alipay.sandbox.persistence;

/**
 * Cache of recently read strings: most of a file, names of parameters, accounts and addresses, repeats. A string in the same slot
 * replaces the older one; thread-safe, though concurrent threads may share fewer strings.
 */
final class StringCache {
    private static final int SLOTS = 1 << 12;

    private final String[] seen = new String[SLOTS];

    /** Returns the equal string read before, if it is cached. */
    String first(String text) {
        int slot = text.hashCode() & SLOTS - 1;
        String before = seen[slot];
        if (text.equals(before)) {
            return before;
        }
        seen[slot] = text;
        return text;
    }
}
