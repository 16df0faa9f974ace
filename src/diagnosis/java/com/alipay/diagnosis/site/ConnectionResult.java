package com.alipay.diagnosis.site;

/**
 * How far a connection came.
 *
 * @param furthest the last step that succeeded
 * @param detail why the next one did not; "" when all did
 */
public record ConnectionResult(Stage furthest, String detail) {

    /** The steps of a connection, in order. */
    public enum Stage {
        /** Not even the name could be resolved. */
        NOTHING,
        /** The name has an address. */
        NAME,
        /** The port opens. */
        PORT,
        /** TLS was agreed on, where the address is https. */
        TLS
    }

    /** Whether this step, and with it every one before, succeeded. */
    public boolean came(Stage step) {
        return furthest.compareTo(step) >= 0;
    }
}
