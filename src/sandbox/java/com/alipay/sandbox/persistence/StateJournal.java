package com.alipay.sandbox.persistence;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The saves in an open file, one per line. Memory holds only the position of each value's JSON in the file. A save that cannot be
 * written is discarded: the next one overwrites it. Not thread-safe.
 */
final class StateJournal implements AutoCloseable {
    private static final int CHECKSUM = 8;
    private static final int CHUNK = 1 << 20;

    private final FileChannel channel;
    private final State state;
    private final List<Placed> placed = new ArrayList<>();
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private long size;

    private record Placed(Change change, FileRange place) {}

    private StateJournal(FileChannel channel, State state, long size) {
        this.channel = channel;
        this.state = state;
        this.size = size;
    }

    /** Returns a journal of a file that has not been read. */
    static StateJournal in(FileChannel channel) {
        return new StateJournal(channel, new State(), 0);
    }

    /** Fills an empty file: that first line, and a save for each change. */
    static StateJournal fill(FileChannel empty, String firstLine, Stream<Change> changes) throws IOException {
        StateJournal saves = in(empty);
        saves.waiting.writeBytes((firstLine + "\n").getBytes(StandardCharsets.UTF_8));
        for (Iterator<Change> rest = changes.iterator(); rest.hasNext(); ) {
            saves.add(List.of(rest.next()));
            if (saves.waiting.size() > CHUNK) {
                saves.write();
            }
        }
        saves.write();
        empty.force(true);
        return saves;
    }

    /** Returns the same saves in the same file, reopened. */
    StateJournal on(FileChannel opened) {
        return new StateJournal(opened, state, size);
    }

    /** Skips a line that is not a save: the first. */
    void skip(String line) {
        size += line.getBytes(StandardCharsets.UTF_8).length + 1;
    }

    /** Reads the next save; returns false if its line is incomplete or its checksum differs. */
    boolean read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        boolean whole = bytes.length > CHECKSUM && line.startsWith(checksum(bytes));
        if (whole) {
            new StateJournalEntry(bytes, CHECKSUM + 1)
                    .tell((shelf, key, place) -> state.apply(shelf, key, place == null ? null : place.behind(size)));
            size += bytes.length + 1;
        }
        return whole;
    }

    /** Returns the size in bytes. */
    long size() {
        return size;
    }

    void append(List<Change> changes) throws IOException {
        add(changes);
        write();
    }

    /** Returns the changes that build the current state, each read from the file lazily. */
    Stream<Change> changes() {
        return state.changes(this::json);
    }

    /** Passes key and JSON of every value in that map to the listener, in order. */
    void tell(String shelf, BiConsumer<String, byte[]> listener) {
        state.shelf(shelf).forEach((key, place) -> listener.accept(key, json(place)));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void add(List<Change> changes) {
        long begin = size + waiting.size();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(new byte[CHECKSUM]);
        line.write(' ');
        char before = '[';
        for (Change change : changes) {
            line.write(before);
            line.writeBytes(change.head());
            placed.add(new Placed(change, put(change.json(), line, begin)));
            line.write(']');
            before = ',';
        }
        line.write(']');
        byte[] bytes = line.toByteArray();
        System.arraycopy(checksum(bytes).getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, CHECKSUM);
        waiting.writeBytes(bytes);
        waiting.write('\n');
    }

    private static FileRange put(byte[] json, ByteArrayOutputStream line, long begin) {
        if (json == null) {
            return null;
        }
        FileRange place = new FileRange(begin + line.size(), json.length);
        line.writeBytes(json);
        return place;
    }

    private void write() throws IOException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(waiting.toByteArray());
            long end = size;
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
            size = end;
            placed.forEach(
                    each -> state.apply(each.change().shelf(), each.change().key(), each.place()));
        } finally {
            waiting.reset();
            placed.clear();
        }
    }

    private byte[] json(FileRange place) {
        ByteBuffer bytes = ByteBuffer.allocate(place.length());
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, place.offset() + bytes.position()) < 0) {
                    throw new EOFException("it has become shorter");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the data file cannot be read: is it still there?", e);
        }
        return bytes.array();
    }

    /** Returns the checksum at the start of that line. */
    private static String checksum(byte[] line) {
        CRC32 checksum = new CRC32();
        checksum.update(line, CHECKSUM + 1, line.length - CHECKSUM - 1);
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }
}
