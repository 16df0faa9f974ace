package com.alipay.sandbox.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder for the embedded Tomcat, deleted with its content when it is closed. */
public record TempDirectory(Path path) implements AutoCloseable {
    /** @throws IllegalStateException none can be made; the message says what to do */
    public static TempDirectory create() {
        try {
            return new TempDirectory(Files.createTempDirectory("alipay-sandbox"));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no temporary folder can be made: set another with java -Djava.io.tmpdir=FOLDER -jar …", e);
        }
    }

    @Override
    public void close() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : deepestFirst(files)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be removed: delete it by hand", e);
        }
    }

    private static List<Path> deepestFirst(Stream<Path> files) {
        return files.sorted(Comparator.reverseOrder()).toList();
    }
}
