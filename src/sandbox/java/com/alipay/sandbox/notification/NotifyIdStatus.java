package com.alipay.sandbox.notification;

/** Whether a {@code notify_id} is confirmed, and otherwise why not. */
public enum NotifyIdStatus {
    GOOD,
    /** Never issued here, or forgotten: those of returns are after their minute. */
    UNKNOWN,
    /** Issued to another merchant. */
    OTHER_PARTNER,
    /** Older than a minute. */
    EXPIRED,
    /** Good for one question, and that was asked. */
    USED,
    /** The merchant has answered {@code success} since. */
    ACKNOWLEDGED,
    /** The question lacks its partner or its notify_id. */
    INCOMPLETE,
    /** A fault was set. */
    FAULT
}
