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
        public long received(Notice notice) {
            return 0;
        }
    };

    /**
     * Whether the gateway has confirmed this message's notify_id before; then it is not asked again. A resend has the same id with
     * a new time and signature, and an id that verifies only once could not be confirmed a second time.
     *
     * @param notice a message whose signature is right
     */
    boolean isKnownGenuine(Notice notice);

    /**
     * Writes down a message whose signature is right, before the gateway is asked.
     *
     * @param notice the message, with its delivery
     * @return the number of the entry, or {@link Notice#UNWRITTEN}
     */
    long received(Notice notice);
}
