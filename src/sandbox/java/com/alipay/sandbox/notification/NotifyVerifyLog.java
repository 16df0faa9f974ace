package com.alipay.sandbox.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last 1,000 questions of notify_verify, in memory alone: they are for people to look at. Thread-safe. */
public final class NotifyVerifyLog {
    private static final int LIMIT = 1_000;
    private static final int LONGEST = 100;

    private final Deque<Entry> entries = new ArrayDeque<>();

    /**
     * One question and what was answered.
     *
     * @param partner who asked; "" if the question did not say
     * @param notifyId as issued, or as it was asked if nobody issued it; its beginning if it is longer than any
     * @param age how long before the message was sent, where that matters
     */
    public record Entry(
            Instant time, String partner, String notifyId, NotifyIdStatus standing, Optional<Duration> age) {
        public Entry {
            partner = partner.substring(0, Math.min(partner.length(), LONGEST));
            notifyId = notifyId.substring(0, Math.min(notifyId.length(), LONGEST));
        }

        public boolean isConfirmed() {
            return standing == NotifyIdStatus.GOOD;
        }
    }

    public synchronized void add(Entry entry) {
        entries.addFirst(entry);
        if (entries.size() > LIMIT) {
            entries.removeLast();
        }
    }

    /** The questions about one id, newest first. */
    public synchronized List<Entry> about(String notifyId) {
        return entries.stream()
                .filter(entry -> entry.notifyId().equals(notifyId))
                .toList();
    }

    /** The newest that were not confirmed, newest first. */
    public synchronized List<Entry> refused(int most) {
        return entries.stream()
                .filter(entry -> !entry.isConfirmed())
                .limit(most)
                .toList();
    }

    public synchronized void clear() {
        entries.clear();
    }
}
