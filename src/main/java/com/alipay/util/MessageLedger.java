package com.alipay.util;

import com.alipay.trade.Notice;

/**
 * Where messages are written down before anything is done with them. The kit keeps none; the order book does.
 */
public interface MessageLedger {
    /** Keeps nothing: every message is verified afresh. */
    MessageLedger NONE = new MessageLedger() {
        @Override
        public boolean isKnownGenuine(byte[] raw) {
            return false;
        }

        @Override
        public long received(Notice notice, byte[] raw) {
            return 0;
        }
    };

    /** Whether this very message, byte for byte, was found genuine before; then the gateway is not asked again. */
    boolean isKnownGenuine(byte[] raw);

    /**
     * Writes down a message whose signature is right, before the gateway is asked.
     *
     * @param raw the message as it came
     * @return the number of the entry, or {@link Notice#UNWRITTEN}
     */
    long received(Notice notice, byte[] raw);
}
