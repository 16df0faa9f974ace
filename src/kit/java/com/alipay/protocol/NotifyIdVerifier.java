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
 * Has the gateway confirm the {@code notify_id} of a message, and asks no more than there is to learn: one question at a time about
 * one id, whose answer all deliveries share that wait for it, and none for a minute about an id that was just denied or confirmed. A
 * message that was sent later than the denied one is asked about at once: the minute of an id begins anew at every resend. So
 * whoever sends one message on many connections takes one place among the questions.
 *
 * <p>Thread-safe.
 *
 * @tutorial 双功能 3.4, 4.2 / 担保 4.4, 5.2
 */
public final class NotifyIdVerifier {
    /** As long as an id is valid: whoever was denied it will not get another answer meanwhile. */
    private static final long HOLDS = Duration.ofMinutes(1).toNanos();

    /** How many answers are remembered. */
    private static final int KEPT = 10_000;

    /** How many deliveries may wait for an answer to somebody else's question; each of them holds a request thread. */
    private static final int WAITING = 16;

    /** An answer, with the time of sending of the message that was asked about. */
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

    /** @param nanos a time that only goes on, in nanoseconds */
    public NotifyIdVerifier(NotifyVerifyClient query, LongSupplier nanos) {
        this.query = query;
        this.nanos = nanos;
    }

    /** The gateway's answer about this message's id: from now, or from just before. */
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
            // Somebody else's question may have been answered just before this one began.
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
        // The protocol's times are written so that the later one is the greater text.
        boolean sentLater = notice.text("notify_time").compareTo(known.notify_time()) > 0;
        return known.reply() instanceof Result.Denied && sentLater ? Optional.empty() : Optional.of(known.reply());
    }

    /** What may be another answer in a moment is asked again, and without a ledger a confirmation counts for one message only. */
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
