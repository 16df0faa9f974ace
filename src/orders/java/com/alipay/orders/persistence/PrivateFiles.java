package com.alipay.orders.persistence;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes folders and files that their owner alone can read. Where the file system knows no such permissions they are as it makes them. */
public final class PrivateFiles {
    private static final Logger log = LoggerFactory.getLogger(PrivateFiles.class);

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /** Creates a folder and the missing ones above it; one that exists keeps its permissions. */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, attributes(folder, FOLDER));
    }

    /** Creates an empty file, with the missing folders above it; one that exists gets the permissions. */
    public static void createFile(Path file) throws IOException {
        createFolder(file.toAbsolutePath().getParent());
        try {
            Files.createFile(file, attributes(file, FILE));
        } catch (FileAlreadyExistsException e) {
            restrictFile(file);
        }
    }

    /** Takes the permissions of everybody else from a file. */
    public static void restrictFile(Path file) {
        restrict(file, FILE);
    }

    /** The same for a folder. */
    public static void restrictFolder(Path folder) {
        restrict(folder, FOLDER);
    }

    private static void restrict(Path path, Set<PosixFilePermission> permissions) {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        try {
            if (!view.readAttributes().permissions().equals(permissions)) {
                view.setPermissions(permissions);
            }
        } catch (FileSystemException e) {
            // Somebody else's: it is for him to say who reads it.
            log.warn("{} can be read by others, and only its owner can change that: chmod it", path);
        } catch (IOException e) {
            log.warn("the permissions of {} cannot be read: see that its owner alone can read it", path, e);
        }
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
