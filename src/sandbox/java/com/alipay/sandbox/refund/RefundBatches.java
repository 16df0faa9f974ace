package com.alipay.sandbox.refund;

import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.persistence.StoredMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Used batch numbers, and batches that wait for the seller's password. Thread-safe. */
public final class RefundBatches {
    private static final int LIMIT = 1_000;

    private final StoredMap<String> used;
    private final StoredMap<Page> pages;

    /** @param ends the result of each item; empty before the password */
    record Page(RefundBatch batch, List<String> ends) {}

    public RefundBatches(StateStore vault) {
        used = vault.map("refund_batch_numbers", String.class);
        pages = vault.map("refund_pages", Page.class);
    }

    /** Marks the batch number as used; returns false if it already was. */
    synchronized boolean use(RefundBatch batch) {
        String key = batch.partner() + " " + batch.batchNo();
        boolean first = used.find(key).isEmpty();
        if (first) {
            used.put(key, batch.batchNo());
        }
        return first;
    }

    /** Keeps a batch for its page (the last 1,000 are kept) and returns the id of that page. */
    synchronized String open(RefundBatch batch) {
        String id = UUID.randomUUID().toString().replace("-", "");
        pages.put(id, new Page(batch, List.of()));
        pages.trim(LIMIT);
        return id;
    }

    synchronized Optional<RefundBatch> find(String id) {
        return pages.find(id).map(Page::batch);
    }

    synchronized void finish(String id, List<String> ends) {
        pages.find(id).ifPresent(page -> pages.put(id, new Page(page.batch(), List.copyOf(ends))));
    }

    /** Returns the result of each item; empty before the password. */
    synchronized List<String> outcomes(String id) {
        return pages.find(id).map(Page::ends).orElse(List.of());
    }

    public synchronized void clear() {
        used.clear();
        pages.clear();
    }
}
