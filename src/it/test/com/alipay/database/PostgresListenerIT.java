package com.alipay.database;

import com.alipay.it.Build;
import com.alipay.it.Folders;
import com.alipay.orders.ListenerContract;
import com.alipay.orders.persistence.Database;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What a listener may do to its order on PostgreSQL. */
class PostgresListenerIT extends ListenerContract {
    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = PostgresServer.start(Folders.fresh(Build.folder("listener-postgres")));
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Override
    protected Database newDatabase() {
        return server.newDatabase();
    }

    @Override
    protected String product() {
        return "PostgreSQL";
    }
}
