package com.alipay.orders.persistence;

import com.alipay.orders.rules.MessageSource;

/**
 * Who brought a change: a message over a page, or a person.
 *
 * @param source the page, the job or the person
 * @param notify_id the message; null when none brought it
 * @param operator the person; null when none did it
 * @param note why the person did it, or what else a message said; null for nothing
 */
public record ChangeSource(MessageSource source, String notify_id, String operator, String note) {
    /** A message that arrived over a page. */
    public static ChangeSource message(MessageSource source, String notify_id) {
        return new ChangeSource(source, notify_id, null, null);
    }

    /** The same message, acted on by a person. */
    public static ChangeSource person(String notify_id, String operator, String note) {
        return new ChangeSource(MessageSource.ADMIN, notify_id, operator, note);
    }

    /** With one more thing to note. */
    public ChangeSource noting(String more) {
        return new ChangeSource(source, notify_id, operator, note == null ? more : note + "; " + more);
    }
}
