package com.alipay.database;

import com.alipay.it.Folders;
import com.alipay.it.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;

/**
 * A PostgreSQL and its synchronous standby, on loopback: what the one has committed the other has on its disk. After the primary was
 * killed the standby is promoted, and a new standby is made from a base backup in the place of the old primary. This is what a
 * program such as Patroni does.
 */
public final class PostgresPair implements AutoCloseable {
    /** The embedded server gives safety away for speed; here it does not. */
    private static final Map<String, String> SETTINGS =
            Map.of("fsync", "on", "synchronous_commit", "on", "wal_level", "replica", "wal_keep_size", "1GB");

    /** What belongs to the running server and not to its data. */
    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts", "epg-lock", "pg_wal");

    private final Path folder;
    private int standbys;
    private PostgresServer primary;
    private PostgresServer standby;

    private PostgresPair(Path folder) {
        this.folder = folder;
    }

    /** Starts both, with their data in that folder. */
    public static PostgresPair start(Path folder) throws IOException, SQLException {
        PostgresPair pair = new PostgresPair(folder);
        pair.primary = new PostgresServer(folder.resolve("first"), Ports.free(), SETTINGS);
        pair.primary.start();
        try {
            pair.addStandby(Ports.free());
        } catch (IOException | SQLException | RuntimeException e) {
            pair.close();
            throw e;
        }
        return pair;
    }

    /** The address of a new, empty database of that name, with both hosts; its user is {@code postgres}. */
    public String newDatabase(String name) {
        primary.newDatabase(name);
        return "jdbc:postgresql://127.0.0.1:" + primary.port() + ",127.0.0.1:" + standby.port() + "/" + name
                + "?targetServerType=primary";
    }

    /** Ends every process of the primary with SIGKILL. */
    public void killPrimary() throws Exception {
        primary.kill();
    }

    /** Makes the standby the primary, as pg_ctl promote does; returns when it takes writes. */
    public void promoteStandby() throws SQLException {
        try (Connection connection = standby.connect();
                Statement statement = connection.createStatement();
                ResultSet promoted = statement.executeQuery("select pg_promote(true, 600)")) {
            promoted.next();
            if (!promoted.getBoolean(1)) {
                throw new IllegalStateException("the standby was not promoted");
            }
        }
    }

    /** Makes the promoted server the primary of this pair, with a new standby at the address of the killed one. */
    public void replaceKilled() throws IOException, SQLException {
        int port = primary.port();
        Path old = primary.data();
        primary = standby;
        addStandby(port);
        Folders.delete(old.getParent());
    }

    /** Returns when no commit of the primary is answered any more before the new standby has it on its disk. */
    private void addStandby(int port) throws IOException, SQLException {
        standby = new PostgresServer(folder.resolve("standby" + ++standbys), port, SETTINGS);
        try (Connection connection = primary.connect();
                Statement statement = connection.createStatement()) {
            backUp(statement, standby.data());
            standby.start();
            await(statement, "state = 'streaming'");
            statement.execute("alter system set synchronous_standby_names = '*'");
            statement.execute("select pg_reload_conf()");
            await(statement, "sync_state = 'sync'");
        }
    }

    /** A base backup, as pg_basebackup makes it, that starts as a standby. */
    private void backUp(Statement statement, Path copy) throws IOException, SQLException {
        Files.createDirectories(
                copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        statement.execute("select pg_backup_start('standby', true)");
        copyWhileInUse(primary.data(), copy);
        Files.createDirectories(copy.resolve("pg_wal"));
        try (ResultSet stopped = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
            stopped.next();
            Files.writeString(copy.resolve("backup_label"), stopped.getString(1), StandardCharsets.UTF_8);
        }
        Files.writeString(copy.resolve("standby.signal"), "", StandardCharsets.UTF_8);
        // Replaces what the primary has set for itself, such as the names of its standbys.
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + primary.port() + " user=postgres'\n",
                StandardCharsets.UTF_8);
    }

    private static void copyWhileInUse(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (NOT_COPIED.contains(from.relativize(folder).toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!NOT_COPIED.contains(from.relativize(file).toString())) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file).toString()));
                    } catch (NoSuchFileException e) {
                        // The running server has removed it meanwhile; what that means is in the log that the standby
                        // reads.
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    private static void await(Statement statement, String condition) throws SQLException {
        boolean met = false;
        while (!met) {
            statement.execute("select pg_sleep(0.05)");
            try (ResultSet rows = statement.executeQuery("select 1 from pg_stat_replication where " + condition)) {
                met = rows.next();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (standby != null) {
            standby.close();
        }
        primary.close();
    }
}
