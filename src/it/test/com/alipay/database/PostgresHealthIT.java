package com.alipay.database;

import com.alipay.it.Build;
import com.alipay.it.Folders;
import com.alipay.orders.persistence.DatabaseHealthContract;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What the doctor asks a database, on PostgreSQL. */
class PostgresHealthIT extends DatabaseHealthContract {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = PostgresServer.start(Folders.fresh(Build.folder("health-postgres")));
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Override
    protected Place empty() {
        return new Place(server.newDatabase("health" + DATABASES.incrementAndGet()), "postgres", "");
    }

    /** The server of the tests gives safety away for speed. */
    @Override
    protected List<String> unsafe() {
        return List.of("fsync=off: set fsync=on", "synchronous_commit=off: set synchronous_commit=on");
    }

    /** As a server that only repeats what another one writes. */
    @Override
    protected Place readOnly(Place place) {
        return new Place(place.url() + "?options=-c%20default_transaction_read_only=on", place.user(), "");
    }
}
