package com.alipay.sandbox.persistence;

import com.alipay.i18n.Message;
import com.alipay.i18n.Text;
import com.alipay.sandbox.text.Texts;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Writes a text of the sandbox as a string: its key and its arguments as a JSON array. Any other string is a text that is the same
 * in every language, such as those of data files from before texts had keys.
 *
 * <pre>
 * ["delivery.no-answer","10"]
 * </pre>
 */
final class StoredText {
    private static final String ARRAY = "[\"";

    private StoredText() {}

    static String write(Text text) {
        return text instanceof Message message ? array(message).toString() : text.toString();
    }

    static Text read(String stored) {
        return stored.startsWith(ARRAY) ? text(JsonParser.parseString(stored).getAsJsonArray()) : Text.of(stored);
    }

    private static JsonArray array(Message message) {
        JsonArray array = new JsonArray();
        array.add(message.key());
        for (Object argument : message.arguments()) {
            if (argument instanceof Message inner) {
                array.add(array(inner));
            } else {
                array.add(argument.toString());
            }
        }
        return array;
    }

    private static Text text(JsonArray array) {
        List<Object> arguments = StreamSupport.stream(array.spliterator(), false)
                .skip(1)
                .map(StoredText::argument)
                .toList();
        return Texts.of(array.get(0).getAsString(), arguments.toArray());
    }

    private static Object argument(JsonElement argument) {
        return argument.isJsonArray() ? text(argument.getAsJsonArray()) : argument.getAsString();
    }
}
