package com.alipay.sandbox.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;

/** Reads the answers of the JSON API. */
final class Json {
    private Json() {}

    static JsonElement parse(String text) {
        return JsonParser.parseString(text);
    }

    /** Returns the member as text; empty if it is absent, null, or not a single value. */
    static String text(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
    }

    static List<String> texts(JsonObject json, String name) {
        List<String> texts = new ArrayList<>();
        json.getAsJsonArray(name).forEach(each -> texts.add(each.getAsString()));
        return texts;
    }

    static List<JsonObject> objects(JsonElement array) {
        List<JsonObject> objects = new ArrayList<>();
        ((JsonArray) array).forEach(each -> objects.add(each.getAsJsonObject()));
        return objects;
    }
}
