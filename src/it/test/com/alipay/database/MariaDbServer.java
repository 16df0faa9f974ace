package com.alipay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.alipay.it.Ports;
import com.alipay.orders.persistence.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A MariaDB of Debian's, started from nothing in a folder of its own, on loopback. */
public final class MariaDbServer implements AutoCloseable {
    private final AtomicInteger databases = new AtomicInteger();
    private final Process process;
    private final int port;
    /** The name of a database that the migrations have made; null before the first test needs it. */
    private String migrated;

    private MariaDbServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Whether this machine has the server's programs. */
    public static boolean isInstalled() {
        return program("mariadbd") != null && program("mariadb-install-db") != null;
    }

    public static MariaDbServer start(Path folder) throws IOException, InterruptedException {
        Path data = Files.createDirectories(folder.resolve("data")).toAbsolutePath();
        Process install = new ProcessBuilder(
                        program("mariadb-install-db"),
                        "--no-defaults",
                        "--user=" + System.getProperty("user.name"),
                        "--datadir=" + data,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("install.log").toFile())
                .start();
        if (install.waitFor() != 0) {
            throw new IOException("mariadb-install-db failed, see " + folder.resolve("install.log"));
        }
        int port = Ports.free();
        Process server = new ProcessBuilder(List.of(
                        program("mariadbd"),
                        "--no-defaults",
                        "--user=" + System.getProperty("user.name"),
                        "--datadir=" + data,
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--socket=" + Files.createTempDirectory("mariadb").resolve("s"),
                        "--character-set-server=utf8mb4"))
                .redirectErrorStream(true)
                .start();
        awaitReady(server); // the few lines it says later fit into the pipe
        return new MariaDbServer(server, port);
    }

    /** Starts one where the machine has its programs; skips the test, loudly, where it has not, and fails it in CI. */
    static MariaDbServer startOrSkip() throws IOException, InterruptedException {
        boolean installed = isInstalled();
        if (System.getenv("CI") != null) {
            assertThat(installed)
                    .as("CI installs mariadb-server-core and mariadb-client-core")
                    .isTrue();
        }
        if (!installed) {
            System.err.println(
                    "NOT TESTED: MariaDB. Install mariadb-server-core and mariadb-client-core to test it here.");
        }
        assumeTrue(installed, "no MariaDB on this machine");
        Files.createDirectories(Path.of("target"));
        return start(Files.createTempDirectory(Path.of("target"), "mariadb"));
    }

    /** A new, empty database, opened and migrated. */
    Database newDatabase() {
        String url = newUrl();
        try (Connection connection = DriverManager.getConnection(url, "root", "")) {
            MigratedTables.copy(connection, migrated());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Database.open(url, "root", "", true);
    }

    private synchronized String migrated() {
        if (migrated == null) {
            migrated = "migrated";
            execute("create database " + migrated);
            Database.open(url(migrated), "root", "", true).close();
        }
        return migrated;
    }

    /** The address of a new, empty database; its user is {@code root}. */
    String newUrl() {
        String name = "shop" + databases.incrementAndGet();
        execute("create database " + name);
        return url(name);
    }

    void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url(""), "root", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static void awaitReady(Process server) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains("ready for connections")) {
                return;
            }
        }
        throw new IOException("mariadbd did not start:\n" + said);
    }

    private static String program(String name) {
        return Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }
}
