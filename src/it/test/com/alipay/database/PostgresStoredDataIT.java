package com.alipay.database;

import com.alipay.it.Build;
import com.alipay.it.Folders;
import com.alipay.orders.StoredDataContract;
import com.alipay.orders.persistence.Database;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A dump of PostgreSQL. */
class PostgresStoredDataIT extends StoredDataContract {
    private static PostgresServer server;
    private static int databases;

    @BeforeAll
    static void startServer() throws IOException {
        server = PostgresServer.start(Folders.fresh(Build.folder("stored-postgres")));
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Override
    protected Database openStored() throws IOException {
        String url = server.newDatabase("stored" + databases++);
        DatabaseDump.load(statements("postgres.sql.gz"), url, "postgres");
        return Database.open(url, "postgres", "", true);
    }
}
