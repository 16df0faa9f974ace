package com.alipay.database;

import com.alipay.orders.StoredDataContract;
import com.alipay.orders.persistence.Database;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A dump of MariaDB. */
class MariaDbStoredDataIT extends StoredDataContract {
    private static MariaDbServer server;

    @BeforeAll
    static void startServer() throws IOException, InterruptedException {
        server = MariaDbServer.startOrSkip();
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
        DatabaseDump.load(statements("mariadb.sql.gz"), url, "root");
        return Database.open(url, "root", "", true);
    }
}
