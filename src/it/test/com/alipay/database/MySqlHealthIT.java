package com.alipay.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.DatabaseHealthContract;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the doctor asks a database, on MySQL. */
class MySqlHealthIT extends DatabaseHealthContract {
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
    protected Place empty() {
        return new Place(server.newUrl(), MySqlServer.USER, MySqlServer.PASSWORD);
    }

    @Override
    protected List<String> unsafe() {
        return List.of();
    }

    @Test
    void aLogThatIsNotWrittenAtEachCommitIsNamed() {
        server.execute("set global innodb_flush_log_at_trx_commit = 2");
        Place place = empty();
        try (Database database = Database.open(place.url(), place.user(), place.password(), true)) {
            assertThat(database.health().unsafe())
                    .containsExactly("innodb_flush_log_at_trx_commit=2: set innodb_flush_log_at_trx_commit=1");
        } finally {
            server.execute("set global innodb_flush_log_at_trx_commit = 1");
        }
    }

    @Override
    protected Place readOnly(Place place) {
        server.execute("create user if not exists reader identified by 'reads'");
        server.execute("grant select on *.* to reader");
        return new Place(place.url(), "reader", "reads");
    }
}
