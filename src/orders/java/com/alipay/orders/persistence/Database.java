package com.alipay.orders.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database of the orders: opens it, migrates its tables, runs transactions and recovers after an outage. */
public final class Database implements AutoCloseable {
    /** Timeout of one statement, including those of the shop's own code: the gateway gives up after about the same time. */
    private static final int RESPONSE_TIMEOUT_MILLIS = 5_000;

    /** How often a transaction is run when the database rolls it back in favour of others. */
    private static final int ATTEMPTS = 5;

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    /** Pause after a failed attempt to open it. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<OpenDatabase> opener;
    private final Runnable afterReopen;
    private final Optional<Path> file;

    /** Held while checking whether the database can be used. */
    private final ReentrantLock trying = new ReentrantLock();

    /** The write lock is held while the file is rewritten. */
    private final ReentrantReadWriteLock using = new ReentrantReadWriteLock(true);

    private volatile OpenDatabase opened;
    private volatile Outage outage;
    private volatile boolean closed;

    /**
     * State of an outage.
     *
     * @param refused how many uses failed meanwhile
     */
    private record Outage(RuntimeException problem, long since, long nextTry, AtomicLong refused) {
        static Outage of(RuntimeException problem) {
            long now = System.nanoTime();
            return new Outage(problem, now, now + PAUSE, new AtomicLong());
        }

        Outage retried(RuntimeException now) {
            return new Outage(now, since, System.nanoTime() + PAUSE, refused);
        }

        DatabaseUnavailableException refusal() {
            refused.incrementAndGet();
            return new DatabaseUnavailableException(
                    "the order database cannot be used: " + problem.getMessage(), problem);
        }

        long seconds() {
            return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
        }
    }

    private Database(
            Supplier<OpenDatabase> opener,
            Runnable afterReopen,
            Optional<Path> file,
            OpenDatabase opened,
            Outage outage) {
        this.opener = opener;
        this.afterReopen = afterReopen;
        this.file = file;
        this.opened = opened;
        this.outage = outage;
    }

    private static Database open(Supplier<OpenDatabase> opener, Optional<Path> file) {
        return new Database(opener, () -> {}, file, opener.get(), null);
    }

    /** Opens a database without a marker file. */
    public static Database open(String url, String user, String password, boolean migrate) {
        return open(url, user, password, migrate, Optional.empty());
    }

    /**
     * Opens a pool on a JDBC address and migrates the tables.
     *
     * @param migrate false where the tables are changed by other means
     * @param marker the file in which this server records the databases it has used
     * @throws IllegalStateException saying what cannot be opened and what to do; fixed in the configuration
     */
    public static Database open(String url, String user, String password, boolean migrate, Optional<Path> marker) {
        loadDrivers();
        return open(() -> connect(url, user, password, migrate, marker), file(url));
    }

    private static OpenDatabase connect(
            String url, String user, String password, boolean migrate, Optional<Path> markers) {
        PoolThreads threads = new PoolThreads();
        try {
            Optional<DatabaseMarker> marker = markers.map(it -> new DatabaseMarker(it, url));
            Optional<Path> file = file(url);
            if (file.isPresent()) {
                Path path = file.get();
                marker.ifPresent(it -> checkFile(it, path));
                EmbeddedFile.prepare(path);
            }
            HikariConfig config = config(DatabaseAddress.forDriver(url), user, password);
            config.setThreadFactory(threads);
            HikariDataSource pool = new HikariDataSource(config);
            try {
                // With connections of its own, because Flyway needs two at once.
                Flyway flyway = flyway(
                        Flyway.configure(Database.class.getClassLoader())
                                .dataSource(config.getJdbcUrl(), user, password),
                        Dialect.of(pool));
                OpenDatabase database =
                        new OpenDatabase(Jdbi.create(pool), flyway, Optional.of(pool), isFileOfH2(url), threads::join);
                return brought(database, migrate, marker);
            } catch (RuntimeException e) {
                pool.close();
                throw e;
            }
        } catch (DatabaseReplacedException | DatabaseConfigurationException e) {
            threads.join();
            throw e;
        } catch (IOException | RuntimeException e) {
            threads.join();
            throw DatabaseAddress.explained(url, new IllegalStateException(advice(url, e), e));
        }
    }

    private static HikariConfig config(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("alipay");
        config.setJdbcUrl(withDurabilityOptions(url));
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(isFileOfH2(url) ? 1 : 16);
        if (isFileOfH2(url)) {
            // Without a connection H2 closes the file, and the next one has to open it again.
            config.setMaxLifetime(0);
        }
        // A notification must be answered soon, if necessary with fail: the gateway gives up after some seconds.
        config.setConnectionTimeout(3_000);
        // Checking a dead connection must not use up that time alone.
        config.setValidationTimeout(1_000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return config;
    }

    /** Refuses a missing or empty file if a database is recorded for it, because H2 would create a new one. */
    private static void checkFile(DatabaseMarker marker, Path file) {
        try {
            if (!Files.exists(file)) {
                marker.check(Optional.empty(), "its file " + file + " is missing");
            } else if (Files.size(file) == 0) {
                marker.check(Optional.empty(), "its file " + file + " is empty");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Migrates the tables, unless this is a different database from the one recorded before. */
    private static OpenDatabase brought(OpenDatabase database, boolean migrate, Optional<DatabaseMarker> marker) {
        refuseNewer(database.flyway().info());
        Optional<String> identity = database.identity();
        marker.ifPresent(
                it -> it.check(identity, identity.isPresent() ? "another database is" : "an empty database is"));
        if (migrate) {
            database.flyway().migrate();
        }
        boolean ready = migrate || database.flyway().info().pending().length == 0;
        if (marker.isPresent() && ready) {
            marker.get().record(database.identified());
        }
        return database;
    }

    /** Refuses tables of a newer version: it may have changed the meaning of a column, so an older version must not write. */
    private static void refuseNewer(MigrationInfoService tables) {
        MigrationInfo applied = tables.current();
        if (applied != null && applied.getState().name().startsWith("FUTURE")) {
            int known = Arrays.stream(tables.all())
                    .filter(it -> !it.getState().name().startsWith("FUTURE"))
                    .map(MigrationInfo::getVersion)
                    .filter(Objects::nonNull)
                    .mapToInt(it -> it.getMajor().intValue())
                    .max()
                    .orElse(0);
            throw new DatabaseConfigurationException(
                    DatabaseConfigurationException.MESSAGES.message("newer", applied.getVersion(), known),
                    DatabaseConfigurationException.MESSAGES.message("newer.remedy"),
                    null);
        }
    }

    /**
     * Uses the container's own pool, which the container closes; empty when it has none of this name.
     *
     * @param name below {@code java:comp/env/}
     * @param marker the file in which this server records the databases it has used
     */
    public static Optional<Database> ofContainer(String name, boolean migrate, Optional<Path> marker) {
        try {
            DataSource pool = (DataSource) new InitialContext().lookup("java:comp/env/" + name);
            return Optional.of(open(() -> connect(name, pool, migrate, marker), Optional.empty()));
        } catch (NameNotFoundException | NoInitialContextException e) {
            // The normal case: the container has no such pool.
            return Optional.empty();
        } catch (NamingException e) {
            // The pool exists but does not work. Orders must not be written to a different database than intended.
            throw new IllegalStateException("JNDI " + name + ": " + e.getMessage(), e);
        }
    }

    private static OpenDatabase connect(String name, DataSource pool, boolean migrate, Optional<Path> marker) {
        try {
            Flyway flyway =
                    flyway(Flyway.configure(Database.class.getClassLoader()).dataSource(pool), Dialect.of(pool));
            OpenDatabase database = new OpenDatabase(Jdbi.create(pool), flyway, Optional.empty(), false, () -> {});
            String url = database.jdbi()
                    .withHandle(handle -> handle.getConnection().getMetaData().getURL());
            return brought(database, migrate, marker.map(it -> new DatabaseMarker(it, url)));
        } catch (FlywayException | SQLException e) {
            throw new IllegalStateException("JNDI " + name + ": the tables cannot be brought up to date", e);
        }
    }

    /** Returns a database that fails every use with the reason. */
    public static Database unavailable(String reason) {
        return openLater(
                () -> {
                    throw new IllegalStateException("the order database is closed: " + reason);
                },
                () -> {},
                Optional.empty(),
                new IllegalStateException("the order database is closed: " + reason));
    }

    /**
     * Returns a database that could not be opened yet, such as one that starts after the container. Opening is retried once a
     * second, by its callers and by {@link #maintain}; until then every use fails with the reason.
     *
     * @param afterReopen runs when it has been opened, now and after each later outage
     * @param file the file of the embedded database; empty for every other database
     * @param problem why it could not be opened
     */
    public static Database openLater(
            Supplier<Database> opener, Runnable afterReopen, Optional<Path> file, RuntimeException problem) {
        return new Database(() -> opener.get().opened, afterReopen, file, null, Outage.of(problem));
    }

    /** Returns the file of an embedded database; empty for every other one, and where the address does not show it. */
    public static Optional<Path> file(String url) {
        return isFileOfH2(url) ? EmbeddedFile.path(url) : Optional.empty();
    }

    /** Returns the address of the embedded database in a file. */
    public static String embedded(String file) {
        return "jdbc:h2:file:" + file;
    }

    /**
     * Adds the required settings to the address of an H2 file. Without checksums a power failure may leave a file that looks whole
     * and is not ({@link ChecksummedFilePath}); without WRITE_DELAY=0 a killed process loses committed data;
     * without DB_CLOSE_ON_EXIT=FALSE H2 closes itself in a race with the container, which closes the pool; without
     * REUSE_SPACE=FALSE a killed process or a power failure may bring back an older state ({@link EmbeddedFile}); without
     * TRACE_LEVEL_FILE=0 it writes failed statements into a file that others can read.
     */
    private static String withDurabilityOptions(String url) {
        if (!isFileOfH2(url)) {
            return url;
        }
        String upper = url.toUpperCase(Locale.ROOT);
        return (file(url).isPresent() ? ChecksummedFilePath.url(url) : url)
                + (upper.contains(";WRITE_DELAY=") ? "" : ";WRITE_DELAY=0")
                + (upper.contains(";DB_CLOSE_ON_EXIT=") ? "" : ";DB_CLOSE_ON_EXIT=FALSE")
                + (upper.contains(";REUSE_SPACE=") ? "" : ";REUSE_SPACE=FALSE")
                + (upper.contains(";TRACE_LEVEL_FILE=") ? "" : ";TRACE_LEVEL_FILE=0");
    }

    /**
     * Returns whether the address is a file of H2. Such a file is written by one transaction at a time: of concurrent
     * transactions, H2 may save a changed row without its undo record. If it is killed at that moment, the row can never be
     * changed again, and each attempt runs for ever at full load.
     */
    private static boolean isFileOfH2(String url) {
        return url.startsWith("jdbc:h2:") && !url.matches("jdbc:h2:(mem|tcp|ssl):.*");
    }

    private static Flyway flyway(FluentConfiguration configuration, Dialect dialect) {
        return configuration
                .locations("classpath:db/migration")
                .placeholders(dialect.placeholders())
                // The same database contains the shop's own tables, and possibly the history of the shop's own
                // migrations.
                .table("alipay_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }

    /** Registers the web application's own drivers, because a container starts DriverManager before it knows them. */
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

    private static String advice(String url, Exception e) {
        Throwable cause = DatabaseHealth.root(e);
        String locked = url.startsWith("jdbc:h2:file")
                        && String.valueOf(cause.getMessage()).contains("locked")
                ? "; only one process can use the built-in database: stop the other one, or let db.url name PostgreSQL, MySQL or MariaDB"
                : "";
        return "the database cannot be opened (" + cause.getMessage() + ")" + locked;
    }

    /**
     * How the connections are used.
     *
     * @param active connections in use
     * @param size how many there may be
     * @param waiting threads that wait for one
     */
    public record PoolUsage(int active, int size, int waiting) {}

    /** Returns how the connections are used now; empty while the database is away, and for the container's pool. */
    public Optional<PoolUsage> poolUsage() {
        return Optional.ofNullable(opened).flatMap(OpenDatabase::poolUsage);
    }

    /** Closes the database permanently, even while another thread is trying to open it. */
    @Override
    public void close() {
        closed = true;
        trying.lock();
        try {
            close(opened);
            opened = null;
        } finally {
            trying.unlock();
        }
    }

    private static void close(OpenDatabase database) {
        if (database != null) {
            database.close();
        }
    }

    /** Deregisters this web application's drivers when it ends: a remaining one would keep the whole application in memory. */
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

    /** Returns the open database. During an outage one caller tries to open it again, and the others fail at once. */
    OpenDatabase opened() {
        Outage now = outage;
        if (closed) {
            return requireOpen();
        }
        if (now == null) {
            return requireOpen();
        }
        if (System.nanoTime() - now.nextTry() < 0 || !trying.tryLock()) {
            throw now.refusal();
        }
        try {
            if (outage == now && !closed) {
                reopen(now);
            }
            return requireOpen();
        } finally {
            trying.unlock();
        }
    }

    private OpenDatabase requireOpen() {
        OpenDatabase now = opened;
        if (closed || now == null) {
            throw new IllegalStateException("the order database is closed: the application has stopped");
        }
        return now;
    }

    private void reopen(Outage now) {
        try {
            requireSpace();
            OpenDatabase reopened = opened == null ? opener.get() : opened;
            opened = reopened;
            reopened.forgetConnections();
            verifyWritable(reopened);
            outage = null;
        } catch (RuntimeException e) {
            log.debug("the database cannot be used yet", e);
            closeFile();
            outage = now.retried(e);
            throw outage.refusal();
        }
        afterReopen.run();
        log.info("the order database works again, after {} s; {} uses failed meanwhile", now.seconds(), now.refused());
    }

    /** Closes an H2 file that could not be written; it is not usable until it is opened again. */
    private void closeFile() {
        if (opened != null && opened.isFile()) {
            close(opened);
            opened = null;
        }
    }

    /** Writes a row and waits until it is on the disk. */
    private void verifyWritable(OpenDatabase database) {
        requireSpace();
        withDurability(database, handle -> handle.inTransaction(OpenDatabase::write));
    }

    private void requireSpace() {
        file.map(DiskSpace::of).filter(DiskSpace::isFull).ifPresent(disk -> {
            throw new IllegalStateException("No space left: " + disk);
        });
    }

    /** Performs regular maintenance: tries to open the database after an outage, and keeps the embedded database's file small. */
    public void maintain() {
        try {
            rewriteIfMostlyHistory(using(database -> database));
        } catch (DatabaseUnavailableException e) {
            log.debug("the outage continues, or another thread rewrites the file", e);
        }
    }

    /** Rewrites the file of the embedded database while all others wait; skipped if it is in use for too long. */
    private void rewriteIfMostlyHistory(OpenDatabase used) {
        if (used == null || !used.isMostlyHistory() || using.getReadHoldCount() > 0 || !locked(using.writeLock())) {
            return;
        }
        try {
            trying.lock();
            try {
                if (opened == used && outage == null && !closed) {
                    rewrite(used, used.lastFile().get().name());
                }
            } finally {
                trying.unlock();
            }
        } finally {
            using.writeLock().unlock();
        }
    }

    private void rewrite(OpenDatabase used, String name) {
        long begin = System.nanoTime();
        try {
            used.close();
            opened = null;
            try {
                EmbeddedFile.rewrite(name);
                log.debug("the database file was rewritten in {} ms", (System.nanoTime() - begin) / 1_000_000);
            } catch (IOException e) {
                log.warn(
                        "{} cannot be rewritten and keeps growing: {}",
                        EmbeddedFile.plain(name),
                        DatabaseHealth.root(e).toString());
            }
            opened = opener.get();
        } catch (RuntimeException e) {
            beginOutage(e);
        }
    }

    /**
     * Runs one transaction; an exception rolls it back. When this returns, the data is on the disk. A database that does not
     * respond is given up after a timeout: a driver by itself would wait for ever and block one request thread after the other. A
     * transaction that the database ended in favour of another (a deadlock, a serialization failure) is run again, so the work
     * must have no effects outside the database.
     *
     * @throws DatabaseUnavailableException if the database cannot be used, which is determined by writing a row
     */
    public <R> R inTransaction(TransactionCallback<R> work) {
        R result = using(database -> withDurability(database, handle -> inTransaction(database, handle, work)));
        rewriteIfMostlyHistory(opened);
        return result;
    }

    private static <R> R inTransaction(OpenDatabase database, Handle handle, TransactionCallback<R> work) {
        for (int attempt = 1; ; attempt++) {
            Transaction session = new Transaction(handle);
            try {
                return handle.inTransaction(open -> work.execute(session));
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || session.wasEnded() || !isRetryable(e)) {
                    throw e;
                }
                log.info(
                        "a transaction was rolled back in favour of another one; retrying: {}", DatabaseHealth.kind(e));
                pause();
            } finally {
                if (session.wasEnded()) {
                    // Code that ended the transaction may also have left the connection in another mode.
                    database.discard(handle.getConnection());
                }
            }
        }
    }

    /** Returns whether the database rolled the transaction back in favour of another: SQLState class 40. */
    private static boolean isRetryable(Throwable problem) {
        for (Throwable e = problem; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql
                    && String.valueOf(sql.getSQLState()).startsWith("40")) {
                return true;
            }
        }
        return false;
    }

    /** Pauses for a random time, so that the two sides of a deadlock do not meet again. */
    private static void pause() {
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(5, 50)));
    }

    /** Uses the database, but not while its file is rewritten. */
    private <R> R using(Function<OpenDatabase, R> use) {
        if (!locked(using.readLock())) {
            throw new DatabaseUnavailableException("the database is being rewritten", null);
        }
        OpenDatabase database;
        try {
            database = opened();
            try {
                return use.apply(database);
            } catch (RuntimeException e) {
                throw classify(database, e);
            }
        } finally {
            using.readLock().unlock();
        }
    }

    /** Releases the connection before the data is forced to the disk, so that one force may serve several transactions. */
    private static <R> R withDurability(OpenDatabase database, Function<Handle, R> work) {
        AtomicReference<EmbeddedFile> written = new AtomicReference<>();
        R result = withTimeout(database, handle -> {
            database.file(handle.getConnection()).ifPresent(written::set);
            return work.apply(handle);
        });
        if (written.get() != null) {
            written.get().force();
        }
        return result;
    }

    private static <R> R withTimeout(OpenDatabase database, HandleCallback<R, SQLException> work) {
        try {
            return database.jdbi().withHandle(handle -> {
                Connection connection = handle.getConnection();
                int before = setTimeout(connection);
                try {
                    return work.withHandle(handle);
                } finally {
                    restore(connection, before);
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException("the connection is broken", e);
        }
    }

    /** Returns the exception for a failure: the work's own, including that of another database, or the beginning of an outage. */
    private RuntimeException classify(OpenDatabase used, RuntimeException problem) {
        if (!mayBeOutage(problem)) {
            return problem;
        }
        if (!locked(trying)) {
            return problem;
        }
        try {
            if (outage == null && opened == used && !closed && !used.isBusy()) {
                verifyOrBeginOutage(used, problem);
            }
            return outage == null ? problem : outage.refusal();
        } finally {
            trying.unlock();
        }
    }

    /** Waits for another thread's attempt, no longer than one should take. */
    private static boolean locked(Lock lock) {
        try {
            return lock.tryLock(4, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void verifyOrBeginOutage(OpenDatabase used, RuntimeException problem) {
        try {
            verifyWritable(used);
        } catch (RuntimeException e) {
            if (used.isBusy()) {
                log.debug("no connection was free for a health check", e);
            } else {
                beginOutage(problem);
            }
        }
    }

    private void beginOutage(RuntimeException problem) {
        String location = file.map(
                        it -> "; " + DiskSpace.of(it) + ": free space there, or give this user the right to write")
                .orElse("");
        log.error(
                "the order database cannot be used ({}): notifications are answered fail and sent again; retrying every"
                        + " second{}",
                DatabaseHealth.root(problem).toString(),
                location);
        log.debug("the outage began with this error", problem);
        closeFile();
        outage = Outage.of(problem);
    }

    /** Returns whether a failure may be an outage: an I/O error, or an SQL error other than in data, statement or transaction. */
    private static boolean mayBeOutage(Throwable problem) {
        for (Throwable e = problem; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                return Stream.of("22", "23", "40", "42", "44").noneMatch(state::startsWith);
            }
            if (e instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** Checks connection, schema version and a test write that is rolled back. */
    public DatabaseHealth health() {
        DatabaseHealth health = checkUnlessRewriting();
        Outage now = outage;
        String replaced = now != null && now.problem() instanceof DatabaseReplacedException other ? other.place() : "";
        return health.with(file.map(DiskSpace::of), replaced, health.reachable() ? unsafe() : List.of());
    }

    private List<String> unsafe() {
        try {
            return using(database ->
                    withTimeout(database, handle -> Durability.unsafe(handle.getConnection(), database.isFile())));
        } catch (RuntimeException e) {
            log.debug("the settings of the database cannot be read", e);
            return List.of();
        }
    }

    private DatabaseHealth checkUnlessRewriting() {
        if (!locked(using.readLock())) {
            return DatabaseHealth.unreachable(
                    new DatabaseUnavailableException("the database is being rewritten", null));
        }
        try {
            return check();
        } finally {
            using.readLock().unlock();
        }
    }

    private DatabaseHealth check() {
        OpenDatabase database;
        try {
            database = opened();
            withTimeout(database, Handle::getConnection);
        } catch (RuntimeException e) {
            return logged("the database cannot be reached", e, DatabaseHealth.unreachable(e));
        }
        try {
            MigrationInfo[] missing = database.flyway().info().pending();
            if (missing.length > 0) {
                return DatabaseHealth.outdated("V" + missing[0].getVersion());
            }
        } catch (RuntimeException e) {
            return logged("the tables' version cannot be read", e, DatabaseHealth.outdated(DatabaseHealth.kind(e)));
        }
        try {
            return withTimeout(database, Database::testWrite);
        } catch (RuntimeException e) {
            return logged("the database cannot be written", e, DatabaseHealth.unwritable(e));
        }
    }

    private static DatabaseHealth logged(String what, RuntimeException problem, DatabaseHealth health) {
        if (!(problem instanceof DatabaseUnavailableException)) {
            log.warn("{}: {}", what, DatabaseHealth.root(problem).toString());
        }
        return health;
    }

    private static DatabaseHealth testWrite(Handle handle) {
        return handle.inTransaction(open -> {
            new NotifyHostHistoryDao(open).insert(UUID.randomUUID().toString(), "rehearsal", Instant.EPOCH);
            open.rollback();
            return DatabaseHealth.good();
        });
    }

    private static int setTimeout(Connection connection) {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, RESPONSE_TIMEOUT_MILLIS);
            return before;
        } catch (SQLException e) {
            throw new IllegalStateException("the connection is broken", e);
        }
    }

    /** Restores the settings of a connection: a container's pool may give it to others. */
    private static void restore(Connection connection, int networkTimeout) {
        try {
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
        } catch (SQLException e) {
            // It is broken, and every pool discards a broken connection.
            log.debug("the connection is broken", e);
        }
    }

    /** The work of one transaction. */
    @FunctionalInterface
    public interface TransactionCallback<R> {
        R execute(Transaction session);
    }
}
