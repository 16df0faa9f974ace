package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.data.Shelf;
import com.alipay.sandbox.data.Vault;
import com.google.gson.reflect.TypeToken;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every value a sandbox stores, made at random by its components, comes back from a file as it was. */
class StoredStateTest {
    private static final int ROUNDS = 200;

    /** The format, and what the stored records look like in it. */
    private static final String WRITTEN = "2 3dd0cc33";

    @TempDir
    Path folder;

    /** Notes what is asked for, and keeps it in memory. */
    private static final class NotingVault implements Vault {
        private final Map<String, TypeToken<?>> types = new TreeMap<>();
        private final Vault memory = Vault.inMemory();

        @Override
        public <V> Shelf<V> shelf(String name, TypeToken<V> type) {
            assertThat(types.put(name, type)).as("two shelves called " + name).isNull();
            return memory.shelf(name, type);
        }

        @Override
        public <T> T together(Supplier<T> changes) {
            return memory.together(changes);
        }

        @Override
        public void save() {
            memory.save();
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    @Test
    void everyFieldOfEveryStoredRecordComesBack() {
        Random random = new Random(20110315);
        types().forEach((name, type) -> roundTrip(name, type, random));
    }

    @Test
    void aStoredRecordThatHasChangedHasAnotherFormat() {
        StringBuilder shape = new StringBuilder();
        types().forEach((name, type) -> shape.append(name)
                .append(": ")
                .append(AnyValue.shape(type.getType()))
                .append('\n'));

        assertThat(Vault.FORMAT + " " + Integer.toHexString(shape.toString().hashCode()))
                .as("The stored records have another shape: raise Vault.FORMAT, and write it here%n%s", shape)
                .isEqualTo(WRITTEN);
    }

    private <V> void roundTrip(String name, TypeToken<V> type, Random random) {
        Path file = folder.resolve(name);
        Map<String, Object> before = new TreeMap<>();
        try (Vault vault = Vault.inFile(file)) {
            Shelf<V> shelf = vault.shelf(name, type);
            for (int i = 0; i < ROUNDS; i++) {
                @SuppressWarnings("unchecked")
                V value = (V) AnyValue.of(type.getType(), random);
                shelf.put("k" + i, value);
                before.put("k" + i, AnyValue.describe(value));
            }
        }
        Map<String, Object> after = new TreeMap<>();
        try (Vault vault = Vault.inFile(file)) {
            Shelf<V> shelf = vault.shelf(name, type);
            shelf.keys()
                    .forEach(key ->
                            after.put(key, AnyValue.describe(shelf.find(key).orElseThrow())));
        }
        assertThat(after).as(name).isEqualTo(before);
    }

    private Map<String, TypeToken<?>> types() {
        NotingVault vault = new NotingVault();
        Sandbox.start(SandboxOptions.forMerchant(PayForm.MERCHANT).withWork(folder.resolve("work")), vault)
                .close();
        assertThat(vault.types).containsKeys("trades", "notifications", "deliveries", "notify_ids");
        return vault.types;
    }
}
