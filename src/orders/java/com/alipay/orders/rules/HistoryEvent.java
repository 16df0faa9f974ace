package com.alipay.orders.rules;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of entries in an order's history. The codes are stored and never change. */
public enum HistoryEvent {
    PLACED("PLACED"),
    /** A message added data that was missing, such as trade_no. */
    NOTED("NOTED"),
    PAID("PAID"),
    SHIPPED("SHIPPED"),
    FINISHED("FINISHED"),
    CLOSED("CLOSED"),
    REFUND("REFUND"),
    /** A person released a message that did not change the order. */
    RELEASED("RELEASED"),
    /** A person dismissed a message. */
    DISMISSED("DISMISSED"),
    /** The merchant's listener ended the transaction by itself. */
    SUSPENDED("SUSPENDED"),
    /** A person confirmed that the work of the listener is done. */
    CONFIRMED("CONFIRMED"),
    /** A person allowed the listener to be called again. */
    RESET("RESET");

    private final String code;

    HistoryEvent(String code) {
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

    /** Returns the event of this code; empty for an unknown one, such as one that a later version stored. */
    public static Optional<HistoryEvent> of(String code) {
        return Stream.of(values()).filter(event -> event.code.equals(code)).findFirst();
    }
}
