package com.alipay.orders.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Checks by its settings whether a database keeps committed data through a power failure. */
final class Durability {
    private static final String POSTGRESQL =
            "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')";
    private static final String MARIADB =
            "show global variables where variable_name in ('innodb_flush_log_at_trx_commit', 'log_bin', 'sync_binlog')";
    private static final String H2 = "select setting_name, setting_value from information_schema.settings"
            + " where setting_name in ('WRITE_DELAY', 'REUSE_SPACE')";

    private Durability() {}

    /**
     * Returns the settings that have to be changed, each with the required value.
     *
     * @param forced whether it is an H2 file that {@link EmbeddedFile} forces to the disk
     */
    static List<String> unsafe(Connection connection, boolean forced) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        List<String> unsafe = new ArrayList<>();
        switch (product) {
            case "postgresql" ->
                settings(connection, POSTGRESQL).forEach((name, value) -> {
                    if (value.equals("off")) {
                        unsafe.add(name + "=off → " + name + "=on");
                    }
                });
            case "h2" -> {
                if (!forced) {
                    unsafe.add(
                            "H2 that this application does not open itself, or in memory: use a file of H2 in db.url");
                } else {
                    Map<String, String> settings = settings(connection, H2);
                    expect(settings, "WRITE_DELAY", "0", unsafe);
                    expect(settings, "REUSE_SPACE", "false", unsafe);
                }
            }
            default -> {
                Map<String, String> settings = settings(connection, MARIADB);
                expect(settings, "innodb_flush_log_at_trx_commit", "1", unsafe);
                if (settings.getOrDefault("log_bin", "").equalsIgnoreCase("on")) {
                    expect(settings, "sync_binlog", "1", unsafe);
                }
            }
        }
        return unsafe;
    }

    private static void expect(Map<String, String> settings, String name, String value, List<String> unsafe) {
        String found = settings.getOrDefault(name, value);
        if (!found.equalsIgnoreCase(value)) {
            unsafe.add(name + "=" + found + " → " + name + "=" + value);
        }
    }

    private static Map<String, String> settings(Connection connection, String query) throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
        }
        return settings;
    }
}
