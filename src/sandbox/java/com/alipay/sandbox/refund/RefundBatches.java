package com.alipay.sandbox.refund;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Batch numbers that have been used, and batches that wait for the seller's password. Thread-safe. */
public final class RefundBatches {
    private static final int LIMIT = 1_000;

    private final Set<String> used = new HashSet<>();
    private final Map<String, RefundBatch> waiting = new LinkedHashMap<>();
    private final Map<String, List<String>> outcomes = new LinkedHashMap<>();

    /** Whether this is the first batch of that number; then the number is used from now on. */
    synchronized boolean use(RefundBatch batch) {
        return used.add(batch.partner() + " " + batch.batchNo());
    }

    /** Keeps a batch for its page, the last 1,000, and answers the id of that page. */
    synchronized String open(RefundBatch batch) {
        String id = UUID.randomUUID().toString().replace("-", "");
        waiting.put(id, batch);
        if (waiting.size() > LIMIT) {
            String oldest = waiting.keySet().iterator().next();
            waiting.remove(oldest);
            outcomes.remove(oldest);
        }
        return id;
    }

    synchronized Optional<RefundBatch> find(String id) {
        return Optional.ofNullable(waiting.get(id));
    }

    synchronized void finish(String id, List<String> ends) {
        outcomes.put(id, List.copyOf(ends));
    }

    /** How each item ended; empty before the password. */
    synchronized List<String> outcomes(String id) {
        return outcomes.getOrDefault(id, List.of());
    }

    public synchronized void clear() {
        used.clear();
        waiting.clear();
        outcomes.clear();
    }
}
