package com.alipay.diagnosis;

import java.util.Optional;

/** Asks the order book's database. */
public interface DatabaseProbe {
    /**
     * The database's state.
     *
     * @param reachable whether a connection opens
     * @param migrated whether its tables are those of this version
     * @param writable whether a row can be written; empty when nobody tried
     * @param detail what did not work; "" when all did. Never a user or a password
     */
    record Condition(boolean reachable, boolean migrated, Optional<Boolean> writable, String detail) {}

    /** Finds it out; a row that is written for it is taken back. */
    Condition condition();
}
