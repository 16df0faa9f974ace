package com.alipay.sandbox.persistence;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that contain a key: readable by their owner only, where the file system supports owners. */
public final class PrivateFiles {
    private PrivateFiles() {}

    /** Returns the attributes for creating such a file; none where they are not supported. */
    public static FileAttribute<?>[] attributes() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
