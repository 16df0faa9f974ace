package com.alipay.sandbox.persistence;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a sealed interface as the code of its record, see {@link StoredAs}, and that record. */
final class SealedAdapterFactory implements TypeAdapterFactory {
    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        Class<? super T> raw = type.getRawType();
        return raw.isInterface() && raw.isSealed() ? new Adapter<>(gson, raw) : null;
    }

    private static String code(Class<?> stored) {
        StoredAs code = stored.getAnnotation(StoredAs.class);
        if (code == null) {
            throw new IllegalStateException(stored + " is stored: give it a code with @StoredAs");
        }
        return code.value();
    }

    private static final class Adapter<T> extends TypeAdapter<T> {
        private final Gson gson;
        private final Map<String, Class<?>> cases;

        private Adapter(Gson gson, Class<? super T> sealed) {
            this.gson = gson;
            this.cases = Arrays.stream(sealed.getPermittedSubclasses())
                    .collect(Collectors.toMap(SealedAdapterFactory::code, Function.identity()));
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
            out.beginObject();
            out.name("type").value(code(value.getClass()));
            out.name("value");
            gson.toJson(value, value.getClass(), out);
            out.endObject();
        }

        @Override
        @SuppressWarnings("unchecked")
        public T read(JsonReader in) throws IOException {
            in.beginObject();
            in.nextName();
            Class<?> found = cases.get(in.nextString());
            if (found == null) {
                throw new JsonParseException("no such case at " + in.getPath());
            }
            in.nextName();
            T value = (T) gson.fromJson(in, found);
            in.endObject();
            return value;
        }
    }
}
