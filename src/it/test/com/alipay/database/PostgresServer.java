package com.alipay.database;

import com.alipay.it.Ports;
import com.alipay.orders.persistence.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A PostgreSQL whose data outlives it: it can be stopped and started again, or be frozen for a while. On loopback. */
public final class PostgresServer implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(10);
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(10);

    private final AtomicInteger databases = new AtomicInteger();
    private final Path data;
    private final int port;
    private final Map<String, String> settings;
    private EmbeddedPostgres server;
    /** The name of a database that the migrations have made; null before the first test needs it. */
    private String migrated;

    PostgresServer(Path folder, int port, Map<String, String> settings) {
        this.data = folder.resolve("data").toAbsolutePath();
        this.port = port;
        this.settings = settings;
    }

    /** Starts it from nothing, with its data in that folder. */
    public static PostgresServer start(Path folder) throws IOException {
        PostgresServer postgres = new PostgresServer(folder, Ports.free(), Map.of());
        postgres.start();
        return postgres;
    }

    /** Starts it, with the data and the port that it had before. */
    public void start() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(STARTS_WITHIN);
        settings.forEach(builder::setServerConfig);
        server = builder.start();
    }

    /** Stops it: who is connected is cut off, who comes now is refused. */
    public void stop() throws IOException {
        server.close();
    }

    /** Ends every process of it with SIGKILL: nothing is flushed, nothing is closed. It can be started again. */
    public void kill() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        ProcessHandle first = postmaster();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(first), first.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            one.onExit().get(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        }
        // Nothing is left to stop, but this also gives the lock of its folder back.
        server.close();
    }

    /** Lets every process of it stand still: who is connected hears nothing any more, who comes now is not answered. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** It goes on as if nothing had been. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** The address of a new, empty database of that name; its user is {@code postgres}. */
    public String newDatabase(String name) {
        return create(name, name);
    }

    private String create(String what, String name) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + what);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** A new, empty database, opened and migrated. */
    Database newDatabase() {
        return Database.open(copy(migrated(), "shop" + databases.incrementAndGet()), "postgres", "", true);
    }

    private synchronized String migrated() {
        if (migrated == null) {
            migrated = "migrated";
            Database.open(newDatabase(migrated), "postgres", "", true).close();
        }
        return migrated;
    }

    private String copy(String from, String name) {
        return create(name + " template " + from, name);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void signal(String name) throws IOException, InterruptedException {
        ProcessHandle first = postmaster();
        // The first process first: it makes no new ones while it stands still.
        if (kill(name, first) != 0) {
            throw new IOException("kill -s " + name + " " + first.pid() + " failed");
        }
        for (ProcessHandle child : first.descendants().toList()) {
            if (kill(name, child) != 0 && child.isAlive()) {
                throw new IOException("kill -s " + name + " " + child.pid() + " failed");
            }
        }
    }

    Path data() {
        return data;
    }

    int port() {
        return port;
    }

    /** A connection to the database {@code postgres}. */
    Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    private ProcessHandle postmaster() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"), StandardCharsets.US_ASCII)
                .get(0)
                .strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static int kill(String signal, ProcessHandle process) throws IOException, InterruptedException {
        return new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }
}
