package com.alipay.orders.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.commons.lang3.StringUtils;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the embedded database with a checksum over each write: {@code jdbc:h2:checksummed:/folder/name}.
 *
 * <p>H2 appends a chunk at each commit. When it opens the file after a power failure it looks for the newest chunk whose first and
 * last bytes are intact; it does not see that blocks between them never reached the disk, and fails when it reads them. So the last
 * bytes of a chunk, its footer, receive two entries: {@code crc} over the rest of the chunk, and {@code forced}, the newest version
 * that was on the disk for certain. When the file is opened, every chunk newer than that is verified, and the first one that is not
 * intact is cut off with all that follows. Nothing that was acknowledged is lost by that, because an acknowledgement waits until
 * the file has been forced. H2 ignores the two entries: it opens such a file without this class, and this class opens one without
 * the entries.
 */
public final class ChecksummedFilePath extends FilePathWrapper {
    private static final String SCHEME = "checksummed";

    private static final int BLOCK = 4096;
    /** The store header comes first, in two copies. */
    private static final long FIRST_CHUNK = 2 * BLOCK;

    private static final int FOOTER = 128;
    private static final int LONGEST_HEADER = 1024;
    private static final String CHUNK = "chunk:";
    private static final String FLETCHER = ",fletcher:";
    /** How many bytes are read at once. */
    private static final int PART = 1 << 16;

    private static final Logger log = LoggerFactory.getLogger(ChecksummedFilePath.class);

    static {
        FilePath.register(new ChecksummedFilePath());
    }

    /** Returns the address of an H2 file with checksums. */
    static String url(String url) {
        String prefix = "jdbc:h2:";
        return url.startsWith(prefix + SCHEME) ? url : prefix + SCHEME + ":" + url.substring(prefix.length());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel file = super.open(mode);
        return mode.equals("r") ? file : new Channel(name, file);
    }

    /**
     * A chunk in the file.
     *
     * @param position of its first byte
     * @param end behind its last byte
     * @param crc its checksum; empty for one that was written without this class
     * @param forced the newest version that was on the disk for certain when it was written
     */
    private record Chunk(long position, long end, long version, Optional<String> crc, long forced) {}

    private static final class Channel extends WrappedChannel {
        private final String name;
        private volatile long written;
        private volatile long forced;

        Channel(String name, FileChannel file) {
            super(file);
            this.name = name;
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            long version = isChunk(from) ? sign(from) : written;
            int count = 0;
            while (from.hasRemaining()) {
                count += file.write(from, position + count);
            }
            written = version;
            return count;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            long version = written;
            file.force(metaData);
            forced = Math.max(forced, version);
        }

        /** Verifies the file as soon as no other process can write it. */
        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            FileLock lock = super.tryLock(position, size, shared);
            if (lock != null && !shared) {
                verify();
            }
            return lock;
        }

        private static boolean isChunk(ByteBuffer buffer) {
            return buffer.remaining() >= BLOCK
                    && buffer.remaining() % BLOCK == 0
                    && text(buffer, buffer.position(), CHUNK.length()).equals(CHUNK)
                    && text(buffer, buffer.limit() - FOOTER, CHUNK.length()).equals(CHUNK);
        }

        /** Adds the two entries to the footer of a chunk and returns its version. */
        private long sign(ByteBuffer chunk) {
            int rest = chunk.limit() - FOOTER;
            CRC32C crc = new CRC32C();
            crc.update(chunk.duplicate().limit(rest));
            String footer = text(chunk, rest, FOOTER);
            // A chunk that is written a second time has the entries of the first.
            String entries = StringUtils.substringBefore(StringUtils.substringBefore(footer, ",crc:"), FLETCHER);
            String signed =
                    entries + ",crc:" + Long.toHexString(crc.getValue()) + ",forced:" + Long.toHexString(forced);
            String padded = StringUtils.rightPad(signed + FLETCHER + fletcher(signed), FOOTER - 1) + "\n";
            chunk.duplicate().position(rest).put(padded.getBytes(StandardCharsets.ISO_8859_1));
            return DataUtils.readHexLong(DataUtils.parseMap(entries), "version", 0);
        }

        private static String text(ByteBuffer buffer, int from, int length) {
            byte[] bytes = new byte[length];
            buffer.duplicate().position(from).get(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        private static String fletcher(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            return Integer.toHexString(DataUtils.getFletcher32(bytes, 0, bytes.length));
        }

        private void verify() throws IOException {
            List<Chunk> chunks = chunks();
            long onDisk = chunks.stream().mapToLong(Chunk::forced).max().orElse(0);
            long intact = FIRST_CHUNK;
            long newest = 0;
            for (Chunk chunk : chunks) {
                if (chunk.version() > onDisk
                        && chunk.crc().isPresent()
                        && (chunk.position() != intact
                                || !crc(chunk).equals(chunk.crc().get()))) {
                    break;
                }
                intact = chunk.end();
                newest = chunk.version();
            }
            if (!chunks.isEmpty() && intact < file.size()) {
                log.warn(
                        "{}: the last {} bytes were being written when the machine stopped, and are removed; nothing that was"
                                + " acknowledged is in them",
                        EmbeddedFile.plain(name),
                        file.size() - intact);
                file.truncate(intact);
            }
            file.force(true);
            written = newest;
            forced = newest;
        }

        /** Returns all chunks of which header and footer agree, as they stand in the file. */
        private List<Chunk> chunks() throws IOException {
            List<Chunk> chunks = new ArrayList<>();
            long position = FIRST_CHUNK;
            while (position < file.size()) {
                Optional<Chunk> chunk = chunk(position);
                chunk.ifPresent(chunks::add);
                position = chunk.map(Chunk::end).orElse(position + BLOCK);
            }
            return chunks;
        }

        private Optional<Chunk> chunk(long position) throws IOException {
            String header = text(position, LONGEST_HEADER);
            int length = header.indexOf('\n');
            if (!header.startsWith(CHUNK) || length < 0) {
                return Optional.empty();
            }
            try {
                Map<String, String> first =
                        DataUtils.parseMap(header.substring(0, length).trim());
                long end = position + DataUtils.readHexLong(first, "len", 0) * BLOCK;
                String footer = text(end - FOOTER, FOOTER).trim();
                int checked = footer.lastIndexOf(FLETCHER);
                if (end <= position || !footer.startsWith(CHUNK) || checked < 0) {
                    return Optional.empty();
                }
                Map<String, String> last = DataUtils.parseMap(footer);
                if (!last.get("chunk").equals(first.get("chunk"))
                        || !footer.substring(checked).equals(FLETCHER + fletcher(footer.substring(0, checked)))) {
                    return Optional.empty();
                }
                return Optional.of(new Chunk(
                        position,
                        end,
                        DataUtils.readHexLong(first, "version", 0),
                        Optional.ofNullable(last.get("crc")),
                        DataUtils.readHexLong(last, "forced", 0)));
            } catch (MVStoreException e) {
                // What stands here is not a chunk, or not a whole one.
                return Optional.empty();
            }
        }

        private String text(long position, int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            file.read(bytes, position);
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        }

        private String crc(Chunk chunk) throws IOException {
            CRC32C crc = new CRC32C();
            ByteBuffer part = ByteBuffer.allocate(PART);
            for (long position = chunk.position(), end = chunk.end() - FOOTER; position < end; ) {
                part.clear().limit((int) Math.min(PART, end - position));
                position += file.read(part, position);
                crc.update(part.flip());
            }
            return Long.toHexString(crc.getValue());
        }
    }
}
