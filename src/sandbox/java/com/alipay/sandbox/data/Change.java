package com.alipay.sandbox.data;

import com.google.gson.JsonArray;

/**
 * One change of one shelf.
 *
 * @param key null if everything was removed
 * @param json the value that was put; null if the key was removed
 */
record Change(String shelf, String key, String json) {
    /** Reads what {@link #text} wrote. */
    static Change of(JsonArray parts) {
        return new Change(
                parts.get(0).getAsString(),
                parts.size() > 1 ? parts.get(1).getAsString() : null,
                parts.size() > 2 ? StateJson.GSON.toJson(parts.get(2)) : null);
    }

    /** {@code ["trades","2011031500000001",{…}]}, or as much of it as there is. */
    String text() {
        String name = StateJson.GSON.toJson(shelf);
        if (key == null) {
            return "[" + name + "]";
        }
        String place = name + "," + StateJson.GSON.toJson(key);
        return json == null ? "[" + place + "]" : "[" + place + "," + json + "]";
    }
}
