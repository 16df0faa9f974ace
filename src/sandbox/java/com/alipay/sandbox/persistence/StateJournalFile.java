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
 * The data file: a header line, then one line for each save, in UTF-8, prefixed with a checksum. A process killed in the middle
 * of a line leaves a last line whose checksum differs: that save is ignored.
 *
 * <pre>
 * {"program":"alipay-sandbox","format":2}
 * 5f0c1a2b [["trades","2011031500000001",{…}],["notify_ids","…"],["faults"]]
 * </pre>
 *
 * <p>A change is a map's name, a key and the new value; without a value the key was removed, without a key the map was cleared. A
 * second, empty file with the suffix {@code .lock} is locked while a process uses the first.
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

    /** Locks the file for this process; does not read or write it yet. */
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
     * Reads the file, empty if it does not exist, and rewrites it without outdated saves. Without disk space for a second copy,
     * it continues with the file as it is.
     *
     * @throws IllegalStateException the file cannot be used; the message says why and what to do
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
                proceed();
            }
        } catch (UncheckedIOException e) {
            close();
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Continues after the last save that was read. */
    private void proceed() {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.truncate(saves.size());
            closeSaves();
            saves = saves.on(channel);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Rewrites the file if possible, otherwise keeps it; returns whether it was rewritten. */
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

    /** Passes key and JSON of every value in that map to the listener, in order. */
    void tell(String shelf, BiConsumer<String, byte[]> listener) {
        saves.tell(shelf, listener);
    }

    /** Rewrites the file with its current contents only; if the process dies meanwhile, the old file stays. */
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

    /** Appends one save. */
    void append(List<Change> changes) {
        try {
            if (Files.notExists(path)) {
                // The file or its folder was deleted: data written to the open channel would be lost with the process.
                rewrite();
            }
            saves.append(changes);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Returns the size in bytes. */
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
