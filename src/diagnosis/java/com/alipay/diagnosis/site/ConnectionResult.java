package com.alipay.diagnosis.site;

/**
 * How far a connection was established.
 *
 * @param furthest the last stage that succeeded
 * @param detail why the next stage failed; "" if all succeeded
 */
public record ConnectionResult(Stage furthest, String detail) {

    /** The stages of a connection, in order. */
    public enum Stage {
        /** The host name could not be resolved. */
        NOTHING,
        /** The host name has an address. */
        NAME,
        /** The port accepts connections. */
        PORT,
        /** The TLS handshake succeeded; https addresses only. */
        TLS
    }

    /** Returns whether this stage, and with it every earlier one, succeeded. */
    public boolean came(Stage step) {
        return furthest.compareTo(step) >= 0;
    }
}
