package com.alipay.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The tables of a migrated database on MySQL or MariaDB, made again in an empty one: a fraction of the time of the migrations. */
final class MigratedTables {
    private MigratedTables() {}

    /** @param connection to the empty database */
    static void copy(Connection connection, String from) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set foreign_key_checks = 0");
            for (String table : tables(statement, from)) {
                statement.execute(definition(statement, from + "." + table));
                statement.execute("insert into " + table + " select * from " + from + "." + table);
            }
        }
    }

    private static List<String> tables(Statement statement, String database) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("show tables from " + database)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static String definition(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("show create table " + table)) {
            row.next();
            return row.getString(2);
        }
    }
}
