package com.alipay.sandbox.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Log of the last 1,000 notify_verify calls, in memory only, for display. Thread-safe. */
public final class NotifyVerifyLog {
    private static final int LIMIT = 1_000;
    private static final int LONGEST = 100;

    private final Deque<Entry> entries = new ArrayDeque<>();

    /**
     * One call and its result.
     *
     * @param partner the caller; "" if the request named none
     * @param notifyId as issued, or as received if it is unknown; truncated if it is longer than any id
     * @param age how long before the call the message was sent, where that matters
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

    /** Returns the calls about one id, newest first. */
    public synchronized List<Entry> about(String notifyId) {
        return entries.stream()
                .filter(entry -> entry.notifyId().equals(notifyId))
                .toList();
    }

    /** Returns the newest calls that were not confirmed, newest first. */
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
