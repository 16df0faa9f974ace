package com.alipay.sandbox.journal;

import com.alipay.sandbox.notification.DeliveryAttempt;
import java.time.Instant;

/** One thing that came in or went out. */
public sealed interface JournalEntry {
    /** Counts the entries of this sandbox, from 1; later ones have larger ids. */
    long id();

    /** By the sandbox's clock, when it was over. */
    Instant time();

    /** A request that reached the sandbox. */
    record Incoming(long id, Instant time, LoggedRequest request) implements JournalEntry {}

    /** An attempt to notify a merchant. */
    record Outgoing(long id, Instant time, DeliveryAttempt delivery) implements JournalEntry {}
}
