package com.alipay.orders.rules;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import java.util.Optional;
import java.util.stream.Stream;

/** The page, job or person from which a message or a change of an order comes. The codes are stored and never change. */
public enum MessageSource {
    NOTIFY_URL("notify_url"),
    RETURN_URL("return_url"),
    ALIPAYTO("alipayto"),
    RECONCILE("reconcile"),
    ADMIN("admin");

    private final String code;

    MessageSource(String code) {
        this.code = code;
    }

    /** Returns the code used in the database and in JSON. */
    public String code() {
        return code;
    }

    /** Returns the label that people read. */
    public Text meaning() {
        return Messages.label(this);
    }

    /**
     * Returns the answer to the sender.
     *
     * @param answer {@code success} or {@code fail}, the answer to a notification
     * @return {@code page} for a browser, which is shown a page; "" where nobody waits for an answer
     */
    public String answer(String answer) {
        return switch (this) {
            case RETURN_URL -> "page";
            case RECONCILE, ADMIN -> "";
            default -> answer;
        };
    }

    /** Returns the source of this code; empty for an unknown one, such as one that a later version stored. */
    public static Optional<MessageSource> of(String code) {
        return Stream.of(values()).filter(source -> source.code.equals(code)).findFirst();
    }
}
