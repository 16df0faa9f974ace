package com.alipay.diagnosis;

import java.time.Instant;
import java.util.Optional;

/** Asks the ledger of messages. */
public interface LedgerProbe {
    /** When the last notification with a right signature arrived; empty when none ever did. */
    Optional<Instant> lastNotification();

    /** Whether the site's public address is another than when that notification arrived; empty when it is not known. */
    Optional<Boolean> addressChangedSince();
}
