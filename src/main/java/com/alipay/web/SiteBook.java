package com.alipay.web;

import com.alipay.diagnosis.DatabaseProbe;
import com.alipay.diagnosis.LedgerProbe;
import com.alipay.orders.OrderBook;
import com.alipay.store.Notices;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The order book and its ledger. */
final class SiteBook implements DatabaseProbe, LedgerProbe {
    private static final Logger log = LoggerFactory.getLogger(SiteBook.class);

    /** How far back a notification is looked for. */
    private static final int NEWEST = 500;

    private final OrderBook book;

    SiteBook(OrderBook book) {
        this.book = book;
    }

    @Override
    public Condition condition() {
        try {
            book.newest(1);
        } catch (IllegalStateException e) {
            return broken(new Condition(false, false, Optional.empty(), why(e)), e);
        } catch (RuntimeException e) {
            return broken(new Condition(!isConnection(e), false, Optional.empty(), why(e)), e);
        }
        return new Condition(true, true, Optional.empty(), "");
    }

    /** The driver's own words may hold a user or an address: they stand in the log. */
    private static Condition broken(Condition condition, RuntimeException e) {
        log.warn("the order book does not answer", e);
        return condition;
    }

    private static boolean isConnection(RuntimeException e) {
        return e.getClass().getSimpleName().contains("Connection");
    }

    private static String why(RuntimeException e) {
        return e.getClass().getSimpleName();
    }

    @Override
    public Optional<Instant> lastNotification() {
        try {
            return book.notices(NEWEST).stream()
                    .filter(entry -> entry.source() != null
                            && entry.source().startsWith("notify_url")
                            && !entry.outcome().equals(Notices.REFUSED))
                    .map(Notices.Entry::received_at)
                    .findFirst();
        } catch (RuntimeException e) {
            log.warn("the ledger does not answer", e);
            return Optional.empty();
        }
    }

    /** The public address of a site is not kept. */
    @Override
    public Optional<Boolean> addressChangedSince() {
        return Optional.empty();
    }
}
