package com.alipay.diagnosis;

/** Asks the order book's database. */
public interface DatabaseProbe {
    /**
     * The database's state.
     *
     * @param reachable whether a connection opens
     * @param migrated whether its tables are of this version
     * @param writable whether a row can be written, and taken back
     * @param detail what did not work; "" when all did. Never a user or a password
     */
    record Condition(boolean reachable, boolean migrated, boolean writable, String detail) {}

    Condition condition();
}
