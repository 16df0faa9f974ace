package com.alipay.gateway;

import com.alipay.protocol.Notification;
import com.alipay.protocol.NotifyVerifyClient;
import com.alipay.protocol.VerificationResult;
import com.alipay.protocol.VerificationResult.GatewayUnreachable;
import com.alipay.protocol.VerificationResult.NotifyIdRejected;
import com.alipay.protocol.VerificationResult.Verified;
import com.alipay.protocol.VerificationResult.VerifyResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Makes one call of {@code notify_verify} at a time for one id; all deliveries waiting for it share the result. An id that was
 * just rejected or confirmed is not asked about for a minute; but a message sent later than the rejected one is asked about at
 * once, because every resend starts the minute of an id anew. So a client that sends one message on many connections occupies only
 * one call.
 *
 * <p>Thread-safe.
 */
public final class SharedVerifyCalls {
    /** Maximum number of deliveries that wait for one another's calls. */
    private static final int WAITING = 16;

    /** As long as an id is valid: within this time a rejected id is not confirmed. */
    private static final long HOLDS = Duration.ofMinutes(1).toNanos();

    /** Maximum number of remembered results. */
    private static final int KEPT = 10_000;

    private final LongSupplier nanos;
    private final Semaphore waiting = new Semaphore(WAITING);

    /** The calls under way and the recent ones, by notify_id. */
    private final Map<String, Call> recent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Call> eldest) {
            return size() > KEPT;
        }
    };

    /** @param nanos a monotonic clock, in nanoseconds */
    public SharedVerifyCalls(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** One call: its result once there is one, and the notify_time of the message that caused it. */
    private final class Call {
        private final String notify_time;
        private final CompletableFuture<VerificationResult> result = new CompletableFuture<>();
        private long ended;

        Call(String notify_time) {
            this.notify_time = notify_time;
        }

        /** Returns whether its result, known or to come, counts for this message too. */
        boolean countsFor(Notification message) {
            if (!result.isDone()) {
                return true;
            }
            // The protocol's time format sorts as text.
            boolean sentLater = message.text("notify_time").compareTo(notify_time) > 0;
            return nanos.getAsLong() - ended < HOLDS && !(result.join() instanceof NotifyIdRejected && sentLater);
        }
    }

    /**
     * Returns the gateway's result for a message with a valid signature: a new one, another delivery's, or a remembered one.
     *
     * @param gateway makes the call
     */
    public VerificationResult verify(Notification message, Function<Notification, VerificationResult> gateway) {
        Call own = new Call(message.text("notify_time"));
        Call call;
        synchronized (recent) {
            call = recent.compute(
                    message.text("notify_id"), (id, known) -> known != null && known.countsFor(message) ? known : own);
        }
        return call == own ? make(own, message, gateway) : await(call, message);
    }

    private VerificationResult make(
            Call call, Notification message, Function<Notification, VerificationResult> gateway) {
        VerificationResult result = new GatewayUnreachable(message, "the question broke off");
        try {
            result = gateway.apply(message);
            return result;
        } finally {
            synchronized (recent) {
                call.ended = nanos.getAsLong();
                call.result.complete(result);
                if (!isKept(result)) {
                    recent.remove(message.text("notify_id"), call);
                }
            }
        }
    }

    /** Returns whether a result lasts; without a log of notifications only a rejection does, so that a confirmation counts once. */
    private static boolean isKept(VerificationResult result) {
        return result instanceof NotifyIdRejected rejected
                ? rejected.answer() != VerifyResponse.OTHER
                : result.isGenuine() && result.notification().entry() != 0;
    }

    /** Waits for another delivery's call, and returns its result for this message. */
    private VerificationResult await(Call call, Notification message) {
        boolean waits = !call.result.isDone();
        if (waits && !waiting.tryAcquire()) {
            return new GatewayUnreachable(message, NotifyVerifyClient.ASKED_ALREADY);
        }
        try {
            VerificationResult result = call.result.join();
            return result instanceof NotifyIdRejected it
                    ? new NotifyIdRejected(message, it.answer(), it.responseTxt())
                    : result instanceof GatewayUnreachable it
                            ? new GatewayUnreachable(message, it.why())
                            : new Verified(message);
        } finally {
            if (waits) {
                waiting.release();
            }
        }
    }
}
