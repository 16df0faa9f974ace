package com.alipay.util;

import com.alipay.trade.Notice;

/**
 * Where messages are written down before anything is done with them. The kit keeps none; the order book does.
 */
public interface MessageLedger {
    /** Keeps nothing: every message is verified afresh. */
    MessageLedger NONE = new MessageLedger() {
        @Override
        public boolean isKnownGenuine(Notice notice) {
            return false;
        }

        @Override
        public void received(Notice notice, byte[] raw) {
            // Nothing is kept.
        }
    };

    /** Whether this very message, signature and all, was found genuine before; then the gateway is not asked again. */
    boolean isKnownGenuine(Notice notice);

    /**
     * Called once per message whose signature is right, before the gateway is asked. When this returns, the message is safe.
     *
     * @param raw the message as it came
     */
    void received(Notice notice, byte[] raw);
}
