package com.alipay.diagnosis.site;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the ledger of messages. */
public interface NotificationHistoryProbe {
    /** What it knows; empty when it does not answer. */
    Optional<History> history();

    /**
     * Notifications, and where Alipay had to send them.
     *
     * @param lastNotification when the last notification with a right signature arrived; empty when none ever did
     * @param seen the network addresses that the host of notify_url has stood for, since this notify_url is in use
     * @param now those it stands for now; empty when the name cannot be resolved
     */
    record History(Optional<Instant> lastNotification, List<AddressRecord> seen, Set<String> now) {
        public History {
            seen = List.copyOf(seen);
            now = Set.copyOf(now);
        }
    }

    /** A network address, and when it was seen first. */
    record AddressRecord(String address, Instant first_seen) {}
}
