package com.alipay.sandbox.persistence;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file: a line that says what it is, then a line for each save, in UTF-8, with a checksum in front. A process that ends in
 * the middle of a line leaves a last one whose checksum differs: that save never was.
 *
 * <pre>
 * {"program":"alipay-sandbox","format":2}
 * 5f0c1a2b [["trades","2011031500000001",{…}],["notify_ids","…"],["faults"]]
 * </pre>
 *
 * <p>A change is a shelf, a key and the value put; without a value the key was removed, without a key all were. A second file,
 * with {@code .lock} at its end, is locked while a process uses the first, and is empty.
 */
final class StateJournalFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateJournalFile.class);
    private static final String PROGRAM = "alipay-sandbox";

    private final Path path;
    private final FileChannel lock;
    private StateJournal saves;

    private StateJournalFile(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Takes the file for this process; nothing of it is read or written yet. */
    static StateJournalFile take(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path)) {
            throw new IllegalStateException(path + " is a folder: give --data the path of a file in it");
        }
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(folder + " does not exist: make that folder, or give --data another path");
        }
        try {
            FileChannel channel = FileChannel.open(
                    path.resolveSibling(path.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new IllegalStateException(
                        path + " is in use by another sandbox: stop that one, or give --data a file of its own");
            }
            return new StateJournalFile(path, channel);
        } catch (IOException e) {
            throw new IllegalStateException(
                    path + " cannot be used (" + e.getMessage() + "): check the rights, or give --data another path",
                    e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /**
     * Reads what it holds, nothing if it does not exist or is empty, and writes it anew without history. Where there is no room for a
     * second file beside it, it is gone on with as it is.
     *
     * @throws IllegalStateException it cannot be used; the message says why and what to do
     */
    void open() {
        try {
            if (Files.exists(path) && Files.size(path) > 0) {
                read();
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e instanceof IllegalStateException told ? told : unusable(e);
        }
        try {
            if (!rewrote()) {
                goOn();
            }
        } catch (UncheckedIOException e) {
            close();
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Goes on behind what was read. */
    private void goOn() {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.truncate(saves.size());
            closeSaves();
            saves = saves.on(channel);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Writes it anew if that can be; otherwise it stays as it is. */
    boolean rewrote() {
        try {
            rewrite();
            return true;
        } catch (UncheckedIOException e) {
            if (saves == null) {
                throw e;
            }
            LOG.warn(
                    "{} stays as it is, with its history: it cannot be written anew ({})",
                    path,
                    e.getCause().toString());
            deleteFresh();
            return false;
        }
    }

    private void deleteFresh() {
        try {
            Files.deleteIfExists(fresh());
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted ({})", fresh(), e.toString());
        }
    }

    private Path fresh() {
        return path.resolveSibling(path.getFileName() + ".new");
    }

    private void read() throws IOException {
        saves = StateJournal.in(FileChannel.open(path, StandardOpenOption.READ));
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
            String first = lines.readLine();
            requireFormat(first);
            saves.skip(first);
            readSaves(lines);
        }
    }

    IllegalStateException unusable(Exception cause) {
        return new IllegalStateException(
                path + " is damaged (" + cause.getMessage() + "); nothing in it was changed: give --data another path",
                cause);
    }

    private void requireFormat(String line) {
        JsonObject about = about(line);
        if (!about.has("program") || !about.get("program").getAsString().equals(PROGRAM)) {
            throw new IllegalStateException(
                    path + " is no data file of the sandbox; nothing in it was changed: give --data another path");
        }
        if (about.get("format").getAsInt() != StateStore.FORMAT) {
            throw new IllegalStateException(path + " was written by another version of the sandbox (format "
                    + about.get("format") + ", this one reads " + StateStore.FORMAT
                    + "); nothing in it was changed: start that version with it, or give --data another path");
        }
    }

    private static JsonObject about(String line) {
        try {
            JsonElement about = JsonParser.parseString(line);
            return about.isJsonObject() ? about.getAsJsonObject() : new JsonObject();
        } catch (JsonSyntaxException noJson) {
            return new JsonObject();
        }
    }

    private void readSaves(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!saves.read(line) && lines.read() != -1) {
                throw new IllegalStateException(
                        path
                                + " is damaged in the middle; nothing in it was changed: give --data another path, or repair it");
            }
        }
    }

    /** Tells key and JSON of every value on that shelf, in their order. */
    void tell(String shelf, BiConsumer<String, byte[]> listener) {
        saves.tell(shelf, listener);
    }

    /** Writes it anew, with what it holds and no history; a process that ends meanwhile leaves the old one. */
    void rewrite() {
        Path fresh = fresh();
        try {
            StateJournal written = written(fresh, saves == null ? Stream.empty() : saves.changes());
            closeSaves();
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            saves = written.on(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private static StateJournal written(Path fresh, Stream<Change> changes) throws IOException {
        JsonObject about = new JsonObject();
        about.addProperty("program", PROGRAM);
        about.addProperty("format", StateStore.FORMAT);
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PrivateFiles.attributes())) {
            return StateJournal.fill(channel, about.toString(), changes);
        }
    }

    /** Adds one save. */
    void append(List<Change> changes) {
        try {
            if (Files.notExists(path)) {
                // It was deleted, or its folder was: what is open would be lost with the process.
                rewrite();
            }
            saves.append(changes);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** In bytes. */
    long size() {
        return saves.size();
    }

    @Override
    public void close() {
        try {
            closeSaves();
            lock.close();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private void closeSaves() throws IOException {
        if (saves != null) {
            saves.close();
        }
    }

    private UncheckedIOException cannotWrite(IOException cause) {
        Path folder = path.toAbsolutePath().getParent();
        String why = Files.isDirectory(folder)
                ? "is the disk full? " + folder.toFile().getUsableSpace() + " bytes are free there"
                : "its folder is gone: make it again";
        return new UncheckedIOException(path + " cannot be written: " + why, cause);
    }
}
