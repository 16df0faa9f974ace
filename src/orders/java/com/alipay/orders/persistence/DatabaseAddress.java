package com.alipay.orders.persistence;

import static com.alipay.orders.persistence.DatabaseConfigurationException.MESSAGES;

import com.alipay.i18n.Text;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prepares a configured JDBC address for the drivers. */
final class DatabaseAddress {
    /** Product name by scheme: the part after {@code jdbc:} up to the next colon. */
    private static final Map<String, Text> UNSUPPORTED = Map.of(
            "oracle", Text.of("Oracle"),
            "sqlserver", Text.of("SQL Server"),
            "jtds", Text.of("SQL Server"),
            "microsoft", Text.of("SQL Server"),
            "dm", MESSAGES.message("product.dm"),
            "oceanbase", Text.of("OceanBase"),
            "kingbase8", MESSAGES.message("product.kingbase8"),
            "db2", Text.of("DB2"),
            "sqlite", Text.of("SQLite"));

    private static final Pattern HOSTS = Pattern.compile("jdbc:(?:mysql|mariadb):(?:[a-z0-9-]+:)?//([^/?]*).*");
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])?(:\\d+)?", Pattern.CASE_INSENSITIVE);

    private DatabaseAddress() {}

    /**
     * Returns the address for the driver. The MariaDB driver opens {@code jdbc:mysql:} unless the shop has added another driver;
     * on loopback it may request from the server the key with which MySQL's default authentication encrypts the password.
     *
     * @throws DatabaseConfigurationException if the product is not supported, or no driver accepts such an address
     */
    static String forDriver(String url) {
        String scheme = scheme(url);
        if (UNSUPPORTED.containsKey(scheme)) {
            throw DatabaseConfigurationException.unsupported(UNSUPPORTED.get(scheme));
        }
        if (scheme.equals("mysql") && hasOwnDriver(url)) {
            return url;
        }
        String address = url;
        if (scheme.equals("mysql") && !url.contains("permitMysqlScheme")) {
            address = with(address, "permitMysqlScheme=true");
        }
        if (isOnLoopback(url) && !url.toLowerCase(Locale.ROOT).contains("allowpublickeyretrieval")) {
            address = with(address, "allowPublicKeyRetrieval=true");
        }
        if (!hasDriver(address)) {
            throw new DatabaseConfigurationException(MESSAGES.message("no_driver"), MESSAGES.message("instead"), null);
        }
        return address;
    }

    /** Replaces a refusal by MySQL's default authentication by one with a remedy; returns any other problem unchanged. */
    static RuntimeException explained(String url, RuntimeException problem) {
        String message = String.valueOf(DatabaseHealth.root(problem).getMessage());
        boolean byMariaDbDriver = message.contains("RSA public key");
        boolean byMySqlDriver = message.contains("Public Key Retrieval is not allowed");
        if (!byMariaDbDriver && !byMySqlDriver) {
            return problem;
        }
        return new DatabaseConfigurationException(
                MESSAGES.message("encryption"),
                MESSAGES.message(byMariaDbDriver ? "encryption.mariadb" : "encryption.mysql", separator(url)),
                problem);
    }

    /** Returns the part after {@code jdbc:} in lower case; "" when it is not a JDBC address. */
    private static String scheme(String url) {
        String[] parts = url.split(":", 3);
        return parts.length == 3 && parts[0].equals("jdbc") ? parts[1].toLowerCase(Locale.ROOT) : "";
    }

    private static boolean isOnLoopback(String url) {
        Matcher hosts = HOSTS.matcher(url);
        return hosts.matches()
                && Arrays.stream(hosts.group(1).split(",", -1))
                        .allMatch(host -> LOOPBACK.matcher(host).matches());
    }

    private static String with(String url, String option) {
        return url + separator(url) + option;
    }

    private static String separator(String url) {
        if (!url.contains("?")) {
            return "?";
        }
        return url.endsWith("?") || url.endsWith("&") ? "" : "&";
    }

    private static boolean hasOwnDriver(String url) {
        return DriverManager.drivers()
                .anyMatch(
                        driver -> !driver.getClass().getName().startsWith("org.mariadb.jdbc.") && accepts(driver, url));
    }

    private static boolean hasDriver(String url) {
        return DriverManager.drivers().anyMatch(driver -> accepts(driver, url));
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }
}
