package com.alipay.databases;

import com.alipay.orders.OrderBookContract;
import com.alipay.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The order book on PostgreSQL, chosen by its address alone. */
class PostgresOrderBookIT extends OrderBookContract {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Override
    protected Database newDatabase() {
        String name = "shop" + NUMBER.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Database.open(server.getJdbcUrl("postgres", name), "postgres", "", true);
    }
}
