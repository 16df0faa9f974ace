package com.alipay.diagnosis.site;

import com.alipay.diagnosis.DiagnosticCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the log of notifications. */
public interface NotificationHistoryProbe {
    /** Returns the history; empty if it cannot be read. */
    Optional<History> history();

    /**
     * The last notification, and the addresses Alipay had to send to.
     *
     * @param lastNotification when the last verified notification arrived; empty if there was none
     * @param seen the IP addresses recorded for the host of notify_url since this notify_url is in use
     * @param now its current IP addresses; empty if the name cannot be resolved
     * @param lastRefusal the newest notification that was refused for a proven cause; empty if there is none
     */
    record History(
            Optional<Instant> lastNotification,
            List<AddressRecord> seen,
            Set<String> now,
            Optional<Refusal> lastRefusal) {
        public History {
            seen = List.copyOf(seen);
            now = Set.copyOf(now);
        }
    }

    /** When a notification was refused, and why. */
    record Refusal(Instant at, DiagnosticCode cause) {}

    /** An IP address, and when it was first recorded. */
    record AddressRecord(String address, Instant first_seen) {}
}
