package com.alipay.sandbox.persistence;

/**
 * Texts that were read a moment ago: most of what a file holds, names of parameters, accounts and addresses, stands in it again and
 * again. Forgets whatever falls into the same slot; may be used by many threads, which then share less.
 */
final class Repeated {
    private static final int SLOTS = 1 << 12;

    private final String[] seen = new String[SLOTS];

    /** The one read before, if it is the same. */
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
