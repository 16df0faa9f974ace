package com.alipay.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database of the order book: opened, migrated, and closed again. */
public final class Database implements AutoCloseable {
    /** How long one statement may wait for an answer, a statement of the shop's own code included: the gateway gives up as soon. */
    private static final int ANSWERS_WITHIN_MILLIS = 5_000;

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    /**
     * An open database, and what knows its tables.
     *
     * @param discard keeps a connection from being used again
     */
    record Opened(Jdbi jdbi, Flyway flyway, Consumer<Connection> discard) {}

    private final Supplier<Opened> opened;
    private final Runnable closePool;

    private Database(Supplier<Opened> opened, Runnable closePool) {
        this.opened = opened;
        this.closePool = closePool;
    }

    private static Database of(Jdbi jdbi, Flyway flyway, Consumer<Connection> discard, Runnable closePool) {
        Opened opened = new Opened(jdbi, flyway, discard);
        return new Database(() -> opened, closePool);
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
        config.setJdbcUrl(durable(url));
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(isFileOfH2(url) ? 1 : 16);
        // A notification must be answered soon, with fail if need be: the gateway gives up after some seconds.
        config.setConnectionTimeout(3_000);
        // A connection on which nobody answers any more must not use up that time by itself.
        config.setValidationTimeout(1_000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        PoolThreads threads = new PoolThreads();
        config.setThreadFactory(threads);
        try {
            HikariDataSource pool = new HikariDataSource(config);
            try {
                // With connections of its own: Flyway needs two at once.
                Flyway flyway = flyway(
                        Flyway.configure(Database.class.getClassLoader())
                                .dataSource(config.getJdbcUrl(), user, password),
                        Dialect.of(pool));
                if (migrate) {
                    flyway.migrate();
                }
                return of(Jdbi.create(pool), flyway, pool::evictConnection, () -> {
                    pool.close();
                    threads.join();
                });
            } catch (RuntimeException e) {
                pool.close();
                throw e;
            }
        } catch (RuntimeException e) {
            threads.join();
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
            Flyway flyway =
                    flyway(Flyway.configure(Database.class.getClassLoader()).dataSource(pool), Dialect.of(pool));
            if (migrate) {
                flyway.migrate();
            }
            return Optional.of(of(Jdbi.create(pool), flyway, connection -> {}, () -> {}));
        } catch (FlywayException e) {
            throw new IllegalStateException("JNDI " + name + ": the tables cannot be brought up to date", e);
        } catch (NameNotFoundException | NoInitialContextException e) {
            // The normal case: the container has no pool for us.
            return Optional.empty();
        } catch (NamingException e) {
            // It has one that does not work. Orders must not go into another database than the one meant.
            throw new IllegalStateException("JNDI " + name + ": " + e.getMessage(), e);
        }
    }

    /** No database: every use of it fails with the reason. */
    public static Database unavailable(String reason) {
        return new Database(
                () -> {
                    throw new IllegalStateException("the order book is closed: " + reason);
                },
                () -> {});
    }

    /**
     * A database that could not be opened yet, such as one that starts after the container. Every ten seconds at most, whoever needs
     * it tries again; until then every use fails with the reason.
     *
     * @param opened is run once, when it has been opened
     */
    public static Database openLater(Supplier<Database> opener, Runnable opened) {
        Later later = new Later(opener, opened);
        return new Database(later::opened, later::close);
    }

    /** The embedded database in a folder. */
    public static String embedded(String file) {
        return "jdbc:h2:file:" + file;
    }

    /**
     * An address of an H2 file with the two settings that belong to it. Without WRITE_DELAY=0 a killed process loses what it had
     * committed; without DB_CLOSE_ON_EXIT=FALSE H2 closes itself in a race with the container, which closes the pool.
     */
    private static String durable(String url) {
        if (!isFileOfH2(url)) {
            return url;
        }
        String upper = url.toUpperCase(Locale.ROOT);
        return url
                + (upper.contains(";WRITE_DELAY=") ? "" : ";WRITE_DELAY=0")
                + (upper.contains(";DB_CLOSE_ON_EXIT=") ? "" : ";DB_CLOSE_ON_EXIT=FALSE");
    }

    /**
     * Such a file is written by one transaction at a time. Of transactions that run together, H2 may save a changed row without
     * the note that undoes it; killed at that moment, it leaves a row that nobody can change any more, at full load for ever.
     */
    private static boolean isFileOfH2(String url) {
        return url.startsWith("jdbc:h2:") && !url.matches("jdbc:h2:(mem|tcp|ssl):.*");
    }

    private static Flyway flyway(FluentConfiguration configuration, Dialect dialect) {
        return configuration
                .locations("classpath:db/migration")
                .placeholders(dialect.placeholders())
                // The shop's own tables stand in the same database, and so may a history of the shop's own migrations.
                .table("alipay_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
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
        Throwable cause = Health.root(e);
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

    Opened opened() {
        return opened.get();
    }

    /**
     * One transaction; what it throws rolls it back. A database that stands still is given up after a while: a driver by itself
     * would wait for ever, and one request thread after the other with it.
     */
    public <R> R inTransaction(Work<R> work) {
        return within(handle -> {
            Session session = new Session(handle);
            try {
                return handle.inTransaction(open -> work.in(session));
            } finally {
                if (session.wasEnded()) {
                    // Who ended a transaction may also have left the connection in another mode.
                    opened.get().discard().accept(handle.getConnection());
                }
            }
        });
    }

    private <R> R within(Function<Handle, R> work) {
        return opened.get().jdbi().withHandle(handle -> {
            Connection connection = handle.getConnection();
            int before = limit(connection);
            try {
                return work.apply(handle);
            } finally {
                restore(connection, before);
            }
        });
    }

    /** How it is: whether a connection opens, the tables are those of this version, and a row can be written, which is taken back. */
    public Health health() {
        try {
            within(Handle::getConnection);
        } catch (RuntimeException e) {
            log.warn("the database cannot be reached: {}", Health.root(e).toString());
            return Health.unreachable(e);
        }
        try {
            MigrationInfo[] missing = opened.get().flyway().info().pending();
            if (missing.length > 0) {
                return Health.outdated("V" + missing[0].getVersion());
            }
        } catch (RuntimeException e) {
            log.warn("the tables' version cannot be read: {}", Health.root(e).toString());
            return Health.outdated(Health.kind(e));
        }
        try {
            return within(Database::rehearsed);
        } catch (RuntimeException e) {
            log.warn("the database cannot be written: {}", Health.root(e).toString());
            return Health.unwritable(e);
        }
    }

    private static Health rehearsed(Handle handle) {
        return handle.inTransaction(open -> {
            new NotifyAddresses(open).insert(UUID.randomUUID().toString(), "rehearsal", Instant.EPOCH);
            open.rollback();
            return Health.good();
        });
    }

    private static int limit(Connection connection) {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, ANSWERS_WITHIN_MILLIS);
            return before;
        } catch (SQLException e) {
            throw new IllegalStateException("the connection is broken", e);
        }
    }

    /** A container's pool may hand the connection to others. */
    private static void restore(Connection connection, int networkTimeout) {
        try {
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
        } catch (SQLException e) {
            // It is broken, and every pool throws a broken connection away.
            log.debug("the connection is broken", e);
        }
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    public interface Work<R> {
        R in(Session session);
    }
}
