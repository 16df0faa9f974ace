package com.alipay.orders;

import com.alipay.gateway.GatewayClient;
import com.alipay.gateway.GatewayError;
import com.alipay.gateway.GatewayResponse;
import com.alipay.i18n.Text;
import com.alipay.orders.persistence.ChangeSource;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.persistence.OrderDao;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.ProcessingResult;
import com.alipay.orders.rules.TradeQueryResult;
import com.alipay.orders.rules.TradeStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 对账: queries Alipay about orders that remain unpaid, because the notification may have been lost, and applies the response by
 * the same path as a notification. An order is queried five minutes after it was created, then after ten, twenty and so on up to
 * six hours, for sixteen days: no trade waits longer for its payment. Several nodes may run it at once: each query is claimed in
 * the database first. After a backup was restored, a person has it query every order that may have changed.
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
    private volatile Run run;

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

    /** Queries Alipay about one order on a person's request. Without the order it only reports what Alipay knows. */
    public ProcessingResult reconcile(String out_trade_no, OrderAdminService.Operator operator) {
        Optional<Order> order = orderService.find(out_trade_no);
        return order.isEmpty()
                ? refused(unknown(out_trade_no))
                : reconcile(
                        out_trade_no,
                        order.get().trade_no(),
                        ChangeSource.person(null, operator.name(), operator.reason()));
    }

    private ProcessingResult reconcile(String out_trade_no, String trade_no, ChangeSource origin) {
        return orderService.hasListener()
                ? apply(query(out_trade_no, trade_no), origin)
                : refused(OrderAdminService.refusal("NO_LISTENER"));
    }

    private GatewayResponse<TradeQueryResult> query(String out_trade_no, String trade_no) {
        return gateway.single_trade_query(
                trade_no == null ? Map.of("out_trade_no", out_trade_no) : Map.of("trade_no", trade_no));
    }

    private ProcessingResult apply(GatewayResponse<TradeQueryResult> answer, ChangeSource origin) {
        return answer.trusted()
                .map(trade -> orderService.reconcile(trade.toNotification(), origin))
                .orElseGet(() -> refused(answer.advice()));
    }

    private static ProcessingResult refused(Text why) {
        return ProcessingResult.refused(Optional.empty(), why);
    }

    /** Returns what Alipay knows about an order that is not stored here, as after restoring a backup older than the order. */
    private Text unknown(String out_trade_no) {
        if (out_trade_no.isBlank()) {
            return OrderAdminService.refusal("NO_ORDER", out_trade_no);
        }
        GatewayResponse<TradeQueryResult> answer = query(out_trade_no, null);
        if (answer.isRefusedWith(GatewayError.TRADE_NOT_EXIST)) {
            return OrderAdminService.refusal("NO_ORDER.no_trade", out_trade_no);
        }
        return answer.trusted()
                .map(trade -> OrderAdminService.refusal(
                        "NO_ORDER.trade",
                        out_trade_no,
                        trade.trade_no(),
                        trade.text("total_fee"),
                        trade.status().map(TradeStatus::meaning).orElse(Text.of(trade.text("trade_status")))))
                .orElseGet(() -> OrderAdminService.refusal("NO_ORDER.unanswered", out_trade_no, answer.advice()));
    }

    /**
     * Progress and result of querying Alipay about every order that may have changed since a moment.
     *
     * @param ended null while it runs
     * @param orders how many orders are to be queried
     * @param changed how many of the queried ones changed
     * @param held how many contradict Alipay and wait for a person
     * @param noTrade how many have no trade at Alipay: the buyer never logged in at the cashier
     * @param failed how many could not be queried or changed
     * @param failures the first of these
     * @param last the number of the order queried last; "" before the first
     */
    public record Run(
            Instant since,
            OrderAdminService.Operator operator,
            Instant began,
            Instant ended,
            long orders,
            long queried,
            long changed,
            long held,
            long noTrade,
            long failed,
            List<Failure> failures,
            String last) {
        private static final int MOST_FAILURES = 100;

        /** An order that could not be queried or changed, and why. */
        public record Failure(String out_trade_no, Text reason) {}

        public boolean isRunning() {
            return ended == null;
        }

        private Run queried(String out_trade_no, boolean hasTrade, ProcessingResult outcome) {
            boolean isFailure = hasTrade && !outcome.recorded();
            List<Failure> more = new ArrayList<>(failures);
            if (isFailure && failures.size() < MOST_FAILURES) {
                more.add(new Failure(out_trade_no, outcome.text()));
            }
            return new Run(
                    since,
                    operator,
                    began,
                    ended,
                    orders,
                    queried + 1,
                    changed + (outcome.isFirst() ? 1 : 0),
                    held + (outcome.held() ? 1 : 0),
                    noTrade + (hasTrade ? 0 : 1),
                    failed + (isFailure ? 1 : 0),
                    List.copyOf(more),
                    out_trade_no);
        }

        private Run ended(Instant now) {
            return new Run(
                    since, operator, began, now, orders, queried, changed, held, noTrade, failed, failures, last);
        }
    }

    /** Returns the newest run of this server; empty if there was none since its start. */
    public Optional<Run> lastRun() {
        return Optional.ofNullable(run);
    }

    /**
     * Requests a run over every order that may have changed at Alipay since a moment, as after restoring a backup of that moment:
     * orders placed since then, orders paid and not finished, and unpaid ones that could still be paid. {@link #continueRun} makes
     * it. What is stored already is not changed by another run.
     */
    public synchronized ProcessingResult requestRun(Instant since, OrderAdminService.Operator operator) {
        if (!orderService.hasListener()) {
            return refused(OrderAdminService.refusal("NO_LISTENER"));
        }
        if (run != null && run.isRunning()) {
            return refused(OrderAdminService.refusal("RUNNING"));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (since.isAfter(now)) {
            return refused(OrderAdminService.refusal("FUTURE"));
        }
        long orders = database.inTransaction(session -> session.orders().count(range(since, now)));
        run = new Run(since, operator, now, null, orders, 0, 0, 0, 0, 0, List.of(), "");
        return ProcessingResult.accepted(Optional.empty(), "reconciling " + orders + " orders since " + since);
    }

    private static OrderDao.ChangedSince range(Instant since, Instant began) {
        return new OrderDao.ChangedSince(since, since.minus(GIVE_UP), began);
    }

    /**
     * Makes the requested run, or continues one that an unavailable database interrupted; stops early after {@link #shutdown}.
     *
     * @return whether there was one
     */
    public boolean continueRun() {
        if (run == null || !run.isRunning()) {
            return false;
        }
        while (!ended) {
            List<String> next = database.inTransaction(
                    session -> session.orders().find(range(run.since(), run.began()), run.last(), PER_ROUND));
            if (next.isEmpty()) {
                run = run.ended(clock.instant());
                log.info(
                        "reconciled since {}: {} orders, {} changed, {} held, {} without a trade, {} failed",
                        run.since(),
                        run.queried(),
                        run.changed(),
                        run.held(),
                        run.noTrade(),
                        run.failed());
                return true;
            }
            for (String out_trade_no : next) {
                if (ended) {
                    return true;
                }
                run = queried(run, out_trade_no);
            }
        }
        return true;
    }

    private Run queried(Run before, String out_trade_no) {
        String trade_no = orderService.find(out_trade_no).map(Order::trade_no).orElse(null);
        GatewayResponse<TradeQueryResult> answer = query(out_trade_no, trade_no);
        OrderAdminService.Operator operator = before.operator();
        ProcessingResult outcome = apply(answer, ChangeSource.person(null, operator.name(), operator.reason()));
        log.info("reconcile out_trade_no={}: {}", out_trade_no, outcome.description());
        return before.queried(out_trade_no, !answer.isRefusedWith(GatewayError.TRADE_NOT_EXIST), outcome);
    }
}
