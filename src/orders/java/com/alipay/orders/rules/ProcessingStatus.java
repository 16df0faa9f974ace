package com.alipay.orders.rules;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import java.util.Optional;
import java.util.stream.Stream;

/** The state of processing of a stored message. The codes are stored and never change. */
public enum ProcessingStatus {
    /** Stored, not processed yet. */
    RECEIVED("RECEIVED"),
    /** Not verified: it changed nothing and may be sent again. */
    REFUSED("REFUSED"),
    /** Verified, but its step was rolled back: it changed nothing and must be sent again. */
    FAILED("FAILED"),
    /** The order changed. */
    ADVANCED("ADVANCED"),
    /** The order already had this status. */
    REPEAT("REPEAT"),
    /** The order already had this status, and missing data was added. */
    NOTED("NOTED"),
    /** Older than the order's state; recorded only. */
    LATE("LATE"),
    /** Not about this product, or an unknown status; recorded only. */
    IGNORED("IGNORED"),
    /** Verified, but it contradicts the order: a person decides. */
    HELD("HELD"),
    /** Held, then rejected by a person. */
    DISMISSED("DISMISSED");

    private final String code;

    ProcessingStatus(String code) {
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

    /** Returns whether this is the status of that code. */
    public boolean is(String stored) {
        return code.equals(stored);
    }

    /** Returns the status of this code; empty for an unknown one, such as one that a later version stored. */
    public static Optional<ProcessingStatus> of(String code) {
        return Stream.of(values()).filter(status -> status.code.equals(code)).findFirst();
    }
}
