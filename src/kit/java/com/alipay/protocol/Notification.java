package com.alipay.protocol;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parameters of one message from Alipay, decoded once. A message is a notification (异步通知) or a return (同步返回);
 * both report the same state of a trade. Its content is trustworthy only inside {@link VerificationResult.Verified}.
 *
 * <p>Any parameter may be absent: a return of an instant payment has neither price nor gmt_payment.
 *
 * @param params not copied: nobody may change them later
 * @param entry the number of this message in the log of notifications; 0 when no log is kept, {@link #UNWRITTEN} when it could
 *     not be stored
 * @param delivery the raw message as just received; empty for a stored message that is processed again or one made by a person
 * @tutorial 双功能 2.3, 4.4 / 担保 3.4, 5.4
 */
public record Notification(Map<String, String> params, long entry, Optional<RawMessage> delivery) {
    /** A message without readable parameters. */
    public static final Notification NONE = new Notification(Map.of());

    /** The entry of a message that could not be stored: it must not be acknowledged. */
    public static final long UNWRITTEN = -1;

    public Notification {
        params = Collections.unmodifiableMap(params);
    }

    /** Copies the parameters. */
    public Notification(Map<String, String> params) {
        this(Map.copyOf(params), 0, Optional.empty());
    }

    /** Returns the same message with this raw message. */
    public Notification delivered(RawMessage how) {
        return new Notification(params, entry, Optional.of(how));
    }

    /** Returns the same message with its number in the log of notifications. */
    public Notification numbered(long number) {
        return new Notification(params, number, delivery);
    }

    /** Returns the parameter's value; empty when it is absent or has no value. */
    public Optional<String> value(String name) {
        String value = text(name);
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** Returns the parameter's value for display and for comparison with a constant; "" when it is absent. */
    public String text(String name) {
        String value = params.get(name);
        return value == null ? "" : value;
    }

    public boolean has(String name) {
        return !text(name).isEmpty();
    }

    /** Returns whether the browser brought the message: one with {@code is_success} is a return, on whichever page it arrives. */
    public boolean isReturn() {
        return has("is_success");
    }

    /** Returns whether it is a return that reports a failure: only {@code T} is a success. */
    public boolean isFailedReturn() {
        return isReturn() && !text("is_success").equals("T");
    }

    /** Hides signatures and the buyer's data: with a signature from a log its reader could forge a message. */
    @Override
    public String toString() {
        return "Notification[out_trade_no=" + ParameterNames.shown(text("out_trade_no")) + ", notify_id="
                + ParameterNames.shown(text("notify_id")) + ", " + params.size() + " parameters]";
    }

    /**
     * One received message: its bytes, time and origin. It is kept for people who read the log of notifications; verification
     * does not depend on it. Alipay sends one message repeatedly until it is acknowledged, and each time is a delivery of its own.
     *
     * @param raw the message as received, not to be modified; of one that was too large the beginning
     * @param charset the charset in which it is decoded
     * @param arrived when reading began
     * @param remote the remote address as the container knows it: behind a proxy, the proxy's; "" when there is none
     */
    public record RawMessage(byte[] raw, Charset charset, Instant arrived, String remote) {
        /** Returns the same message with the bytes that have been read. */
        public RawMessage with(byte[] bytes) {
            return new RawMessage(bytes, charset, arrived, remote);
        }

        /** Returns the beginning of the message. */
        RawMessage first(int bytes) {
            return with(Arrays.copyOf(raw, Math.min(raw.length, bytes)));
        }

        /** Omits the bytes: they contain a signature. */
        @Override
        public String toString() {
            return "RawMessage[" + raw.length + " bytes in " + charset + " at " + arrived + " from " + remote + "]";
        }
    }

    /** Stores messages before they are processed. The kit itself stores none; {@code OrderService} does. */
    @FunctionalInterface
    public interface NotificationLog {
        /** Stores nothing: every message is verified anew. */
        NotificationLog NONE = message -> Receipt.NONE;

        /**
         * The result of storing a message.
         *
         * @param entry its number, or {@link Notification#UNWRITTEN}
         * @param confirmed whether the gateway has confirmed its notify_id before; then it is not asked again. A resend has the
         *     same id with a new time and signature, and an id that verifies only once could not be confirmed a second time
         */
        record Receipt(long entry, boolean confirmed) {
            /** The result when a message is not stored. */
            public static final Receipt NONE = new Receipt(0, false);
        }

        /**
         * Stores a message whose signature is valid, before the gateway is asked. If it is already stored, the delivery is
         * counted.
         *
         * @param message with its delivery
         */
        Receipt received(Notification message);

        /**
         * Returns the gateway's result for a stored message. A log that knows of other deliveries may share or remember it.
         *
         * @param gateway makes the call
         */
        default VerificationResult verify(Notification stored, Function<Notification, VerificationResult> gateway) {
            return gateway.apply(stored);
        }
    }
}
