package com.alipay.orders.persistence;

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
    private static final String INSTEAD = "请用 PostgreSQL、MySQL、MariaDB 或内置的 H2，例如 db.url=jdbc:mysql://localhost/shop";

    /** Product name by scheme: the part after {@code jdbc:} up to the next colon. */
    private static final Map<String, String> UNSUPPORTED = Map.of(
            "oracle", "Oracle",
            "sqlserver", "SQL Server",
            "jtds", "SQL Server",
            "microsoft", "SQL Server",
            "dm", "达梦",
            "oceanbase", "OceanBase",
            "kingbase8", "人大金仓",
            "db2", "DB2",
            "sqlite", "SQLite");

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
            throw new DatabaseConfigurationException("不支持 " + UNSUPPORTED.get(scheme) + " 数据库", INSTEAD, null);
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
            throw new DatabaseConfigurationException("没有驱动能打开这种地址", INSTEAD, null);
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
        String remedy = byMariaDbDriver
                ? "在 db.url 末尾加上 " + separator(url)
                        + "sslMode=trust，密码就经加密的连接传送；还要核对服务器的证书，改写 sslMode=verify-ca 和 serverSslCert=证书文件"
                : "在 db.url 末尾加上 " + separator(url) + "sslMode=REQUIRED，密码就经加密的连接传送";
        return new DatabaseConfigurationException("MySQL 默认的登录方式（caching_sha2_password）不让密码经不加密的连接传送", remedy, problem);
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
