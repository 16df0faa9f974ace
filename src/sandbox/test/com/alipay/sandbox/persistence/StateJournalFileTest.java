package com.alipay.sandbox.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are taken, and that no other is touched; what a file holds at any moment. */
class StateJournalFileTest {
    @TempDir
    Path folder;

    @Test
    void whatWasSavedIsThereAgainInItsOrder() {
        Path file = folder.resolve("a.data");
        try (StateStore vault = StateStore.inFile(file)) {
            StoredMap<String> shelf = vault.map("names", String.class);
            List.of("c", "a", "b", "d").forEach(key -> shelf.put(key, key + "1"));
            shelf.put("c", "中文 \"\n");
            shelf.remove("a");
            shelf.remove("d");
            shelf.put("d", "again");
        }
        try (StateStore vault = StateStore.inFile(file)) {
            StoredMap<String> shelf = vault.map("names", String.class);
            assertThat(shelf.keys()).containsExactly("c", "b", "d");
            assertThat(shelf.values()).containsExactly("中文 \"\n", "b1", "again");
            shelf.put("a", "new");
        }
        try (StateStore vault = StateStore.inFile(file)) {
            assertThat(vault.map("names", String.class).keys()).containsExactly("c", "b", "d", "a");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"",
                "\\",
                "\\\"",
                "a,b",
                "]",
                "]]",
                "[[",
                "{\"k\":[1,\"}\"]}",
                "\",\"",
                "\n\r\t",
                "中文\u2028，\uD83D\uDE00",
                "[\"names\",\"c\"]"
            })
    void aKeyAndAValueMayLookLikeTheFileItself(String text) {
        Path file = folder.resolve("a.data");
        try (StateStore vault = StateStore.inFile(file)) {
            vault.map("names", String.class).put("first", text);
            vault.map("names " + text, String.class).put(text, text);
            vault.map("lists", new TypeToken<List<String>>() {}).put(text, List.of(text, "b", text));
            StoredMap<String> cleared = vault.map("cleared " + text, String.class);
            cleared.put("gone", text);
            vault.flush();
            cleared.clear();
            cleared.put("k " + text, text);
        }
        for (int opened = 0; opened < 2; opened++) {
            try (StateStore vault = StateStore.inFile(file)) {
                assertThat(vault.map("names", String.class).values()).containsExactly(text);
                assertThat(vault.map("names " + text, String.class).find(text)).contains(text);
                assertThat(vault.map("lists", new TypeToken<List<String>>() {}).find(text))
                        .contains(List.of(text, "b", text));
                assertThat(vault.map("cleared " + text, String.class).keys()).containsExactly("k " + text);
            }
        }
    }

    @Test
    void aSaveWaitsForChangesThatBelongTogether() throws Exception {
        Path file = folder.resolve("a.data");
        try (StateStore vault = StateStore.inFile(file)) {
            StoredMap<String> left = vault.map("left", String.class);
            StoredMap<String> right = vault.map("right", String.class);
            CountDownLatch half = new CountDownLatch(1);
            CountDownLatch proceed = new CountDownLatch(1);
            Thread step = new Thread(() -> vault.atomically(() -> {
                left.put("k", "v");
                half.countDown();
                await(proceed);
                right.put("k", "v");
            }));
            step.start();
            await(half);
            Thread save = new Thread(vault::flush);
            save.start();
            while (save.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            assertThat(held(file)).isEmpty();
            proceed.countDown();
            save.join();
            assertThat(held(file)).containsExactlyInAnyOrder("left", "right");
        }
    }

    @Test
    void aSecondSandboxOnTheSameFileIsToldWhatToDo() throws IOException {
        Path file = folder.resolve("a.data");
        try (StateStore first = StateStore.inFile(file)) {
            first.map("names", String.class).put("a", "1");
            first.flush();
            assertThatThrownBy(() -> StateStore.inFile(file))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            file + " is in use by another sandbox: stop that one, or give --data a file of its own");
            first.map("others", String.class).put("b", "2");
        }
        try (StateStore again = StateStore.inFile(file)) {
            assertThat(again.map("names", String.class).find("a")).contains("1");
            assertThat(again.map("others", String.class).find("b")).contains("2");
        }
    }

    @Test
    void aFileOfSomebodyElseStaysAsItIs() throws IOException {
        Path file = folder.resolve("letter.txt");
        Files.writeString(file, "not a data file. ".repeat(2000), StandardCharsets.UTF_8);
        refused(file, "is no data file of the sandbox", "--data");
    }

    @Test
    void aFileOfAnotherVersionStaysAsItIs() throws IOException {
        Path file = folder.resolve("old.data");
        Files.writeString(file, "{\"program\":\"alipay-sandbox\",\"format\":" + (StateStore.FORMAT + 1) + "}\n");
        refused(file, "another version", "format " + (StateStore.FORMAT + 1), "start that version");
    }

    @Test
    void aFileThatIsDamagedInTheMiddleStaysAsItIs() throws IOException {
        Path file = threeSaves();
        Files.writeString(file, Files.readString(file).replace("\"two\"", "\"tw0\""));
        refused(file, "damaged in the middle");
    }

    @Test
    void anEntryThatIsNoneOfItsTypeIsDamageToo() throws IOException {
        Path file = threeSaves();
        StateStore vault = StateStore.inFile(file);

        assertThatThrownBy(() -> vault.map("names", Integer.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("damaged");
        try (StateStore again = StateStore.inFile(file)) {
            assertThat(again.map("names", String.class).values()).containsExactly("one", "two", "three");
        }
    }

    @Test
    void aFileCutOffAnywhereHoldsTheSavesThatWereWhole() throws IOException {
        byte[] whole = Files.readAllBytes(threeSaves());
        int first = lineEnd(whole, 0);
        for (int length = first; length <= whole.length; length++) {
            Path file = folder.resolve("cut" + length);
            Files.write(file, Arrays.copyOf(whole, length));
            try (StateStore vault = StateStore.inFile(file)) {
                List<String> values =
                        List.copyOf(vault.map("names", String.class).values());
                assertThat(values).isEqualTo(List.of("one", "two", "three").subList(0, values.size()));
                assertThat(values.size()).isBetween(lines(whole, length) - 1, lines(whole, length));
            }
        }
    }

    @Test
    void historyIsDroppedWhenItIsMostOfTheFile() throws IOException {
        Path file = folder.resolve("a.data");
        String text = "x".repeat(1 << 20);
        try (StateStore vault = StateStore.inFile(file)) {
            StoredMap<String> shelf = vault.map("names", String.class);
            StoredMap<String> others = vault.map("others", String.class);
            for (int i = 0; i < 100; i++) {
                shelf.put("key", text + i);
                others.put("key" + i, "中文" + i);
                vault.flush();
            }
            assertThat(Files.size(file)).isLessThan(40L << 20);
        }
        try (StateStore vault = StateStore.inFile(file)) {
            assertThat(Files.size(file)).isLessThan(2L << 20);
            assertThat(vault.map("names", String.class).find("key")).contains(text + 99);
            StoredMap<String> others = vault.map("others", String.class);
            assertThat(others.keys())
                    .containsExactlyElementsOf(
                            IntStream.range(0, 100).mapToObj(i -> "key" + i).toList());
            assertThat(others.find("key42")).contains("中文42");
        }
    }

    @Test
    void aFolderIsNoFileAndAMissingFolderIsNamed() {
        assertThatThrownBy(() -> StateStore.inFile(folder)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> StateStore.inFile(folder.resolve("none").resolve("a.data")))
                .hasMessage(folder.resolve("none") + " does not exist: make that folder, or give --data another path");
    }

    @Test
    void anEmptyFileIsANewOne() throws IOException {
        Path file = Files.createFile(folder.resolve("a.data"));
        try (StateStore vault = StateStore.inFile(file)) {
            assertThat(vault.map("names", String.class).size()).isZero();
        }
    }

    private Path threeSaves() {
        Path file = folder.resolve("three.data");
        try (StateStore vault = StateStore.inFile(file)) {
            StoredMap<String> shelf = vault.map("names", String.class);
            for (String each : List.of("one", "two", "three")) {
                shelf.put(each, each);
                vault.flush();
            }
        }
        return file;
    }

    private static int lineEnd(byte[] text, int from) {
        return new String(text, StandardCharsets.UTF_8).indexOf('\n', from) + 1;
    }

    /** Behind the first, those that are whole but for their line end included in the next number. */
    private static int lines(byte[] text, int length) {
        return (int) new String(text, 0, length, StandardCharsets.UTF_8).lines().count() - 1;
    }

    private static void refused(Path file, String... parts) throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> StateStore.inFile(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(parts)
                .hasMessageContaining("nothing in it was changed");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    /** The shelves on which a killed process would leave something now. */
    private List<String> held(Path file) throws IOException {
        Path left = Files.copy(file, folder.resolve("left" + System.nanoTime()));
        try (StateStore vault = StateStore.inFile(left)) {
            return List.of("left", "right").stream()
                    .filter(name -> vault.map(name, String.class).size() > 0)
                    .toList();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(600, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
