package com.alipay.protocol;

import com.alipay.protocol.NotifyVerifyClient.Result;
import com.alipay.protocol.VerificationResult.VerifyResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Asks the gateway to confirm the {@code notify_id} of a message, with as few calls as possible. There is one call at a time for
 * one id, and all deliveries waiting for it share the result. An id that was just rejected or confirmed is not asked about for a
 * minute. A message sent later than the rejected one is asked about at once, because every resend starts the minute of an id
 * anew. So a client that sends one message on many connections occupies only one call.
 *
 * <p>Thread-safe.
 *
 * @tutorial 双功能 3.4, 4.2 / 担保 4.4, 5.2
 */
public final class NotifyIdVerifier {
    /** As long as an id is valid: within this time a rejected id is not confirmed. */
    private static final long HOLDS = Duration.ofMinutes(1).toNanos();

    /** Maximum number of remembered results. */
    private static final int KEPT = 10_000;

    /** Maximum number of deliveries that wait for one call; each of them occupies a request thread. */
    private static final int WAITING = 16;

    /** A result, with the notify_time of the message that was asked about. */
    private record Known(Result reply, String notify_time, long since) {}

    private final NotifyVerifyClient query;
    private final LongSupplier nanos;
    private final ConcurrentMap<String, CompletableFuture<Result>> underWay = new ConcurrentHashMap<>();
    private final Semaphore waiting = new Semaphore(WAITING);

    private final Map<String, Known> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > KEPT;
        }
    };

    /** @param nanos a monotonic clock, in nanoseconds */
    public NotifyIdVerifier(NotifyVerifyClient query, LongSupplier nanos) {
        this.query = query;
        this.nanos = nanos;
    }

    /** Returns the gateway's result for this message's id, new or remembered. */
    public Result verify(Notification notice) {
        Optional<Result> known = known(notice);
        if (known.isPresent()) {
            return known.get();
        }
        CompletableFuture<Result> own = new CompletableFuture<>();
        CompletableFuture<Result> others = underWay.putIfAbsent(notice.text("notify_id"), own);
        return others == null ? ask(notice, own) : await(others);
    }

    private Result ask(Notification notice, CompletableFuture<Result> answer) {
        try {
            // Another thread's call may have ended just before.
            Result reply = known(notice).orElseGet(() -> ask(notice));
            answer.complete(reply);
            return reply;
        } finally {
            underWay.remove(notice.text("notify_id"), answer);
            answer.complete(new Result.Unreachable("the question broke off"));
        }
    }

    private Result ask(Notification notice) {
        Result reply = query.ask(notice.text("notify_id"));
        remember(notice, reply);
        return reply;
    }

    private Result await(CompletableFuture<Result> answer) {
        if (!waiting.tryAcquire()) {
            return new Result.Unreachable(NotifyVerifyClient.ASKED_ALREADY);
        }
        try {
            return answer.join();
        } finally {
            waiting.release();
        }
    }

    private synchronized Optional<Result> known(Notification notice) {
        Known known = answers.get(notice.text("notify_id"));
        if (known == null || nanos.getAsLong() - known.since() >= HOLDS) {
            return Optional.empty();
        }
        // The protocol's time format sorts as text.
        boolean sentLater = notice.text("notify_time").compareTo(known.notify_time()) > 0;
        return known.reply() instanceof Result.Denied && sentLater ? Optional.empty() : Optional.of(known.reply());
    }

    /** Remembers a definite result; without a log of notifications only a rejection, so that a confirmation counts once. */
    private synchronized void remember(Notification notice, Result reply) {
        boolean lasts = reply instanceof Result.Denied denied
                ? denied.answer() != VerifyResponse.OTHER
                : reply instanceof Result.Confirmed && notice.entry() != 0;
        if (lasts) {
            answers.remove(notice.text("notify_id"));
            answers.put(notice.text("notify_id"), new Known(reply, notice.text("notify_time"), nanos.getAsLong()));
        }
    }
}
