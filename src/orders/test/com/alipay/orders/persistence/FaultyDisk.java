package com.alipay.orders.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk for H2, {@code jdbc:h2:faulty:/folder/name}, that can be full, can lose power, and needs no privilege. What was written since
 * the last force is in a cache: after a power failure each block of it is on the disk or is not, by chance.
 */
public final class FaultyDisk extends FilePathWrapper {
    private static final int BLOCK = 4096;

    private static volatile boolean full;
    private static volatile boolean broken;
    private static final Map<String, Images> FILES = new ConcurrentHashMap<>();
    private static final List<Runnable> AT_WRITE = new CopyOnWriteArrayList<>();
    private static final List<Runnable> AT_FORCE = new CopyOnWriteArrayList<>();

    /** Makes the disk known to H2, empty and in order. */
    public static void mount() {
        FilePath.register(new FaultyDisk());
        full = false;
        broken = false;
        FILES.clear();
        AT_WRITE.clear();
        AT_FORCE.clear();
    }

    public static void isFull(boolean now) {
        full = now;
    }

    /** Whether forcing fails. */
    public static void isBroken(boolean now) {
        broken = now;
    }

    /** Calls this before every write reaches the cache, while nothing else is written. */
    public static void atEachWrite(Runnable look) {
        AT_WRITE.add(look);
    }

    /** Calls this before everything in the cache reaches the disk, while nothing is written. */
    public static void atEachForce(Runnable look) {
        AT_FORCE.add(look);
    }

    public static Images images(Path folder) {
        return FILES.get("faulty:" + folder.resolve("orders.mv.db"));
    }

    public static int forces() {
        return Images.FORCES.get();
    }

    /** How many bytes were written. */
    public static long written() {
        return Images.WRITTEN.get();
    }

    public static String url(Path folder) {
        return "jdbc:h2:faulty:" + folder.resolve("orders");
    }

    /** What is on the disk for sure, and what may be. */
    public static final class Images {
        private final Bytes disk = new Bytes();
        private final List<Write> cache = new ArrayList<>();
        private static final AtomicInteger FORCES = new AtomicInteger();
        private static final AtomicLong WRITTEN = new AtomicLong();

        /** A write, or with no bytes the length that the file was cut to. */
        private record Write(long position, byte[] bytes) {}

        private synchronized void wrote(long position, byte[] bytes) {
            AT_WRITE.forEach(Runnable::run);
            cache.add(new Write(position, bytes));
            WRITTEN.addAndGet(bytes.length);
        }

        private synchronized void forced() {
            AT_FORCE.forEach(Runnable::run);
            cache.forEach(write -> write(disk, write, () -> true));
            cache.clear();
            FORCES.incrementAndGet();
        }

        /** The file after a power failure at this moment. */
        public byte[] afterPowerFailure(Random chance) {
            return after(chance::nextBoolean);
        }

        /** The files after a power failure at this moment that differ from the cache in one block only. */
        public synchronized List<byte[]> withoutOneBlock() {
            AtomicInteger blocks = new AtomicInteger();
            byte[] whole = after(() -> blocks.incrementAndGet() > 0);
            List<byte[]> files = new ArrayList<>(List.of(whole));
            for (int missing = 1; missing <= blocks.get(); missing++) {
                AtomicInteger block = new AtomicInteger(missing);
                files.add(after(() -> block.decrementAndGet() != 0));
            }
            return files;
        }

        private synchronized byte[] after(BooleanSupplier arrives) {
            Bytes file = disk.copy();
            cache.forEach(write -> write(file, write, arrives));
            return Arrays.copyOf(file.bytes, file.length);
        }

        private static void write(Bytes file, Write write, BooleanSupplier arrives) {
            int position = Math.toIntExact(write.position());
            if (write.bytes().length == 0 && arrives.getAsBoolean()) {
                file.length = position;
            }
            for (int from = 0; from < write.bytes().length; from += BLOCK) {
                if (arrives.getAsBoolean()) {
                    file.put(position + from, write.bytes(), from, Math.min(BLOCK, write.bytes().length - from));
                }
            }
        }
    }

    /** Bytes that grow. */
    private static final class Bytes {
        private byte[] bytes = new byte[1 << 16];
        private int length;

        void put(int at, byte[] from, int offset, int count) {
            while (bytes.length < at + count) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
            System.arraycopy(from, offset, bytes, at, count);
            length = Math.max(length, at + count);
        }

        Bytes copy() {
            Bytes copy = new Bytes();
            copy.put(0, bytes, 0, length);
            return copy;
        }
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel file = super.open(mode);
        if (mode.equals("r")) {
            return file;
        }
        Images images = new Images();
        ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(file.size()));
        file.read(content, 0);
        images.disk.put(0, content.array(), 0, content.capacity());
        Images known = FILES.putIfAbsent(name, images);
        return new Channel(file, known == null ? images : known);
    }

    /** A name is on the disk at once; what is behind it is there when it was forced. */
    @Override
    public void moveTo(FilePath to, boolean replace) {
        super.moveTo(to, replace);
        FILES.put(to.name, FILES.remove(name));
    }

    @Override
    public void delete() {
        super.delete();
        FILES.remove(name);
    }

    private static final class Channel extends WrappedChannel {
        private final Images images;

        Channel(FileChannel file, Images images) {
            super(file);
            this.images = images;
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            byte[] bytes = new byte[from.remaining()];
            from.duplicate().get(bytes);
            images.wrote(position, bytes);
            return file.write(from, position);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            images.wrote(size, new byte[0]);
            return super.truncate(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (broken) {
                throw new IOException("Input/output error");
            }
            images.forced();
        }
    }
}
