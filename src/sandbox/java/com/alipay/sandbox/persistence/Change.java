package com.alipay.sandbox.persistence;

import java.nio.charset.StandardCharsets;

/**
 * One change of one stored map. Compares by identity, as arrays do.
 *
 * @param key null if the map was cleared
 * @param json the value that was put, in UTF-8; null if the key was removed
 */
record Change(String shelf, String key, byte[] json) {
    /** Returns the JSON before the value, {@code ["trades","2011031500000001",}; shorter without value or key. */
    byte[] head() {
        String name = "[" + StateGson.GSON.toJson(shelf);
        if (key == null) {
            return utf8(name);
        }
        String place = name + "," + StateGson.GSON.toJson(key);
        return utf8(json == null ? place : place + ",");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
