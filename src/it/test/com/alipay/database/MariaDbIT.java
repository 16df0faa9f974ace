package com.alipay.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.orders.ListenerContract;
import com.alipay.orders.NotificationQueryServiceContract;
import com.alipay.orders.OrderServiceContract;
import com.alipay.orders.StoredDataContract;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.DatabaseHealthContract;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is promised of a database, on MariaDB, chosen by its address alone. */
class MariaDbIT {
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
            return "MariaDB";
        }
    }

    @Nested
    class Health extends DatabaseHealthContract {
        @Override
        protected JdbcAddress empty() {
            return new JdbcAddress(server.newUrl(), "root", "");
        }

        @Override
        protected List<String> unsafe() {
            return List.of();
        }

        @Test
        void aLogThatIsNotWrittenAtEachCommitIsNamed() {
            server.execute("set global innodb_flush_log_at_trx_commit = 2");
            JdbcAddress address = empty();
            try (Database database = Database.open(address.url(), address.user(), address.password(), true)) {
                assertThat(database.health().unsafe())
                        .containsExactly("innodb_flush_log_at_trx_commit=2 → innodb_flush_log_at_trx_commit=1");
            } finally {
                server.execute("set global innodb_flush_log_at_trx_commit = 1");
            }
        }

        @Override
        protected JdbcAddress readOnly(JdbcAddress address) {
            server.execute("create user if not exists reader identified by 'reads'");
            server.execute("grant select on *.* to reader");
            return new JdbcAddress(address.url(), "reader", "reads");
        }
    }

    /** A dump that an earlier build made. */
    @Nested
    class StoredData extends StoredDataContract {
        @Override
        protected Database openStored() throws IOException {
            String url = server.newUrl();
            DatabaseDump.load(statements("mariadb.sql.gz"), url, "root");
            return Database.open(url, "root", "", true);
        }
    }
}
