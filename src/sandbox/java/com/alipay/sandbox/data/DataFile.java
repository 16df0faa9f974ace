package com.alipay.sandbox.data;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

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
final class DataFile implements AutoCloseable {
    private static final String PROGRAM = "alipay-sandbox";
    private static final int CHECKSUM = 8;

    private final Path path;
    private final FileChannel lock;
    private FileChannel out;

    private DataFile(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Takes the file for this process; nothing of it is read or written yet. */
    static DataFile take(Path path) {
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
            return new DataFile(path, channel);
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

    /** What the file holds; nothing if it does not exist or is empty. */
    State read() {
        State state = new State();
        try {
            if (Files.exists(path) && Files.size(path) > 0) {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
                    requireFormat(lines.readLine());
                    readSaves(lines, state);
                }
            }
            return state;
        } catch (IOException | RuntimeException e) {
            close();
            throw e instanceof IllegalStateException told ? told : unusable(e);
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
        if (about.get("format").getAsInt() != Vault.FORMAT) {
            throw new IllegalStateException(path + " was written by another version of the sandbox (format "
                    + about.get("format") + ", this one reads " + Vault.FORMAT
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

    private void readSaves(BufferedReader lines, State state) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (isWhole(line)) {
                JsonParser.parseString(line.substring(CHECKSUM + 1))
                        .getAsJsonArray()
                        .forEach(change -> state.apply(Change.of(change.getAsJsonArray())));
            } else if (lines.read() != -1) {
                throw new IllegalStateException(
                        path
                                + " is damaged in the middle; nothing in it was changed: give --data another path, or repair it");
            }
        }
    }

    private static boolean isWhole(String line) {
        return line.length() > CHECKSUM
                && line.startsWith(checksum(line.substring(CHECKSUM + 1).getBytes(StandardCharsets.UTF_8)));
    }

    private static String checksum(byte[] text) {
        CRC32 checksum = new CRC32();
        checksum.update(text);
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }

    /** Writes it anew, with that state and no history; a process that ends meanwhile leaves the old one. Answers its bytes. */
    long rewrite(State state) {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            closeOut();
            Files.deleteIfExists(fresh);
            out = FileChannel.open(
                    fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerAlone.attributes());
            JsonObject about = new JsonObject();
            about.addProperty("program", PROGRAM);
            about.addProperty("format", Vault.FORMAT);
            write(about + "\n");
            state.changes().forEach(change -> append(List.of(change)));
            out.force(true);
            closeOut();
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            out = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            return out.size();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Adds one save; answers its bytes. */
    long append(List<Change> changes) {
        String text = changes.stream().map(Change::text).collect(Collectors.joining(",", "[", "]"));
        return write(checksum(text.getBytes(StandardCharsets.UTF_8)) + " " + text + "\n");
    }

    @Override
    public void close() {
        try {
            closeOut();
            lock.close();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private long write(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        long count = bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            return count;
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private void closeOut() throws IOException {
        if (out != null) {
            out.close();
        }
    }

    private UncheckedIOException cannotWrite(IOException cause) {
        return new UncheckedIOException(path + " cannot be written: is the disk full?", cause);
    }
}
