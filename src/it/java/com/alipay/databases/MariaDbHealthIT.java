package com.alipay.databases;

import com.alipay.store.HealthContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What the doctor asks a database, on MariaDB. */
class MariaDbHealthIT extends HealthContract {
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
    protected Place empty() {
        return new Place(server.newUrl(), "root", "");
    }

    @Override
    protected Place readOnly(Place place) {
        server.execute("create user if not exists reader identified by 'reads'");
        server.execute("grant select on *.* to reader");
        return new Place(place.url(), "reader", "reads");
    }
}
