package com.alipay.util;

import com.alipay.trade.Notice;
import com.alipay.trade.Verdict.Answer;
import com.alipay.util.NotifyIdQuery.Reply;
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
final class NotifyIdVerifier {
    /** As long as an id is valid: whoever was denied it will not get another answer meanwhile. */
    private static final long HOLDS = Duration.ofMinutes(1).toNanos();

    /** How many answers are remembered. */
    private static final int KEPT = 10_000;

    /** How many deliveries may wait for an answer to somebody else's question; each of them holds a request thread. */
    private static final int WAITING = 16;

    /** An answer, with the time of sending of the message that was asked about. */
    private record Known(Reply reply, String notify_time, long since) {}

    private final NotifyIdQuery query;
    private final LongSupplier nanos;
    private final ConcurrentMap<String, CompletableFuture<Reply>> underWay = new ConcurrentHashMap<>();
    private final Semaphore waiting = new Semaphore(WAITING);

    private final Map<String, Known> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > KEPT;
        }
    };

    /** @param nanos a time that only goes on, in nanoseconds */
    NotifyIdVerifier(NotifyIdQuery query, LongSupplier nanos) {
        this.query = query;
        this.nanos = nanos;
    }

    /** The gateway's answer about this message's id: from now, or from just before. */
    Reply verify(Notice notice) {
        Optional<Reply> known = known(notice);
        if (known.isPresent()) {
            return known.get();
        }
        CompletableFuture<Reply> own = new CompletableFuture<>();
        CompletableFuture<Reply> others = underWay.putIfAbsent(notice.text("notify_id"), own);
        return others == null ? ask(notice, own) : await(others);
    }

    private Reply ask(Notice notice, CompletableFuture<Reply> answer) {
        try {
            // Somebody else's question may have been answered just before this one began.
            Reply reply = known(notice).orElseGet(() -> ask(notice));
            answer.complete(reply);
            return reply;
        } finally {
            underWay.remove(notice.text("notify_id"), answer);
            answer.complete(new Reply.Unreachable("the question broke off"));
        }
    }

    private Reply ask(Notice notice) {
        Reply reply = query.ask(notice.text("notify_id"));
        remember(notice, reply);
        return reply;
    }

    private Reply await(CompletableFuture<Reply> answer) {
        if (!waiting.tryAcquire()) {
            return new Reply.Unreachable(NotifyIdQuery.ASKED_ALREADY);
        }
        try {
            return answer.join();
        } finally {
            waiting.release();
        }
    }

    private synchronized Optional<Reply> known(Notice notice) {
        Known known = answers.get(notice.text("notify_id"));
        if (known == null || nanos.getAsLong() - known.since() >= HOLDS) {
            return Optional.empty();
        }
        // The protocol's times are written so that the later one is the greater text.
        boolean sentLater = notice.text("notify_time").compareTo(known.notify_time()) > 0;
        return known.reply() instanceof Reply.Denied && sentLater ? Optional.empty() : Optional.of(known.reply());
    }

    /** What may be another answer in a moment is asked again, and without a ledger a confirmation counts for one message only. */
    private synchronized void remember(Notice notice, Reply reply) {
        boolean lasts = reply instanceof Reply.Denied denied
                ? denied.answer() != Answer.OTHER
                : reply instanceof Reply.Confirmed && notice.entry() != 0;
        if (lasts) {
            answers.remove(notice.text("notify_id"));
            answers.put(notice.text("notify_id"), new Known(reply, notice.text("notify_time"), nanos.getAsLong()));
        }
    }
}
