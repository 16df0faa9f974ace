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
 * @param flyway what knows its tables
 * @param pool its own pool; empty for the container's
 * @param isFile whether it is a file of the embedded database, behind its own pool
 * @param closed is run when its pool has been closed
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

    /** The file behind a connection, which another may be when H2 has opened the database again. */
    Optional<EmbeddedFile> file(Connection connection) throws SQLException {
        if (!isFile) {
            return Optional.empty();
        }
        EmbeddedFile file = EmbeddedFile.of(connection, lastFile.get());
        lastFile.set(file);
        return Optional.of(file);
    }

    /** Whether all connections are in use, so that a connection that cannot be had says nothing about the database. */
    boolean isBusy() {
        return pool.filter(it -> it.getHikariPoolMXBean().getActiveConnections() >= it.getMaximumPoolSize())
                .isPresent();
    }

    /** Whether most of its file is history. */
    boolean isMostlyHistory() {
        EmbeddedFile file = lastFile.get();
        return file != null && file.isMostlyHistory();
    }

    /** Keeps a connection from being used again; the container's pool decides for itself. */
    void discard(Connection connection) {
        pool.ifPresent(it -> it.evictConnection(connection));
    }

    /** Connections to a database that went away lead to it still, though another may have taken its place. */
    void forgetConnections() {
        pool.ifPresent(it -> it.getHikariPoolMXBean().softEvictConnections());
    }

    /** The identity of this database; empty when nobody has given it one. */
    Optional<String> identity() {
        try {
            return jdbi.withHandle(handle -> handle.createQuery("select identity from alipay_database_identity")
                    .mapTo(String.class)
                    .findOne());
        } catch (StatementException e) {
            if (e.getCause() instanceof SQLException sql
                    && String.valueOf(sql.getSQLState()).startsWith("42")) {
                // There is no such table yet.
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The identity of this database, which it is given now if it has none. */
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
            // Another server was faster; whatever else it was, the identity is still missing then.
            return identity().orElseThrow(() -> e);
        }
        return identity().orElseThrow();
    }

    /** Writes a row; an update of no row proves nothing, but neither does it fail. */
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
