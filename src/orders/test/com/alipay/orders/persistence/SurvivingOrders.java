package com.alipay.orders.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** A table of the tests: what was written into it and answered has to be there, whatever happens. */
final class SurvivingOrders {
    private SurvivingOrders() {}

    static void create(Database database) {
        execute(database, "create table kept (id integer primary key, filler varchar(4000))");
    }

    static void write(Database database, int id, String filler) {
        execute(database, "insert into kept values (" + id + ", '" + filler + "')");
    }

    static void execute(Database database, String sql) {
        database.inTransaction(session -> {
            try (PreparedStatement statement =
                    session.listenerConnection(() -> {}).prepareStatement(sql)) {
                return statement.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        });
    }

    static Set<Integer> ids(Database database) {
        return database.inTransaction(session -> {
            try {
                return ids(session.listenerConnection(() -> {}));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Set<Integer> ids(Connection connection) throws SQLException {
        Set<Integer> ids = new TreeSet<>();
        try (PreparedStatement statement = connection.prepareStatement("select id from kept");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
        }
        return ids;
    }
}
