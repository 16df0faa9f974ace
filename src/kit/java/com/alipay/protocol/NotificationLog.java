package com.alipay.protocol;

/** Stores messages before they are processed. The kit itself stores none; {@code OrderService} does. */
@FunctionalInterface
public interface NotificationLog {
    /** Stores nothing: every message is verified anew. */
    NotificationLog NONE = notice -> Receipt.NONE;

    /**
     * The result of storing a message.
     *
     * @param entry its number, or {@link Notification#UNWRITTEN}
     * @param confirmed whether the gateway has confirmed its notify_id before; then it is not asked again. A resend has the same
     *     id with a new time and signature, and an id that verifies only once could not be confirmed a second time
     */
    record Receipt(long entry, boolean confirmed) {
        /** The result when a message is not stored. */
        public static final Receipt NONE = new Receipt(0, false);
    }

    /**
     * Stores a message whose signature is valid, before the gateway is asked. If it is already stored, the delivery is counted.
     *
     * @param notice the message, with its delivery
     */
    Receipt received(Notification notice);
}
