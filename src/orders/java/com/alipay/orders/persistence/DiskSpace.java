package com.alipay.orders.persistence;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The disk with the file of the embedded database.
 *
 * @param folder the file's folder
 * @param device the disk of the folder, as the operating system names it; "" if unknown
 * @param free how many bytes this process may still write there
 * @param size how many bytes the disk has
 * @param user the operating system's user that this process runs as
 * @param writable whether that user may write into the folder
 */
public record DiskSpace(String folder, String device, long free, long size, String user, boolean writable) {
    /** With fewer bytes the next messages cannot be stored. */
    private static final long ENOUGH = 1 << 20;

    /** Examines the folder of a file or, where that is missing, the nearest existing folder above it. */
    static DiskSpace of(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        boolean writable = Files.isWritable(existing) && (!Files.exists(file) || Files.isWritable(file));
        String user = System.getProperty("user.name", "");
        try {
            FileStore store = Files.getFileStore(existing);
            return new DiskSpace(
                    folder.toString(),
                    store.name() + " (" + store.type() + ")",
                    store.getUsableSpace(),
                    store.getTotalSpace(),
                    user,
                    writable);
        } catch (IOException e) {
            return new DiskSpace(folder.toString(), "", 0, 0, user, false);
        }
    }

    /** Returns whether the file can grow. */
    public boolean isGood() {
        return writable && !isFull();
    }

    boolean isFull() {
        return free < ENOUGH;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "folder %s on disk %s, %.1f MB of %.1f MB free, user %s%s",
                folder,
                device,
                free / 1048576.0,
                size / 1048576.0,
                user,
                writable ? "" : " may not write there");
    }
}
