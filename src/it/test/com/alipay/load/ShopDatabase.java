package com.alipay.load;

import com.alipay.database.MySqlServer;
import com.alipay.database.PostgresPair;
import com.alipay.database.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The database that a merchant's nodes share, seen from beside them: the table in which {@link CountingListener} leaves a row per
 * call, and the notification log.
 *
 * @param title for people
 */
record ShopDatabase(String title, String url, String user, String password) {
    static ShopDatabase on(PostgresServer server, String name) throws SQLException {
        return new ShopDatabase("PostgreSQL", server.newDatabase(name), "postgres", "").withShopsTable();
    }

    static ShopDatabase on(PostgresPair servers, String name) throws SQLException {
        return new ShopDatabase("PostgreSQL", servers.newDatabase(name), "postgres", "").withShopsTable();
    }

    /** The embedded one: whoever reads it has to wait until the merchant's process has ended. */
    static ShopDatabase h2(Path folder) throws SQLException {
        return new ShopDatabase("H2", "jdbc:h2:file:" + folder.resolve("orders").toAbsolutePath(), "", "")
                .withShopsTable();
    }

    static ShopDatabase on(MySqlServer server, String name) throws SQLException {
        return new ShopDatabase("MySQL", server.newDatabase(name), MySqlServer.USER, MySqlServer.PASSWORD)
                .withShopsTable();
    }

    /** The lines of alipay.properties. */
    Map<String, String> settings() {
        return Map.of("db.url", url, "db.user", user, "db.password", password);
    }

    Connection open() throws SQLException {
        return url.startsWith("jdbc:mysql:")
                ? MySqlServer.connect(url, user, password)
                : DriverManager.getConnection(url, user, password);
    }

    /** What the listener was called for, {@code number step}, and how often. */
    Map<String, Long> calls() throws SQLException {
        return counts("select concat(out_trade_no, ' ', milestone), count(*) from shop_calls"
                + " group by out_trade_no, milestone");
    }

    /** How many deliveries of messages of the notification log came to which end; of one message, to the end that decided. */
    Map<String, Long> notificationsByOutcome() throws SQLException {
        return counts("select outcome, sum(deliveries) from alipay_notices group by outcome");
    }

    /** How many deliveries the notification log has counted. */
    long deliveries() throws SQLException {
        return number("select coalesce(sum(deliveries), 0) from alipay_notices");
    }

    /** The ids of the messages that were applied, or told nothing new. */
    Set<String> appliedIds() throws SQLException {
        return counts("select notify_id, count(*) from alipay_notices where outcome in ('ADVANCED', 'NOTED', 'REPEAT')"
                        + " group by notify_id")
                .keySet();
    }

    /** How many different messages it has kept. */
    long messages() throws SQLException {
        return number("select count(*) from alipay_notices");
    }

    /** How large a PostgreSQL is on its disk, with its indexes. */
    long bytes() throws SQLException {
        return number("select pg_database_size(current_database())");
    }

    /** How many messages without a right signature are kept. */
    long unverifiedMessages() throws SQLException {
        return number("select count(*) from alipay_strangers");
    }

    /** How many of these have been examined. */
    long unverifiedDiagnosed() throws SQLException {
        return number("select count(*) from alipay_strangers where diagnosis is not null");
    }

    /** How many of them have been counted. */
    long unverifiedReceived() throws SQLException {
        return number("select coalesce(sum(seen), 0) from alipay_stranger_minutes");
    }

    /** How many of them were only counted. */
    long unverifiedDropped() throws SQLException {
        return number("select coalesce(sum(dropped), 0) from alipay_stranger_minutes");
    }

    private long number(String query) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** How many orders stand at which status. */
    Map<String, Long> statuses() throws SQLException {
        return counts("select trade_status, count(*) from alipay_orders group by trade_status");
    }

    private Map<String, Long> counts(String query) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counts;
    }

    ShopDatabase withShopsTable() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table shop_calls (out_trade_no varchar(64) not null, milestone varchar(16) not null)");
        }
        return this;
    }
}
