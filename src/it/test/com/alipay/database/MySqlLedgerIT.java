package com.alipay.database;

import com.alipay.orders.NotificationQueryServiceContract;
import com.alipay.orders.persistence.Database;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What is kept of messages, on MySQL. */
class MySqlLedgerIT extends NotificationQueryServiceContract {
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
    protected Database newDatabase() {
        return server.newDatabase();
    }
}
