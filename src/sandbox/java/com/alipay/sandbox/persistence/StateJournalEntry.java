package com.alipay.sandbox.persistence;

import java.nio.charset.StandardCharsets;

/**
 * Parses the changes in a line that {@link StateJournal} wrote; values are skipped, not parsed.
 *
 * <pre>
 * 5f0c1a2b [["trades","2011031500000001",{…}],["notify_ids","…"],["faults"]]
 * </pre>
 *
 * @param bytes of the line, whose checksum was verified
 * @param begin where the changes begin
 */
record StateJournalEntry(byte[] bytes, int begin) {
    /** Receives one change; key and place are null where the change has none. */
    interface Listener {
        void change(String shelf, String key, FileRange place);
    }

    /** Parses the line; throws an unchecked exception if it is not in the journal's format. */
    void tell(Listener listener) {
        int at = behind(begin, '[');
        while (bytes[at] == '[') {
            at = tellOne(listener, at + 1);
            at = bytes[at] == ',' ? at + 1 : at;
        }
        behind(at, ']');
    }

    /** Parses the change that begins there; returns the index after it. */
    private int tellOne(Listener listener, int shelf) {
        int shelfEnd = behindValue(shelf);
        if (bytes[shelfEnd] != ',') {
            listener.change(text(shelf, shelfEnd), null, null);
            return behind(shelfEnd, ']');
        }
        int keyEnd = behindValue(shelfEnd + 1);
        boolean removed = bytes[keyEnd] != ',';
        int valueEnd = removed ? keyEnd : behindValue(keyEnd + 1);
        listener.change(
                text(shelf, shelfEnd),
                text(shelfEnd + 1, keyEnd),
                removed ? null : new FileRange(keyEnd + 1, valueEnd - keyEnd - 1));
        return behind(valueEnd, ']');
    }

    /** Returns the index of the comma or bracket that ends the JSON value beginning there. */
    private int behindValue(int from) {
        int depth = 0;
        int at = from;
        while (depth > 0 || bytes[at] != ',' && bytes[at] != ']') {
            switch (bytes[at]) {
                case '"' -> at = lastOfString(at);
                case '[', '{' -> depth++;
                case ']', '}' -> depth--;
                default -> {}
            }
            at++;
        }
        return at;
    }

    private int lastOfString(int quote) {
        int at = quote + 1;
        while (bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    private int behind(int at, char expected) {
        if (bytes[at] != expected) {
            throw new IllegalArgumentException("no " + expected + " at byte " + at + " of a line");
        }
        return at + 1;
    }

    private String text(int from, int to) {
        return StateGson.GSON.fromJson(new String(bytes, from, to - from, StandardCharsets.UTF_8), String.class);
    }
}
