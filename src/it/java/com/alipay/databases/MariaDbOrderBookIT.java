package com.alipay.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.alipay.orders.OrderBookContract;
import com.alipay.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The order book on MariaDB, chosen by its address alone. */
class MariaDbOrderBookIT extends OrderBookContract {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static MariaDbServer server;

    @BeforeAll
    static void startServer() throws IOException, InterruptedException {
        boolean installed = MariaDbServer.isInstalled();
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
        server = MariaDbServer.start(Files.createTempDirectory(Path.of("target"), "mariadb"));
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected Database newDatabase() {
        String name = "shop" + NUMBER.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(server.url(""), "root", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Database.open(server.url(name), "root", "", true);
    }
}
