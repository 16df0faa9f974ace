package com.alipay.orders;

import com.alipay.gateway.GatewayClient;
import com.alipay.gateway.GatewayResponse;
import com.alipay.gateway.GatewayResponse.SignatureCheck;
import com.alipay.gateway.GatewayResponse.Success;
import com.alipay.orders.persistence.ChangeSource;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.OrderDao;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.ProcessingResult;
import com.alipay.orders.rules.TradeQueryResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 对账: queries Alipay about orders that remain unpaid, because the notification may have been lost, and applies the response by
 * the same path as a notification. An order is queried five minutes after it was created, then after ten, twenty and so on up to
 * six hours, for sixteen days: no trade waits longer for its payment. Several nodes may run it at once: each query is claimed in
 * the database first.
 *
 * <p>Thread-safe.
 *
 * @tutorial 双功能 4.2, 4.3 / 担保 5.2, 5.3
 */
public final class Reconciler {
    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final Duration GIVE_UP = Duration.ofDays(16);

    /** Maximum number of queries in one round: each may take seconds. */
    private static final int PER_ROUND = 50;

    private static volatile Reconciler current;

    private final OrderService orderService;
    private final Database database;
    private final GatewayClient gateway;
    private final Clock clock;

    private volatile boolean ended;

    public Reconciler(OrderService orderService, Database database, GatewayClient gateway, Clock clock) {
        this.orderService = orderService;
        this.database = database;
        this.gateway = gateway;
        this.clock = clock;
    }

    /**
     * Returns the reconciler of this web application.
     *
     * @throws IllegalStateException if the application has not started
     */
    public static Reconciler current() {
        Reconciler started = current;
        if (started == null) {
            throw new IllegalStateException("the application has not started");
        }
        return started;
    }

    /** Sets the reconciler of the web application. Called once, at start-up. */
    public static void setCurrent(Reconciler reconciler) {
        current = reconciler;
    }

    /**
     * Runs one round over the orders whose query is due; stops early after {@link #shutdown}.
     *
     * @return how many were queried
     */
    public int runOnce() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<OrderDao.ReconciliationCandidate> due = database.inTransaction(
                session -> session.orders().overdue(now.minus(GIVE_UP), now.minus(FIRST), now, PER_ROUND));
        int asked = 0;
        for (OrderDao.ReconciliationCandidate overdue : due) {
            if (ended) {
                break;
            }
            Instant next = now.plus(pause(overdue.queries()));
            if (database.inTransaction(session -> session.orders().claim(overdue, next))) {
                ProcessingResult outcome = reconcile(
                        overdue.out_trade_no(),
                        overdue.trade_no(),
                        ChangeSource.message(MessageSource.RECONCILE, null));
                log.info("reconcile out_trade_no={}: {}", overdue.out_trade_no(), outcome.description());
                asked++;
            }
        }
        return asked;
    }

    /** Stops a running round when the web application stops; the remaining queries are made later. */
    public void shutdown() {
        ended = true;
    }

    /** Returns the pause: five minutes, doubled with every query, at most six hours. */
    static Duration pause(int queries) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(queries, 10));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    /** Queries Alipay about one order on a person's request. */
    public ProcessingResult reconcile(String out_trade_no, OrderAdminService.Operator operator) {
        Optional<Order> order = orderService.find(out_trade_no);
        return order.isEmpty()
                ? ProcessingResult.refused(Optional.empty(), OrderAdminService.refusal("NO_ORDER", out_trade_no))
                : reconcile(
                        out_trade_no,
                        order.get().trade_no(),
                        ChangeSource.person(null, operator.name(), operator.reason()));
    }

    private ProcessingResult reconcile(String out_trade_no, String trade_no, ChangeSource origin) {
        if (!orderService.hasListener()) {
            return ProcessingResult.refused(Optional.empty(), OrderAdminService.refusal("NO_LISTENER"));
        }
        GatewayResponse<TradeQueryResult> answer = gateway.single_trade_query(
                trade_no == null ? Map.of("out_trade_no", out_trade_no) : Map.of("trade_no", trade_no));
        if (answer instanceof Success<TradeQueryResult> success && success.sign() != SignatureCheck.DIFFERS) {
            return orderService.reconcile(success.value().toNotification(), origin);
        }
        return ProcessingResult.refused(Optional.empty(), answer.advice());
    }
}
