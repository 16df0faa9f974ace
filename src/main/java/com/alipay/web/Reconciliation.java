package com.alipay.web;

import com.alipay.config.Merchant;
import com.alipay.orders.OrderBook;
import com.alipay.orders.Reconciler;
import com.alipay.services.AlipayGateway;
import com.alipay.store.Database;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the reconciler go its rounds, on a thread of its own, as often as {@code reconcile_minutes} says. */
final class Reconciliation implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

    private static volatile Reconciler current;

    private final ScheduledExecutorService timer;

    private Reconciliation(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    static Reconciliation start(Merchant merchant, OrderBook book, Database database) {
        Reconciler reconciler = new Reconciler(book, database, new AlipayGateway(merchant), Clock.systemUTC());
        current = reconciler;
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "alipay reconciler");
            thread.setDaemon(true);
            return thread;
        });
        if (merchant.reconcile_minutes() > 0) {
            log.info("reconciler: every {} minutes", merchant.reconcile_minutes());
            timer.scheduleWithFixedDelay(
                    () -> round(reconciler),
                    merchant.reconcile_minutes(),
                    merchant.reconcile_minutes(),
                    TimeUnit.MINUTES);
        }
        return new Reconciliation(timer);
    }

    /** The reconciler of this web application, for the button of the order's page. */
    static Reconciler current() {
        return current;
    }

    /** A round that fails is told; the next one comes in its time, which an exception would prevent. */
    private static void round(Reconciler reconciler) {
        try {
            reconciler.round();
        } catch (RuntimeException e) {
            log.error("a round of reconciliation broke off", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
