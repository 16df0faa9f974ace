package com.alipay.database;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.alipay.it.Folders;
import com.alipay.it.Ports;
import com.alipay.orders.persistence.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A MySQL as {@code .ci/mysql} unpacks it, started from nothing in a folder of its own, on loopback. Its user {@link #USER} logs in
 * with a password, by the authentication that is MySQL's default.
 */
public final class MySqlServer implements AutoCloseable {
    public static final String USER = "shop";
    public static final String PASSWORD = "made up for tests";

    /** The data of a new server, made once: that takes longer than starting one. */
    private static Path template;

    private final AtomicInteger databases = new AtomicInteger();
    private final Path data;
    private final int port;
    private Process process;
    /** The name of a database that the migrations have made; null before the first test needs it. */
    private String migrated;

    private MySqlServer(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    /** Whether {@code MYSQL_ROOT} names an unpacked server; says loudly when it does not. */
    public static boolean isInstalled() {
        boolean installed = System.getenv("MYSQL_ROOT") != null;
        if (!installed) {
            System.err.println("NOT TESTED: MySQL. Unpack it with .ci/mysql FOLDER and set MYSQL_ROOT=FOLDER.");
        }
        return installed;
    }

    /** Starts one from nothing. */
    public static MySqlServer start(Path folder) throws IOException, InterruptedException {
        Path data = folder.resolve("data").toAbsolutePath();
        Folders.copy(template(), data);
        MySqlServer server = new MySqlServer(data, Ports.free());
        server.start();
        server.execute("root", "", "create user " + USER + " identified by '" + PASSWORD + "'");
        server.execute("root", "", "grant all on *.* to " + USER + " with grant option");
        return server;
    }

    static MySqlServer startOrSkip() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "no MySQL on this machine");
        Files.createDirectories(Path.of("target"));
        return start(Files.createTempDirectory(Path.of("target"), "mysql"));
    }

    private static synchronized Path template() throws IOException, InterruptedException {
        if (template == null) {
            Files.createDirectories(Path.of("target"));
            Path made =
                    Files.createTempDirectory(Path.of("target"), "mysql-new").resolve("data");
            List<String> command = new ArrayList<>(command(made.toAbsolutePath()));
            command.addAll(List.of("--initialize-insecure", "--auto-generate-certs=OFF"));
            Path log = made.resolveSibling("initialize.log");
            int status = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException("mysqld --initialize-insecure failed, see " + log);
            }
            deleteKeys(made);
            template = made;
        }
        return template;
    }

    private static List<String> command(Path data) {
        String root = System.getenv("MYSQL_ROOT");
        return List.of(
                root + "/mysqld",
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + root + "/usr",
                "--datadir=" + data,
                "--secure-file-priv=NULL",
                "--skip-log-bin",
                // A killed process loses nothing by it; only the machine's power failure would, which no test plays.
                "--innodb-flush-method=nosync",
                "--innodb-doublewrite=OFF");
    }

    /** Starts it, with the data and the port that it had before. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>(command(data));
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--mysqlx=OFF",
                "--socket=" + Files.createTempDirectory("mysql").resolve("s")));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process.toHandle()::destroyForcibly));
        awaitReady(process); // the few lines it says later fit into the pipe
    }

    /** Stops it: who is connected is cut off, who comes now is refused. */
    public void stop() {
        process.destroy();
        process.onExit().join();
    }

    /** Lets it stand still: who is connected hears nothing any more, who comes now is not answered. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** It goes on as if nothing had been. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -s " + name + " " + process.pid() + " failed");
        }
    }

    /** A new, empty database, opened and migrated. */
    Database newDatabase() {
        String url = newUrl();
        try (Connection connection = connect(url, USER, PASSWORD)) {
            MigratedTables.copy(connection, migrated());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Database.open(url, USER, PASSWORD, true);
    }

    private synchronized String migrated() {
        if (migrated == null) {
            migrated = "migrated";
            Database.open(newDatabase(migrated), USER, PASSWORD, true).close();
        }
        return migrated;
    }

    /** The address of a new, empty database, as people write it. */
    String newUrl() {
        return newDatabase("shop" + databases.incrementAndGet());
    }

    /** The address of a new, empty database of that name, as people write it. */
    public String newDatabase(String name) {
        execute("create database " + name);
        return url(name);
    }

    public String url(String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database;
    }

    void execute(String sql) {
        execute(USER, PASSWORD, sql);
    }

    private void execute(String user, String password, String sql) {
        try (Connection connection = connect(url(""), user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection that does not go through the product. */
    public static Connection connect(String url, String user, String password) throws SQLException {
        return DriverManager.getConnection(
                url + "?permitMysqlScheme=true&allowPublicKeyRetrieval=true", user, password);
    }

    @Override
    public void close() {
        stop();
        try {
            deleteKeys(data);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It makes keys for TLS and for passwords, which nothing that a test leaves behind may hold. */
    private static void deleteKeys(Path data) throws IOException {
        try (DirectoryStream<Path> keys = Files.newDirectoryStream(data, "*.pem")) {
            for (Path key : keys) {
                Files.delete(key);
            }
        }
    }

    private static void awaitReady(Process server) throws IOException {
        StringBuilder output = new StringBuilder();
        BufferedReader reader = server.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            output.append(line).append('\n');
            if (line.contains("ready for connections")) {
                return;
            }
        }
        throw new IOException("mysqld did not start:\n" + output);
    }
}
