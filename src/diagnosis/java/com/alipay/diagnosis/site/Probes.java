package com.alipay.diagnosis.site;

import java.util.Optional;

/**
 * All probes of the site diagnosis.
 *
 * @param database empty if the database cannot be accessed; its checks are then UNKNOWN
 * @param ledger the same for the log of notifications
 */
public record Probes(
        NetworkProbe network,
        ServerProbe server,
        Optional<DatabaseProbe> database,
        Optional<NotificationHistoryProbe> ledger) {
    /** Creates the probes for a diagnosis within the running site. */
    public Probes(NetworkProbe network, ServerProbe server, DatabaseProbe database, NotificationHistoryProbe ledger) {
        this(network, server, Optional.of(database), Optional.of(ledger));
    }

    /** Creates the probes for a diagnosis from outside the site, or before it runs: without the database. */
    public Probes(NetworkProbe network, ServerProbe server) {
        this(network, server, Optional.empty(), Optional.empty());
    }
}
