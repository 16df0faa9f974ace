package com.alipay.sandbox.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that contain one key each. */
final class KeyFileReader {
    private KeyFileReader() {}

    /**
     * Returns the text of a file.
     *
     * @throws IOException it cannot be read; the message does not repeat the path, as somebody may have written the key itself
     *     there
     */
    static String read(Path folder, String file) throws IOException {
        try {
            return Files.readString(folder.resolve(file), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            throw new IOException("there is none", e);
        } catch (MalformedInputException e) {
            throw new IOException("it holds other characters than a key has", e);
        } catch (InvalidPathException e) {
            throw new IOException("this is no path", e);
        } catch (IOException e) {
            throw new IOException(e.getClass().getSimpleName(), e);
        }
    }
}
