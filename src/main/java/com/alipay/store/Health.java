package com.alipay.store;

import java.sql.SQLException;
import java.util.Optional;

/**
 * How a database is.
 *
 * @param reachable whether a connection opens
 * @param migrated whether its tables are those of this version
 * @param writable whether a row can be written; empty when that was not tried
 * @param problem what did not work, as the kind of the exception and the SQLState: a driver's own words may hold a user and a place; ""
 */
public record Health(boolean reachable, boolean migrated, Optional<Boolean> writable, String problem) {
    static Health unreachable(Throwable e) {
        return new Health(false, false, Optional.empty(), kind(e));
    }

    static Health outdated(String problem) {
        return new Health(true, false, Optional.empty(), problem);
    }

    static Health unwritable(Throwable e) {
        return new Health(true, true, Optional.of(false), kind(e));
    }

    static Health good() {
        return new Health(true, true, Optional.of(true), "");
    }

    static String kind(Throwable e) {
        Throwable root = root(e);
        String state =
                root instanceof SQLException sql && sql.getSQLState() != null ? ", SQLState " + sql.getSQLState() : "";
        return root.getClass().getSimpleName() + state;
    }

    /** What the driver said. */
    static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }
}
