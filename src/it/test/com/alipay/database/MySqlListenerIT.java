package com.alipay.database;

import com.alipay.orders.ListenerContract;
import com.alipay.orders.persistence.Database;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What a listener may do to its order on MySQL. */
class MySqlListenerIT extends ListenerContract {
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

    @Override
    protected String product() {
        return "MariaDB";
    }
}
