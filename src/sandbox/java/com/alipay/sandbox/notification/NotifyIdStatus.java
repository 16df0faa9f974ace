package com.alipay.sandbox.notification;

/** Result of verifying a {@code notify_id}. */
public enum NotifyIdStatus {
    GOOD,
    /** Never issued here, or removed: ids of returns are removed after their minute. */
    UNKNOWN,
    /** Issued to another merchant. */
    OTHER_PARTNER,
    /** Older than a minute. */
    EXPIRED,
    /** Valid for one verification, which was made. */
    USED,
    /** The merchant has answered {@code success} meanwhile. */
    ACKNOWLEDGED,
    /** The request lacks its partner or its notify_id. */
    INCOMPLETE,
    /** A fault is set. */
    FAULT
}
