package com.alipay.web;

import com.alipay.config.MerchantConfig;
import com.alipay.gateway.GatewayClient;
import com.alipay.orders.OrderService;
import com.alipay.orders.Reconciler;
import com.alipay.orders.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the reconciler on its own thread, at the interval {@code reconcile_minutes}. */
public final class ReconciliationJob implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReconciliationJob.class);

    private static volatile Reconciler current;

    private final Reconciler reconciler;
    private final Optional<ScheduledJob> rounds;

    private ReconciliationJob(Reconciler reconciler, Optional<ScheduledJob> rounds) {
        this.reconciler = reconciler;
        this.rounds = rounds;
    }

    static ReconciliationJob start(MerchantConfig merchant, OrderService orderService, Database database) {
        Reconciler reconciler = new Reconciler(orderService, database, new GatewayClient(merchant), Clock.systemUTC());
        current = reconciler;
        return new ReconciliationJob(reconciler, rounds(reconciler, merchant.reconcile_minutes()));
    }

    private static Optional<ScheduledJob> rounds(Reconciler reconciler, int minutes) {
        if (minutes == 0) {
            return Optional.empty();
        }
        log.info("reconciler: every {} minutes", minutes);
        return Optional.of(ScheduledJob.every(Duration.ofMinutes(minutes), "alipay reconciler", reconciler::runOnce));
    }

    /** Returns the reconciler of this web application, for the button of the order's page. */
    public static Reconciler current() {
        Reconciler started = current;
        if (started == null) {
            throw new IllegalStateException(ApplicationInitializer.problem()
                    .map(ApplicationInitializer.Problem::english)
                    .orElse("the application has stopped"));
        }
        return started;
    }

    /** Waits for the running query and starts no other. */
    @Override
    public void close() {
        reconciler.shutdown();
        rounds.ifPresent(ScheduledJob::end);
    }
}
