package com.alipay.sandbox.persistence;

import com.alipay.i18n.Text;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Writes state as JSON: records by their components, which Gson does itself, and JDK types that Gson does not support.
 *
 * <pre>
 * Instant          "2011-03-15T01:59:00Z"
 * Duration         "PT2M"
 * Charset          "GBK"
 * byte[]           "c3VjY2Vzcw=="
 * OptionalInt      "3", or "" for none
 * Optional         the value in an array, or an empty array
 * Text             see StoredText
 * sealed interface {"type":"Answered","value":{…}}
 * </pre>
 */
final class StateGson {
    static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .registerTypeAdapter(String.class, new AsString<>(UnaryOperator.identity(), new StringCache()::first))
            .registerTypeAdapter(Instant.class, new AsString<>(Instant::toString, Instant::parse))
            .registerTypeAdapter(Duration.class, new AsString<>(Duration::toString, Duration::parse))
            .registerTypeAdapter(
                    byte[].class, new AsString<>(Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode))
            .registerTypeAdapter(OptionalInt.class, new AsString<>(StateGson::write, StateGson::optionalInt))
            .registerTypeHierarchyAdapter(Charset.class, new AsString<>(Charset::name, Charset::forName))
            .registerTypeAdapterFactory(new OptionalAdapterFactory())
            .registerTypeAdapterFactory(new SealedAdapterFactory())
            .registerTypeHierarchyAdapter(Text.class, new AsString<>(StoredText::write, StoredText::read))
            .create();

    private StateGson() {}

    static byte[] write(Object value, TypeToken<?> type) {
        return GSON.toJson(value, type.getType()).getBytes(StandardCharsets.UTF_8);
    }

    static <V> V read(byte[] json, TypeToken<V> type) {
        return GSON.fromJson(new String(json, StandardCharsets.UTF_8), type);
    }

    private static String write(OptionalInt number) {
        return number.isPresent() ? String.valueOf(number.getAsInt()) : "";
    }

    private static OptionalInt optionalInt(String text) {
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }

    /** Adapter that writes a value as a string. */
    private static final class AsString<T> extends TypeAdapter<T> {
        private final Function<T, String> write;
        private final Function<String, T> read;

        private AsString(Function<T, String> write, Function<String, T> read) {
            this.write = write;
            this.read = read;
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
            out.value(write.apply(value));
        }

        @Override
        public T read(JsonReader in) throws IOException {
            return read.apply(in.nextString());
        }
    }
}
