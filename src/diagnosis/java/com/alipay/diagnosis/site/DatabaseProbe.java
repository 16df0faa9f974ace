package com.alipay.diagnosis.site;

import com.alipay.i18n.Text;
import java.util.List;
import java.util.Optional;

/** Checks the database of orders. */
public interface DatabaseProbe {
    /**
     * The database's state.
     *
     * @param reachable whether a connection opens
     * @param migrated whether its tables have this version's schema
     * @param writable whether a row can be written; empty if it was not tried
     * @param detail what failed; "" if nothing did. Never a user or a password
     * @param disk location of the embedded database's file; empty for every other database
     * @param replaced address and marker file of the database that was used before; "" if it is the same one
     * @param unsafe the settings by which a power failure may lose a commit
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

        /** Creates the state of a database server that was not replaced and stores commits durably. */
        public Condition(boolean reachable, boolean migrated, Optional<Boolean> writable, String detail) {
            this(reachable, migrated, writable, detail, Optional.empty(), "", List.of());
        }
    }

    /**
     * Location of the embedded database's file.
     *
     * @param good whether it is writable and has free space
     * @param place folder, disk, free space and the operating system user
     */
    record Disk(boolean good, Text place) {}

    /** Returns the current state; a row written for the test is rolled back. */
    Condition condition();
}
