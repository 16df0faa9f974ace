package com.alipay.sandbox.journal;

import com.alipay.sandbox.notification.DeliveryAttempt;
import java.time.Instant;

/** One request or one delivery attempt. */
public sealed interface JournalEntry {
    /** Returns the id; ids count the entries of this sandbox, from 1, in ascending order. */
    long id();

    /** Returns when it ended, by the sandbox's clock. */
    Instant time();

    /** A request that reached the sandbox. */
    record Incoming(long id, Instant time, LoggedRequest request) implements JournalEntry {}

    /** An attempt to notify a merchant. */
    record Outgoing(long id, Instant time, DeliveryAttempt delivery) implements JournalEntry {}
}
