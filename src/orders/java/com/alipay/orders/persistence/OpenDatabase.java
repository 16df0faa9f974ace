package com.alipay.orders.persistence;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementException;

/**
 * An open database.
 *
 * @param flyway access to its migrations
 * @param pool its own pool; empty for the container's
 * @param isFile whether it is a file of the embedded database, with its own pool
 * @param closed runs when its pool has been closed
 */
record OpenDatabase(
        Jdbi jdbi,
        Flyway flyway,
        Optional<HikariDataSource> pool,
        boolean isFile,
        Runnable closed,
        AtomicReference<EmbeddedFile> lastFile)
        implements AutoCloseable {

    OpenDatabase(Jdbi jdbi, Flyway flyway, Optional<HikariDataSource> pool, boolean isFile, Runnable closed) {
        this(jdbi, flyway, pool, isFile, closed, new AtomicReference<>());
    }

    /** Returns the file behind a connection, which differs from the last one when H2 has opened the database again. */
    Optional<EmbeddedFile> file(Connection connection) throws SQLException {
        if (!isFile) {
            return Optional.empty();
        }
        EmbeddedFile file = EmbeddedFile.of(connection, lastFile.get());
        lastFile.set(file);
        return Optional.of(file);
    }

    /** Returns whether all connections are in use, so that failing to get one says nothing about the database. */
    boolean isBusy() {
        return pool.filter(it -> it.getHikariPoolMXBean().getActiveConnections() >= it.getMaximumPoolSize())
                .isPresent();
    }

    /** Returns how the pool is used now; empty for the container's. */
    Optional<Database.PoolUsage> poolUsage() {
        return pool.map(it -> new Database.PoolUsage(
                it.getHikariPoolMXBean().getActiveConnections(),
                it.getMaximumPoolSize(),
                it.getHikariPoolMXBean().getThreadsAwaitingConnection()));
    }

    /** Returns whether most of its file is outdated data. */
    boolean isMostlyHistory() {
        EmbeddedFile file = lastFile.get();
        return file != null && file.isMostlyHistory();
    }

    /** Prevents a connection from being used again; the container's pool decides for itself. */
    void discard(Connection connection) {
        pool.ifPresent(it -> it.evictConnection(connection));
    }

    /** Removes all connections: they still lead to a database that went away, though another may have replaced it. */
    void forgetConnections() {
        pool.ifPresent(it -> it.getHikariPoolMXBean().softEvictConnections());
    }

    /** Returns the identity of this database; empty when it has none. */
    Optional<String> identity() {
        try {
            return jdbi.withHandle(handle -> handle.createQuery("select identity from alipay_database_identity")
                    .mapTo(String.class)
                    .findOne());
        } catch (StatementException e) {
            if (e.getCause() instanceof SQLException sql
                    && String.valueOf(sql.getSQLState()).startsWith("42")) {
                // The table does not exist yet.
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Returns the identity of this database; creates one if it has none. */
    String identified() {
        Optional<String> known = identity();
        if (known.isPresent()) {
            return known.get();
        }
        try {
            jdbi.useHandle(handle -> handle.createUpdate("insert into alipay_database_identity"
                            + " (number, identity, created_at, written_at) values (1, :identity, :now, :now)")
                    .bind("identity", UUID.randomUUID().toString())
                    .bind("now", Instant.now().toEpochMilli())
                    .execute());
        } catch (JdbiException e) {
            // Another server was faster; if that was not the cause, the identity is still missing.
            return identity().orElseThrow(() -> e);
        }
        return identity().orElseThrow();
    }

    /** Writes a row; an update of no row proves nothing, but does not fail either. */
    static int write(Handle handle) {
        return handle.createUpdate("update alipay_database_identity set written_at = :now")
                .bind("now", Instant.now().toEpochMilli())
                .execute();
    }

    @Override
    public void close() {
        pool.ifPresent(HikariDataSource::close);
        closed.run();
    }
}
