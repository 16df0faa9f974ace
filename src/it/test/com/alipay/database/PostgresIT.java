package com.alipay.database;

import com.alipay.it.Build;
import com.alipay.it.Folders;
import com.alipay.orders.ListenerContract;
import com.alipay.orders.NotificationQueryServiceContract;
import com.alipay.orders.OrderServiceContract;
import com.alipay.orders.StoredDataContract;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.DatabaseHealthContract;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** What is promised of a database, on PostgreSQL, chosen by its address alone. */
class PostgresIT {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = PostgresServer.start(Folders.fresh(Build.folder("postgres")));
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Nested
    class Orders extends OrderServiceContract {
        @Override
        protected Database newDatabase() {
            return server.newDatabase();
        }
    }

    @Nested
    class Messages extends NotificationQueryServiceContract {
        @Override
        protected Database newDatabase() {
            return server.newDatabase();
        }
    }

    @Nested
    class Listener extends ListenerContract {
        @Override
        protected Database newDatabase() {
            return server.newDatabase();
        }

        @Override
        protected String product() {
            return "PostgreSQL";
        }
    }

    @Nested
    class Health extends DatabaseHealthContract {
        @Override
        protected JdbcAddress empty() {
            return new JdbcAddress(server.newDatabase("health" + DATABASES.incrementAndGet()), "postgres", "");
        }

        /** The server of the tests gives safety away for speed. */
        @Override
        protected List<String> unsafe() {
            return List.of("fsync=off → fsync=on", "synchronous_commit=off → synchronous_commit=on");
        }

        /** As a server that only repeats what another one writes. */
        @Override
        protected JdbcAddress readOnly(JdbcAddress address) {
            return new JdbcAddress(
                    address.url() + "?options=-c%20default_transaction_read_only=on", address.user(), "");
        }
    }

    /** A dump that an earlier build made. */
    @Nested
    class StoredData extends StoredDataContract {
        @Override
        protected Database openStored() throws IOException {
            String url = server.newDatabase("stored" + DATABASES.incrementAndGet());
            DatabaseDump.load(statements("postgres.sql.gz"), url, "postgres");
            return Database.open(url, "postgres", "", true);
        }
    }
}
