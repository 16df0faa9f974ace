package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.persistence.StoredMap;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every value a sandbox stores, made at random by its components, comes back from a file as it was. */
class StoredStateTest {
    private static final int ROUNDS = 200;

    /** The format, and what the stored records look like in it; their names are not stored. */
    private static final String WRITTEN = "2 f9b350bb";

    @TempDir
    Path folder;

    /** Notes what is asked for, and keeps it in memory. */
    private static final class NotingVault implements StateStore {
        private final Map<String, TypeToken<?>> types = new TreeMap<>();
        private final StateStore memory = StateStore.inMemory();

        @Override
        public <V> StoredMap<V> map(String name, TypeToken<V> type) {
            assertThat(types.put(name, type)).as("two shelves called " + name).isNull();
            return memory.map(name, type);
        }

        @Override
        public <T> T atomically(Supplier<T> changes) {
            return memory.atomically(changes);
        }

        @Override
        public void flush() {
            memory.flush();
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
                .append(RandomValues.shape(type.getType()))
                .append('\n'));

        assertThat(StateStore.FORMAT + " "
                        + Integer.toHexString(shape.toString().hashCode()))
                .as("The stored records have another shape: raise StateStore.FORMAT, and write it here%n%s", shape)
                .isEqualTo(WRITTEN);
    }

    /**
     * {@code stored/sandbox.data.gz} was written by the build of commit ac70ec7c, for the merchant of {@link PayForm} and without an RSA
     * key: trades in every kind of state, attempts that were answered and that failed, notifications not sent yet, held back, to be
     * tried again and over.
     */
    @Test
    void theFileOfAnEarlierBuildIsReadAndWrittenAgainWordForWord() throws IOException {
        Path earlier = earlier();
        Map<String, JsonElement> before = lastValues(earlier);
        Path copy = folder.resolve("copy.data");
        try (StateStore from = StateStore.inFile(earlier);
                StateStore to = StateStore.inFile(copy)) {
            types().forEach((name, type) -> copy(name, type, from, to));
        }

        Map<String, JsonElement> after = lastValues(copy);
        after.values().forEach(StoredStateTest::forgetWhatTheEarlierBuildDidNotKnow);
        assertThat(after).isEqualTo(before);
        assertThat(before.keySet().stream().map(key -> key.substring(0, key.indexOf(' '))))
                .contains("trades", "notifications", "deliveries", "notify_ids", "faults", "pauses", "cashier_pages");
        assertThat(before.toString())
                .contains("\"type\":\"Answered\"", "\"type\":\"Failed\"", "\"type\":\"First\"", "\"type\":\"HeldBack\"")
                .contains("\"type\":\"Retry\"", "\"type\":\"Nothing\"");
    }

    @Test
    void aSandboxGoesOnWithTheFileOfAnEarlierBuild() throws IOException {
        SandboxOptions options = SandboxOptions.forMerchant(PayForm.MERCHANT)
                .withWork(folder.resolve("work"))
                .withData(earlier());
        try (Sandbox sandbox = Sandbox.start(options)) {
            Client client = new Client(sandbox);

            assertThat(client.list("trades"))
                    .extracting(trade -> trade.get("out_trade_no").getAsString())
                    .containsExactlyInAnyOrder(
                            "DONE", "REFUNDED", "INSTANT", "RETRY", "FAILED", "HELDBACK", "FIRST", "UNPAID");
            assertThat(client.list("deliveries"))
                    .extracting(delivery -> delivery.get("acknowledged").getAsBoolean())
                    .contains(true, false)
                    .hasSizeGreaterThanOrEqualTo(16);
            assertThat(client.api("notifier").get("paused").getAsBoolean()).isTrue();
        }
    }

    private Path earlier() throws IOException {
        Path file = folder.resolve("earlier.data");
        try (InputStream packed = StoredStateTest.class.getResourceAsStream("/stored/sandbox.data.gz");
                InputStream content = new GZIPInputStream(packed)) {
            Files.copy(content, file);
        }
        return file;
    }

    private static <V> void copy(String name, TypeToken<V> type, StateStore from, StateStore to) {
        StoredMap<V> stored = from.map(name, type);
        StoredMap<V> written = to.map(name, type);
        stored.keys().forEach(key -> written.put(key, stored.find(key).orElseThrow()));
    }

    /** What a file says last of each key: read by its lines, without anything of the sandbox. */
    /** A value that came later and has its default is left out. */
    private static void forgetWhatTheEarlierBuildDidNotKnow(JsonElement stored) {
        if (stored.isJsonObject()) {
            JsonObject object = stored.getAsJsonObject();
            if (object.has("wire") && object.get("wire").getAsString().equals("USUAL")) {
                object.remove("wire");
            }
            if (object.has("tradeStatus")
                    && object.get("tradeStatus").getAsString().isEmpty()) {
                object.remove("tradeStatus");
            }
            object.asMap().values().forEach(StoredStateTest::forgetWhatTheEarlierBuildDidNotKnow);
        }
    }

    private static Map<String, JsonElement> lastValues(Path file) throws IOException {
        Map<String, JsonElement> values = new TreeMap<>();
        Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .skip(1)
                .flatMap(line ->
                        JsonParser.parseString(line.substring(line.indexOf(' ') + 1))
                                .getAsJsonArray()
                                .asList()
                                .stream())
                .map(JsonElement::getAsJsonArray)
                .forEach(change -> {
                    String shelf = change.get(0).getAsString() + " ";
                    if (change.size() == 1) {
                        values.keySet().removeIf(key -> key.startsWith(shelf));
                    } else if (change.size() == 2) {
                        values.remove(shelf + change.get(1).getAsString());
                    } else {
                        values.put(shelf + change.get(1).getAsString(), change.get(2));
                    }
                });
        return values;
    }

    private <V> void roundTrip(String name, TypeToken<V> type, Random random) {
        Path file = folder.resolve(name);
        Map<String, Object> before = new TreeMap<>();
        try (StateStore vault = StateStore.inFile(file)) {
            StoredMap<V> shelf = vault.map(name, type);
            for (int i = 0; i < ROUNDS; i++) {
                @SuppressWarnings("unchecked")
                V value = (V) RandomValues.of(type.getType(), random);
                shelf.put("k" + i, value);
                before.put("k" + i, RandomValues.describe(value));
            }
        }
        Map<String, Object> after = new TreeMap<>();
        try (StateStore vault = StateStore.inFile(file)) {
            StoredMap<V> shelf = vault.map(name, type);
            shelf.keys()
                    .forEach(key ->
                            after.put(key, RandomValues.describe(shelf.find(key).orElseThrow())));
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
