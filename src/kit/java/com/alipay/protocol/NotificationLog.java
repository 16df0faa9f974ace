package com.alipay.protocol;

/**
 * Where messages are written down before anything is done with them. The kit keeps none; the order book does.
 */
@FunctionalInterface
public interface NotificationLog {
    /** Keeps nothing: every message is verified afresh. */
    NotificationLog NONE = notice -> Receipt.NONE;

    /**
     * What the ledger says of a message that has been written down.
     *
     * @param entry its number, or {@link Notification#UNWRITTEN}
     * @param confirmed whether the gateway has confirmed its notify_id before; then it is not asked again. A resend has the same id
     *     with a new time and signature, and an id that verifies only once could not be confirmed a second time
     */
    record Receipt(long entry, boolean confirmed) {
        /** Of a message that was not written down. */
        public static final Receipt NONE = new Receipt(0, false);
    }

    /**
     * Writes down a message whose signature is right, before the gateway is asked. A message that is there already is counted.
     *
     * @param notice the message, with its delivery
     */
    Receipt received(Notification notice);
}
