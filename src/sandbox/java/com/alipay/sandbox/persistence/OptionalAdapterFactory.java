package com.alipay.sandbox.persistence;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;

/** Writes an optional value as an array of one element or none. */
final class OptionalAdapterFactory implements TypeAdapterFactory {
    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        if (type.getRawType() != Optional.class) {
            return null;
        }
        Type inner = ((ParameterizedType) type.getType()).getActualTypeArguments()[0];
        return (TypeAdapter<T>) new Adapter<>(gson.getAdapter(TypeToken.get(inner)));
    }

    private static final class Adapter<V> extends TypeAdapter<Optional<V>> {
        private final TypeAdapter<V> inner;

        private Adapter(TypeAdapter<V> inner) {
            this.inner = inner;
        }

        @Override
        public void write(JsonWriter out, Optional<V> value) throws IOException {
            out.beginArray();
            if (value.isPresent()) {
                inner.write(out, value.get());
            }
            out.endArray();
        }

        @Override
        public Optional<V> read(JsonReader in) throws IOException {
            in.beginArray();
            Optional<V> value = in.hasNext() ? Optional.of(inner.read(in)) : Optional.empty();
            in.endArray();
            return value;
        }
    }
}
