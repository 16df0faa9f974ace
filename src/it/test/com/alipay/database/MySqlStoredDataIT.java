package com.alipay.database;

import com.alipay.orders.StoredDataContract;
import com.alipay.orders.persistence.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A dump of MariaDB, loaded into MySQL. */
class MySqlStoredDataIT extends StoredDataContract {
    private static MySqlServer server;

    @BeforeAll
    static void startServer() throws IOException, InterruptedException {
        server = MySqlServer.startOrSkip();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected Database openStored() throws IOException {
        String url = server.newUrl();
        try (Connection connection = MySqlServer.connect(url, MySqlServer.USER, MySqlServer.PASSWORD);
                Statement statement = connection.createStatement()) {
            for (String each : statements("mariadb.sql.gz")) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Database.open(url, MySqlServer.USER, MySqlServer.PASSWORD, true);
    }
}
