package com.alipay.web;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a minute where notify_url leads, on a thread of its own: the sooner a move is seen, the surer it is told from the last notification. */
final class AddressWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AddressWatch.class);

    /** Longer than a database that stands still is waited for. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

    private final Repeating watching;

    private AddressWatch(Repeating watching) {
        this.watching = watching;
    }

    static AddressWatch start(SiteBook book) {
        return new AddressWatch(Repeating.every(Duration.ofMinutes(1), "alipay addresses", book::look));
    }

    @Override
    public void close() {
        if (!watching.end(ENDS_WITHIN)) {
            log.warn("a name server holds up the thread that resolves notify_url");
        }
    }
}
