package com.alipay.orders.persistence;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The state of a database.
 *
 * @param reachable whether a connection opens
 * @param migrated whether its tables are those of this version
 * @param writable whether a row can be written; empty when that was not tried
 * @param problem what failed: the sentence about an invalid configuration, or else the exception's class and SQLState, since a
 *     driver's text may contain a user and a location; ""
 * @param disk the disk of the embedded database's file; empty for every other database
 * @param replaced address and marker file of the database that was replaced; "" when it is the same
 * @param unsafe the settings by which a commit may be lost in a power failure; empty when there are none, or when they cannot be
 *     read
 */
public record DatabaseHealth(
        boolean reachable,
        boolean migrated,
        Optional<Boolean> writable,
        String problem,
        Optional<DiskSpace> disk,
        String replaced,
        List<String> unsafe) {
    public DatabaseHealth {
        unsafe = List.copyOf(unsafe);
    }

    DatabaseHealth(boolean reachable, boolean migrated, Optional<Boolean> writable, String problem) {
        this(reachable, migrated, writable, problem, Optional.empty(), "", List.of());
    }

    static DatabaseHealth unreachable(Throwable e) {
        return new DatabaseHealth(false, false, Optional.empty(), kind(e));
    }

    static DatabaseHealth outdated(String problem) {
        return new DatabaseHealth(true, false, Optional.empty(), problem);
    }

    static DatabaseHealth unwritable(Throwable e) {
        return new DatabaseHealth(true, true, Optional.of(false), kind(e));
    }

    static DatabaseHealth good() {
        return new DatabaseHealth(true, true, Optional.of(true), "");
    }

    DatabaseHealth with(Optional<DiskSpace> disk, String replaced, List<String> unsafe) {
        return new DatabaseHealth(reachable, migrated, writable, problem, disk, replaced, unsafe);
    }

    static String kind(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof DatabaseConfigurationException unusable) {
                return unusable.getMessage();
            }
        }
        Throwable root = root(e);
        String state =
                root instanceof SQLException sql && sql.getSQLState() != null ? ", SQLState " + sql.getSQLState() : "";
        return root.getClass().getSimpleName() + state;
    }

    /** Returns the root cause: the driver's own exception. */
    static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }
}
