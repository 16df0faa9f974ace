package com.alipay.orders.persistence;

import com.alipay.orders.rules.MessageSource;

/**
 * The origin of a change: a message received by a page, or a person.
 *
 * @param source the page, the job or the person
 * @param notify_id the message; null when the change has none
 * @param operator the person; null when no person made the change
 * @param note the person's reason, or additional content of a message; null for none
 */
public record ChangeSource(MessageSource source, String notify_id, String operator, String note) {
    /** Creates the origin of a message received by a page. */
    public static ChangeSource message(MessageSource source, String notify_id) {
        return new ChangeSource(source, notify_id, null, null);
    }

    /** Creates the origin of an action by a person on this message. */
    public static ChangeSource person(String notify_id, String operator, String note) {
        return new ChangeSource(MessageSource.ADMIN, notify_id, operator, note);
    }

    /** Returns the same origin with an additional note. */
    public ChangeSource noting(String more) {
        return new ChangeSource(source, notify_id, operator, note == null ? more : note + "; " + more);
    }
}
