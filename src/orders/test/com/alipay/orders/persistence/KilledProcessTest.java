package com.alipay.orders.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The file of the embedded database as a killed process leaves it: a copy, made while the database is open. H2 2.5.252 came back
 * with an older state from four copies of five once it had used the space of a file again; a version that does so must not be used.
 */
class KilledProcessTest {
    private static final int COMMITS = 60;

    @TempDir
    Path folder;

    @Test
    void everythingCommittedIsThere() throws Exception {
        List<Integer> missing = new ArrayList<>();
        try (Database database = open("orders")) {
            write(database, "create table kept (id integer primary key, filler varchar(400))");
            for (int id = 1; id <= COMMITS; id++) {
                write(database, "insert into kept values (" + id + ", '" + "x".repeat(id * 37 % 300) + "')");
                Files.copy(folder.resolve("orders.mv.db"), folder.resolve("copy" + id + ".mv.db"));
                try (Database copy = open("copy" + id)) {
                    if (newest(copy) != id) {
                        missing.add(id);
                    }
                }
            }
        }

        assertThat(missing).as("commits that a killed process would have lost").isEmpty();
    }

    /** Space is used again at once: what otherwise takes three quarters of a minute. */
    private Database open(String name) {
        return Database.open(Database.embedded(folder.resolve(name) + ";RETENTION_TIME=0"), "", "", false);
    }

    private static void write(Database database, String sql) {
        database.inTransaction(session -> {
            try (PreparedStatement statement =
                    session.listenerConnection(() -> {}).prepareStatement(sql)) {
                return statement.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        });
    }

    private static int newest(Database database) {
        return database.inTransaction(session -> {
            try (PreparedStatement statement =
                            session.listenerConnection(() -> {}).prepareStatement("select max(id) from kept");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
