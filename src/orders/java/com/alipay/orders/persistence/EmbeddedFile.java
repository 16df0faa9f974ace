package com.alipay.orders.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.engine.Constants;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.MVStoreTool;
import org.h2.store.fs.FilePath;

/**
 * The open file of the embedded database. H2 writes it at every commit but never forces it to the disk: a commit is durable when
 * {@link #force} has returned. What a power failure leaves of a commit that was not yet forced is found by
 * {@link ChecksummedFilePath}.
 *
 * <p>H2 does not reuse space in the file (REUSE_SPACE=FALSE). If it did, a process killed or a power failure between two of its
 * writes could bring back an older state, because the place from which H2 searches the newest one was overwritten
 * (PowerFailureTest). Instead the file is rewritten when most of it is outdated data.
 */
final class EmbeddedFile {
    /** Rewriting is useful from this size on, and when the file is this many times larger than its content. */
    private static final long WORTH_REWRITING = 16 << 20;

    private static final int TIMES = 4;

    private final MVStore store;
    private final Optional<Path> file;
    private final Optional<Object> key;

    private final ReentrantLock forcing = new ReentrantLock();
    /** How many writes are known to be on the disk. */
    private volatile long forced;

    /** The size at which to check again whether the file should be rewritten. */
    private volatile long look = WORTH_REWRITING;

    private EmbeddedFile(MVStore store, Optional<Path> file) {
        this.store = store;
        this.file = file;
        this.key = file.map(EmbeddedFile::key);
    }

    /**
     * Returns the file behind an open connection.
     *
     * @param last the previous file, which is mostly the same; may be null
     */
    static EmbeddedFile of(Connection connection, EmbeddedFile last) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        MVStore store = session.getDatabase().getStore().getMvStore();
        if (last != null && last.store == store) {
            return last;
        }
        Path file = Path.of(plain(store.getFileStore().getFileName()));
        return new EmbeddedFile(store, Optional.of(file).filter(Files::isRegularFile));
    }

    /** Returns the file of an H2 address; empty when the address does not show it. */
    static Optional<Path> path(String url) {
        String name = url.replaceFirst("^jdbc:h2:", "").replaceFirst(";.*", "");
        if (name.matches("(?i)(zip|split|\\w*mem\\w*):.*")) {
            return Optional.empty();
        }
        name = plain(name);
        String home = System.getProperty("user.home", "");
        return Optional.of(Path.of(name.replaceFirst("^~(?=/|$)", home.replace("\\", "/")) + ".mv.db"));
    }

    /** Removes the names of H2's file systems; a single letter is a drive. */
    static String plain(String name) {
        return name.replaceFirst("^(\\w\\w+:)+", "");
    }

    /** Creates an empty file for a new database, and restricts the files of an existing one to their owner. */
    static void prepare(Path file) throws IOException {
        PrivateFiles.createFile(file);
        String name = file.getFileName().toString().replaceFirst("mv\\.db$", "");
        try (DirectoryStream<Path> ofIt =
                Files.newDirectoryStream(file.toAbsolutePath().getParent(), name + "*.db")) {
            ofIt.forEach(PrivateFiles::restrictFile);
        }
    }

    /** Returns whether most of the file is outdated data; after each check the file has to grow by a quarter for the next. */
    boolean isMostlyHistory() {
        FileStore<?> chunks = store.getFileStore();
        long size = chunks.size();
        if (size < look || chunks.isReadOnly() || file.isEmpty()) {
            return false;
        }
        long content = size / 100 * chunks.getFillRate() / 100 * chunks.getChunksFillRate();
        look = size + size / 4;
        return size > TIMES * content;
    }

    /** Returns H2's name of the file. */
    String name() {
        return store.getFileStore().getFileName();
    }

    /**
     * Rewrites a closed file without its outdated data. If this is interrupted, either the old file or the new one exists; H2
     * removes other remains when it opens the database.
     *
     * @param name H2's name of the file
     */
    static void rewrite(String name) throws IOException {
        Path file = Path.of(plain(name));
        Path fresh = Path.of(file + Constants.SUFFIX_MV_STORE_TEMP_FILE);
        try {
            MVStore.compact(name, name + Constants.SUFFIX_MV_STORE_TEMP_FILE, false, null);
            PrivateFiles.restrictFile(fresh);
            force(FilePath.get(name + Constants.SUFFIX_MV_STORE_TEMP_FILE).open("rw"));
            MVStoreTool.moveAtomicReplace(name + Constants.SUFFIX_MV_STORE_TEMP_FILE, name);
        } catch (MVStoreException | DbException e) {
            throw new IOException("the database file cannot be rewritten", e);
        } finally {
            Files.deleteIfExists(fresh);
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            // Otherwise the name may refer to the old file again after a power failure. Other systems cannot open a
            // folder.
            force(FileChannel.open(file.toAbsolutePath().getParent()));
        }
    }

    private static void force(FileChannel channel) throws IOException {
        try (channel) {
            channel.force(true);
        }
    }

    /** Waits until everything committed before is on the disk. Of several callers one forces for all. */
    void force() {
        long written = written();
        if (written <= forced) {
            return;
        }
        forcing.lock();
        try {
            if (written > forced) {
                long all = written();
                sync();
                stillThere();
                forced = all;
            }
        } finally {
            forcing.unlock();
        }
    }

    private void sync() {
        if (store.isClosed() && store.getPanicException() == null) {
            // H2 has closed it together with its last connection, and in that case forces it.
            return;
        }
        try {
            store.sync();
        } catch (MVStoreException e) {
            throw new UncheckedIOException(new IOException("the database file cannot be forced to the disk", e));
        }
    }

    /** Checks that the file was not deleted or replaced in use: all later writes to it would be lost. */
    private void stillThere() {
        if (!file.map(EmbeddedFile::key).equals(key)) {
            throw new UncheckedIOException(new IOException(
                    file.map(Path::toString).orElse("") + " was deleted or replaced while it was in use"));
        }
    }

    private static Object key(Path file) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            return e.getClass();
        }
    }

    private long written() {
        return store.getFileStore().getWriteCount();
    }
}
