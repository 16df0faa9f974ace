package com.alipay.diagnosis.site;

import java.util.List;
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
     * @param disk where the file of the embedded database is; empty for every other database
     * @param replaced what stands in the place of the database that was there before; "" when it is the same
     * @param unsafe the settings by which a commit may be lost in a power failure
     */
    record Condition(
            boolean reachable,
            boolean migrated,
            Optional<Boolean> writable,
            String detail,
            Optional<Disk> disk,
            String replaced,
            List<String> unsafe) {
        public Condition {
            unsafe = List.copyOf(unsafe);
        }

        /** Of a database of its own server, the same as ever, which keeps what it has committed. */
        public Condition(boolean reachable, boolean migrated, Optional<Boolean> writable, String detail) {
            this(reachable, migrated, writable, detail, Optional.empty(), "", List.of());
        }
    }

    /**
     * Where the file of the embedded database is.
     *
     * @param good whether it can be written there, and there is room
     * @param place folder, disk, free space and the user who writes
     */
    record Disk(boolean good, String place) {}

    /** Finds it out; a row that is written for it is taken back. */
    Condition condition();
}
