package com.alipay.database;

import com.alipay.it.Build;
import com.alipay.it.Folders;
import com.alipay.orders.OrderServiceContract;
import com.alipay.orders.persistence.Database;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The order book on PostgreSQL, chosen by its address alone. */
class PostgresOrderBookIT extends OrderServiceContract {
    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = PostgresServer.start(Folders.fresh(Build.folder("orders-postgres")));
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Override
    protected Database newDatabase() {
        return server.newDatabase();
    }
}
