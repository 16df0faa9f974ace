package com.alipay.database;

import com.alipay.it.Build;
import com.alipay.it.Folders;
import com.alipay.orders.NotificationQueryServiceContract;
import com.alipay.orders.persistence.Database;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What is kept of messages, on PostgreSQL. */
class PostgresLedgerIT extends NotificationQueryServiceContract {
    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = PostgresServer.start(Folders.fresh(Build.folder("ledger-postgres")));
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
