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

/** The database of the order book: opened, migrated, and closed again. */
public final class Database implements AutoCloseable {
    /** How long one statement may wait for an answer, a statement of the shop's own code included: the gateway gives up as soon. */
    private static final int ANSWERS_WITHIN_MILLIS = 5_000;

    /** How often a transaction is run that has to give way to others. */
    private static final int ATTEMPTS = 5;

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    /** How long after an attempt in vain to open it the next one is made. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<OpenDatabase> opener;
    private final Runnable openedAgain;
    private final Optional<Path> file;

    /** Held by the one who finds out whether the database can be used. */
    private final ReentrantLock trying = new ReentrantLock();

    /** For writing while the file is written anew. */
    private final ReentrantReadWriteLock using = new ReentrantReadWriteLock(true);

    private volatile OpenDatabase opened;
    private volatile Outage outage;
    private volatile boolean closed;

    /**
     * What is known of an outage.
     *
     * @param refused how many uses failed meanwhile
     */
    private record Outage(RuntimeException problem, long since, long nextTry, AtomicLong refused) {
        static Outage of(RuntimeException problem) {
            long now = System.nanoTime();
            return new Outage(problem, now, now + PAUSE, new AtomicLong());
        }

        Outage again(RuntimeException now) {
            return new Outage(now, since, System.nanoTime() + PAUSE, refused);
        }

        DatabaseUnavailableException refusal() {
            refused.incrementAndGet();
            return new DatabaseUnavailableException("the order book cannot be used: " + problem.getMessage(), problem);
        }

        long seconds() {
            return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
        }
    }

    private Database(
            Supplier<OpenDatabase> opener,
            Runnable openedAgain,
            Optional<Path> file,
            OpenDatabase opened,
            Outage outage) {
        this.opener = opener;
        this.openedAgain = openedAgain;
        this.file = file;
        this.opened = opened;
        this.outage = outage;
    }

    private static Database open(Supplier<OpenDatabase> opener, Optional<Path> file) {
        return new Database(opener, () -> {}, file, opener.get(), null);
    }

    /** Opens a database of which nothing is noted. */
    public static Database open(String url, String user, String password, boolean migrate) {
        return open(url, user, password, migrate, Optional.empty());
    }

    /**
     * Opens a pool on a JDBC address and brings the tables up to date.
     *
     * @param migrate false where another hand changes the tables
     * @param marker the file in which this server notes the databases it has used
     * @throws IllegalStateException saying what cannot be opened and what to do; whoever configured it has to mend it
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
                // With connections of its own: Flyway needs two at once.
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
        config.setJdbcUrl(durable(url));
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(isFileOfH2(url) ? 1 : 16);
        if (isFileOfH2(url)) {
            // Without a connection H2 closes the file, and the next one has to open it again.
            config.setMaxLifetime(0);
        }
        // A notification must be answered soon, with fail if need be: the gateway gives up after some seconds.
        config.setConnectionTimeout(3_000);
        // A connection on which nobody answers any more must not use up that time by itself.
        config.setValidationTimeout(1_000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return config;
    }

    /** H2 would begin a new database in an empty file, and where there is none. */
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

    /** Brings the tables up to date, unless this is another database than the one that was here before. */
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
            marker.get().note(database.identified());
        }
        return database;
    }

    /** A newer version may have changed what a column means: an older one must not go on writing. */
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
                    "数据库的表已由更新的版本升级到 V" + applied.getVersion() + "，这个 WAR 只认识到 V" + known,
                    "部署升级时用的 WAR 或更新的，要退回旧版就先恢复升级前的数据库备份",
                    null);
        }
    }

    /**
     * The container's own pool, which the container closes; empty when it has none of this name.
     *
     * @param name below {@code java:comp/env/}
     * @param marker the file in which this server notes the databases it has used
     */
    public static Optional<Database> ofContainer(String name, boolean migrate, Optional<Path> marker) {
        try {
            DataSource pool = (DataSource) new InitialContext().lookup("java:comp/env/" + name);
            return Optional.of(open(() -> connect(name, pool, migrate, marker), Optional.empty()));
        } catch (NameNotFoundException | NoInitialContextException e) {
            // The normal case: the container has no pool for us.
            return Optional.empty();
        } catch (NamingException e) {
            // It has one that does not work. Orders must not go into another database than the one meant.
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

    /** No database: every use of it fails with the reason. */
    public static Database unavailable(String reason) {
        return openLater(
                () -> {
                    throw new IllegalStateException("the order book is closed: " + reason);
                },
                () -> {},
                Optional.empty(),
                new IllegalStateException("the order book is closed: " + reason));
    }

    /**
     * A database that could not be opened yet, such as one that starts after the container. It is tried again once a second, by whoever
     * needs it and by {@link #maintain}; until then every use fails with the reason.
     *
     * @param again is run when it has been opened, then and after each later outage
     * @param file where the file of the embedded database is; empty for every other database
     * @param problem why it could not be opened
     */
    public static Database openLater(
            Supplier<Database> opener, Runnable again, Optional<Path> file, RuntimeException problem) {
        return new Database(() -> opener.get().opened, again, file, null, Outage.of(problem));
    }

    /** Where an address has the file of the embedded database; empty for every other database, and where the address does not tell. */
    public static Optional<Path> file(String url) {
        return isFileOfH2(url) ? EmbeddedFile.path(url) : Optional.empty();
    }

    /** The embedded database in a folder. */
    public static String embedded(String file) {
        return "jdbc:h2:file:" + file;
    }

    /**
     * An address of an H2 file with the settings that belong to it. Without WRITE_DELAY=0 a killed process loses what it had
     * committed; without DB_CLOSE_ON_EXIT=FALSE H2 closes itself in a race with the container, which closes the pool; without
     * REUSE_SPACE=FALSE either may come back with an older state ({@link EmbeddedFile}); without TRACE_LEVEL_FILE=0 it writes failed statements into a file that others can read.
     */
    private static String durable(String url) {
        if (!isFileOfH2(url)) {
            return url;
        }
        String upper = url.toUpperCase(Locale.ROOT);
        return url
                + (upper.contains(";WRITE_DELAY=") ? "" : ";WRITE_DELAY=0")
                + (upper.contains(";DB_CLOSE_ON_EXIT=") ? "" : ";DB_CLOSE_ON_EXIT=FALSE")
                + (upper.contains(";REUSE_SPACE=") ? "" : ";REUSE_SPACE=FALSE")
                + (upper.contains(";TRACE_LEVEL_FILE=") ? "" : ";TRACE_LEVEL_FILE=0");
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

    private static String advice(String url, Exception e) {
        Throwable cause = DatabaseHealth.root(e);
        String locked = url.startsWith("jdbc:h2:file")
                        && String.valueOf(cause.getMessage()).contains("locked")
                ? "；内置数据库只能供一个进程使用：停掉另一个进程，或把 db.url 指向 PostgreSQL、MySQL、MariaDB"
                : "";
        return "数据库打不开（" + cause.getMessage() + "）" + locked;
    }

    /** Closes it for good. What is open is closed even when somebody is still trying to open it. */
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

    /** The open database. During an outage one caller tries to open it again, and the others fail at once. */
    OpenDatabase opened() {
        Outage now = outage;
        if (closed) {
            return stillOpen();
        }
        if (now == null) {
            return stillOpen();
        }
        if (System.nanoTime() - now.nextTry() < 0 || !trying.tryLock()) {
            throw now.refusal();
        }
        try {
            if (outage == now && !closed) {
                tryAgain(now);
            }
            return stillOpen();
        } finally {
            trying.unlock();
        }
    }

    private OpenDatabase stillOpen() {
        OpenDatabase now = opened;
        if (closed || now == null) {
            throw new IllegalStateException("the order book is closed: the application has ended");
        }
        return now;
    }

    private void tryAgain(Outage now) {
        try {
            needSpace();
            OpenDatabase again = opened == null ? opener.get() : opened;
            opened = again;
            again.forgetConnections();
            prove(again);
            outage = null;
        } catch (RuntimeException e) {
            log.debug("the database cannot be used yet", e);
            closeFile();
            outage = now.again(e);
            throw outage.refusal();
        }
        openedAgain.run();
        log.info(
                "the order book's database works again, after {} s; {} uses failed meanwhile",
                now.seconds(),
                now.refused());
    }

    /** A file of H2 that could not be written stays closed to everybody until it is opened again. */
    private void closeFile() {
        if (opened != null && opened.isFile()) {
            close(opened);
            opened = null;
        }
    }

    /** Writes a row and waits until it is on the disk. */
    private void prove(OpenDatabase database) {
        needSpace();
        within(database, handle -> handle.inTransaction(OpenDatabase::write));
    }

    private void needSpace() {
        file.map(DiskSpace::of).filter(DiskSpace::isFull).ifPresent(disk -> {
            throw new IllegalStateException("No space left: " + disk);
        });
    }

    /** Looks after it from time to time: tries to open it again after an outage, and keeps the file of the embedded database small. */
    public void maintain() {
        try {
            OpenDatabase database = opened();
            rewriteIfMostlyHistory(database);
        } catch (DatabaseUnavailableException e) {
            log.debug("the outage goes on", e);
        }
    }

    /** Writes the file of the embedded database anew while everybody waits; where somebody uses it for too long, another time. */
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
                log.debug("the database file was written anew in {} ms", (System.nanoTime() - begin) / 1_000_000);
            } catch (IOException e) {
                log.warn("{} grows: {}", name, DatabaseHealth.root(e).toString());
            }
            opened = opener.get();
        } catch (RuntimeException e) {
            begin(e);
        }
    }

    /**
     * One transaction; what it throws rolls it back. When it returns, what was written is on the disk. A database that stands still is
     * given up after a while: a driver by itself would wait for ever, and one request thread after the other with it. A transaction that
     * the database ended in favour of another (a deadlock, a serialization failure) is run again, so the work must leave nothing
     * outside the database.
     *
     * @throws DatabaseUnavailableException the database cannot be used; whether this is so is found out by writing a row
     */
    public <R> R inTransaction(Work<R> work) {
        R result = using(database -> within(database, handle -> inTransaction(database, handle, work)));
        rewriteIfMostlyHistory(opened);
        return result;
    }

    private static <R> R inTransaction(OpenDatabase database, Handle handle, Work<R> work) {
        for (int attempt = 1; ; attempt++) {
            Transaction session = new Transaction(handle);
            try {
                return handle.inTransaction(open -> work.in(session));
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || session.wasEnded() || !gaveWay(e)) {
                    throw e;
                }
                log.info("a transaction gave way to another and is run again: {}", DatabaseHealth.kind(e));
                pause();
            } finally {
                if (session.wasEnded()) {
                    // Who ended a transaction may also have left the connection in another mode.
                    database.discard(handle.getConnection());
                }
            }
        }
    }

    /** Whether the database rolled the transaction back in favour of another: class 40 of the SQL states. */
    private static boolean gaveWay(Throwable problem) {
        for (Throwable e = problem; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql
                    && String.valueOf(sql.getSQLState()).startsWith("40")) {
                return true;
            }
        }
        return false;
    }

    /** Not as long for both sides of a deadlock, which would otherwise meet again. */
    private static void pause() {
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(5, 50)));
    }

    /** Nobody uses it while its file is written anew. */
    private <R> R using(Function<OpenDatabase, R> use) {
        if (!locked(using.readLock())) {
            throw new DatabaseUnavailableException("the database is being written anew", null);
        }
        OpenDatabase database;
        try {
            database = opened();
            try {
                return use.apply(database);
            } catch (RuntimeException e) {
                throw judged(database, e);
            }
        } finally {
            using.readLock().unlock();
        }
    }

    /** The connection is free for others before the disk has everything, so that one force may serve several. */
    private static <R> R within(OpenDatabase database, Function<Handle, R> work) {
        AtomicReference<EmbeddedFile> written = new AtomicReference<>();
        R result = limited(database, handle -> {
            database.file(handle.getConnection()).ifPresent(written::set);
            return work.apply(handle);
        });
        if (written.get() != null) {
            written.get().force();
        }
        return result;
    }

    private static <R> R limited(OpenDatabase database, HandleCallback<R, SQLException> work) {
        try {
            return database.jdbi().withHandle(handle -> {
                Connection connection = handle.getConnection();
                int before = limit(connection);
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

    /** What a failure means: the work's own, or the beginning of an outage. Work may use other databases, whose failures are its own. */
    private RuntimeException judged(OpenDatabase used, RuntimeException problem) {
        if (!mayBeOutage(problem)) {
            return problem;
        }
        if (!locked(trying)) {
            return problem;
        }
        try {
            if (outage == null && opened == used && !closed && !used.isBusy()) {
                proveOrBegin(used, problem);
            }
            return outage == null ? problem : outage.refusal();
        } finally {
            trying.unlock();
        }
    }

    /** Waits for another's attempt, no longer than one should take. */
    private static boolean locked(Lock lock) {
        try {
            return lock.tryLock(4, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void proveOrBegin(OpenDatabase used, RuntimeException problem) {
        try {
            prove(used);
        } catch (RuntimeException e) {
            if (used.isBusy()) {
                log.debug("no connection was free to find out more", e);
            } else {
                begin(problem);
            }
        }
    }

    private void begin(RuntimeException problem) {
        String place = file.map(
                        it -> "; " + DiskSpace.of(it) + ": free space there, or give this user the right to write")
                .orElse("");
        log.error(
                "the order book's database cannot be used ({}): notifications are answered fail and come again, and it is tried again every"
                        + " second{}",
                DatabaseHealth.root(problem).toString(),
                place);
        log.debug("the outage began so", problem);
        closeFile();
        outage = Outage.of(problem);
    }

    /** Everything but a row that the tables or the work itself refused. */
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

    /** How it is: whether a connection opens, the tables are those of this version, and a row can be written, which is taken back. */
    public DatabaseHealth health() {
        DatabaseHealth health = lookedAt();
        Outage now = outage;
        String replaced = now != null && now.problem() instanceof DatabaseReplacedException
                ? now.problem().getMessage()
                : "";
        return health.with(file.map(DiskSpace::of), replaced, health.reachable() ? unsafe() : List.of());
    }

    private List<String> unsafe() {
        try {
            return using(database ->
                    limited(database, handle -> Durability.unsafe(handle.getConnection(), database.isFile())));
        } catch (RuntimeException e) {
            log.debug("the settings of the database cannot be read", e);
            return List.of();
        }
    }

    private DatabaseHealth lookedAt() {
        if (!locked(using.readLock())) {
            return DatabaseHealth.unreachable(
                    new DatabaseUnavailableException("the database is being written anew", null));
        }
        try {
            return looked();
        } finally {
            using.readLock().unlock();
        }
    }

    private DatabaseHealth looked() {
        OpenDatabase database;
        try {
            database = opened();
            limited(database, Handle::getConnection);
        } catch (RuntimeException e) {
            return told("the database cannot be reached", e, DatabaseHealth.unreachable(e));
        }
        try {
            MigrationInfo[] missing = database.flyway().info().pending();
            if (missing.length > 0) {
                return DatabaseHealth.outdated("V" + missing[0].getVersion());
            }
        } catch (RuntimeException e) {
            return told("the tables' version cannot be read", e, DatabaseHealth.outdated(DatabaseHealth.kind(e)));
        }
        try {
            return limited(database, Database::rehearsed);
        } catch (RuntimeException e) {
            return told("the database cannot be written", e, DatabaseHealth.unwritable(e));
        }
    }

    private static DatabaseHealth told(String what, RuntimeException problem, DatabaseHealth health) {
        if (!(problem instanceof DatabaseUnavailableException)) {
            log.warn("{}: {}", what, DatabaseHealth.root(problem).toString());
        }
        return health;
    }

    private static DatabaseHealth rehearsed(Handle handle) {
        return handle.inTransaction(open -> {
            new NotifyHostHistoryDao(open).insert(UUID.randomUUID().toString(), "rehearsal", Instant.EPOCH);
            open.rollback();
            return DatabaseHealth.good();
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
        R in(Transaction session);
    }
}
