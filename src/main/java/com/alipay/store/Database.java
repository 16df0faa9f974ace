package com.alipay.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/** The database of the order book: opened, migrated, and closed again. */
public final class Database implements AutoCloseable {
    private final Jdbi jdbi;
    private final Runnable closePool;

    private Database(Jdbi jdbi, Runnable closePool) {
        this.jdbi = jdbi;
        this.closePool = closePool;
    }

    /**
     * Opens a pool on a JDBC address and brings the tables up to date.
     *
     * @param migrate false where another hand changes the tables
     * @throws IllegalStateException saying what cannot be opened and what to do; whoever configured it has to mend it
     */
    public static Database open(String url, String user, String password, boolean migrate) {
        loadDrivers();
        HikariConfig config = new HikariConfig();
        config.setPoolName("alipay");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(16);
        // A notification must be answered soon, with fail if need be: the gateway gives up after some seconds.
        config.setConnectionTimeout(3_000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        try {
            HikariDataSource pool = new HikariDataSource(config);
            try {
                return new Database(migrated(pool, migrate), pool::close);
            } catch (FlywayException e) {
                pool.close();
                throw e;
            }
        } catch (RuntimeException e) {
            throw new IllegalStateException(advice(url, e), e);
        }
    }

    /**
     * The container's own pool, which the container closes; empty when it has none of this name.
     *
     * @param name below {@code java:comp/env/}
     */
    public static Optional<Database> ofContainer(String name, boolean migrate) {
        try {
            DataSource pool = (DataSource) new InitialContext().lookup("java:comp/env/" + name);
            return Optional.of(new Database(migrated(pool, migrate), () -> {}));
        } catch (NamingException e) {
            // The normal case: the container has no pool for us.
            return Optional.empty();
        }
    }

    /** A database that could not be opened: every use of it fails with the reason. */
    public static Database unavailable(String reason) {
        return new Database(
                Jdbi.create(() -> {
                    throw new SQLException("the order book is closed: " + reason);
                }),
                () -> {});
    }

    /**
     * The embedded database in a folder. WRITE_DELAY=0 belongs to it: without it a killed process loses what it had committed.
     */
    public static String embedded(String file) {
        return "jdbc:h2:file:" + file + ";WRITE_DELAY=0";
    }

    private static Jdbi migrated(DataSource pool, boolean migrate) {
        if (migrate) {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:db/migration")
                    .placeholders(Dialect.of(pool).placeholders())
                    // The shop's own tables stand in the same database, and so may a history of the shop's own
                    // migrations.
                    .table("alipay_schema_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
        return Jdbi.create(pool);
    }

    /** A container starts DriverManager before it knows of a web application's own drivers. */
    private static void loadDrivers() {
        ServiceLoader.load(Driver.class, Database.class.getClassLoader()).forEach(Database::register);
    }

    private static void register(Driver driver) {
        boolean known = Collections.list(DriverManager.getDrivers()).stream()
                .anyMatch(other -> other.getClass().equals(driver.getClass()));
        if (!known) {
            try {
                DriverManager.registerDriver(driver);
            } catch (SQLException e) {
                throw new IllegalStateException(
                        "the driver " + driver.getClass().getName() + " cannot be registered", e);
            }
        }
    }

    private static String advice(String url, RuntimeException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String locked = url.startsWith("jdbc:h2:file")
                        && String.valueOf(cause.getMessage()).contains("locked")
                ? "；内置数据库只能供一个进程使用：停掉另一个进程，或把 db.url 指向 PostgreSQL、MariaDB"
                : "";
        return "数据库打不开（" + cause.getMessage() + "）" + locked;
    }

    @Override
    public void close() {
        closePool.run();
    }

    /**
     * Takes this web application's drivers out of the JVM's list, when the application ends: one that stayed would keep the whole
     * undeployed application in memory.
     */
    public static void forgetDrivers() {
        Collections.list(DriverManager.getDrivers()).stream()
                .filter(driver -> driver.getClass().getClassLoader() == Database.class.getClassLoader())
                .forEach(Database::deregister);
    }

    private static void deregister(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
            throw new IllegalStateException("the driver " + driver.getClass().getName() + " cannot be deregistered", e);
        }
    }

    /** One transaction; what it throws rolls it back. */
    public <R> R inTransaction(Work<R> work) {
        return jdbi.inTransaction(handle -> work.in(new Session(handle)));
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    public interface Work<R> {
        R in(Session session);
    }
}
