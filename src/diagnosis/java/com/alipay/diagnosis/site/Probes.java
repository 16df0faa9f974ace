package com.alipay.diagnosis.site;

import java.util.Optional;

/**
 * Everything the doctor of the configuration may ask.
 *
 * @param database empty where the order book cannot be asked: what it knows is unknown then
 * @param ledger the same for the ledger of messages
 */
public record Probes(
        NetworkProbe network,
        ServerProbe server,
        Optional<DatabaseProbe> database,
        Optional<NotificationHistoryProbe> ledger) {
    /** All four, as the site itself has them. */
    public Probes(NetworkProbe network, ServerProbe server, DatabaseProbe database, NotificationHistoryProbe ledger) {
        this(network, server, Optional.of(database), Optional.of(ledger));
    }

    /** Without the site's own books: from somewhere else, or before it runs. */
    public Probes(NetworkProbe network, ServerProbe server) {
        this(network, server, Optional.empty(), Optional.empty());
    }
}
