package com.alipay.orders.persistence;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which this server records the databases it has used: one line with the identity for each address. An empty or
 * different database at a recorded address is refused until a person deletes the file.
 */
final class DatabaseMarker {
    private static final Logger log = LoggerFactory.getLogger(DatabaseMarker.class);

    private final Path file;
    private final String address;

    /** @param url a JDBC address; its user, password and options are not recorded */
    DatabaseMarker(Path file, String url) {
        this.file = file;
        this.address = url.replaceFirst("[;?].*", "").replaceFirst("//[^/]*@", "//");
    }

    /** Returns the identity recorded for this address. */
    Optional<String> identity() {
        return Optional.ofNullable(read().getProperty(address)).map(line -> line.split(" ", 2)[0]);
    }

    /**
     * Refuses any other database than the one recorded for this address.
     *
     * @param found the identity of the existing database; empty when it has none
     * @param what description of the existing database, for the message
     */
    void check(Optional<String> found, String what) {
        Optional<String> recorded = identity();
        if (recorded.isPresent() && !recorded.equals(found)) {
            throw new DatabaseReplacedException(
                    address + ", " + file,
                    "the order database was at " + address + " before, and now " + what
                            + ": restore the data or a backup of it. To begin a new order database on purpose, delete "
                            + file);
        }
    }

    /** Records the identity, once. If it cannot be recorded the database is used all the same. */
    void record(String identity) {
        if (identity().equals(Optional.of(identity))) {
            return;
        }
        Properties recorded = read();
        recorded.setProperty(address, identity + " since " + Instant.now());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            StringWriter text = new StringWriter();
            recorded.store(
                    text,
                    "The databases that this server has used. An empty or another one in such a place is refused;"
                            + " to begin a new order database on purpose, delete this file.");
            PrivateFiles.createFile(fresh);
            Files.writeString(fresh, text.toString(), StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn(
                    "{} cannot be written, so that an empty database instead of this one would not be detected:"
                            + " give the server's user the right to write there ({})",
                    file,
                    e.toString());
        }
    }

    private Properties read() {
        Properties recorded = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                recorded.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
        return recorded;
    }
}
