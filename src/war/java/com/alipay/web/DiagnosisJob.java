package com.alipay.web;

import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.NotificationQuery;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.util.AlipayCore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Diagnoses rejected messages in the background, so that log of notifications and log.txt name the cause before anybody asks. It
 * diagnoses only the newest of each kind, as many as one page shows; the others when somebody opens them. It checks once a
 * second, and only if this server has rejected a message since; after each run it pauses three times as long as the run took, so
 * that it uses at most a quarter of one processor.
 */
final class DiagnosisJob {
    /** Number of newest messages considered, separately for verified and unverified ones. */
    private static final int NEWEST = 50;

    /** Maximum number of messages diagnosed in one run, and maximum duration of a run. */
    private static final int MOST_AT_ONCE = 10;

    private static final Duration MAX_DURATION = Duration.ofMillis(250);
    private static final int PAUSE_FACTOR = 3;

    /** Maximum number of lines per minute in log.txt, at most one for each cause. */
    private static final int MOST_LINES = 10;

    private final OrderService orderService;
    private final NotificationDiagnoser diagnoser;
    private final LongSupplier nanos;
    private final Set<String> loggedCauses = new HashSet<>();
    private volatile boolean stopping;
    private long diagnosedRejections = -1;
    private long pausedUntil;
    private long minute;
    private int unlogged;

    /** @param nanos a monotonic clock, in nanoseconds */
    DiagnosisJob(OrderService orderService, NotificationDiagnoser diagnoser, LongSupplier nanos) {
        this.orderService = orderService;
        this.diagnoser = diagnoser;
        this.nanos = nanos;
        this.pausedUntil = nanos.getAsLong();
    }

    /** Lets the running diagnosis be the last. */
    void stop() {
        stopping = true;
    }

    /**
     * Runs once.
     *
     * @return whether there was something to diagnose
     * @throws RuntimeException if the database is unavailable; the next run continues
     */
    boolean runOnce() {
        logSummary();
        long refusals = orderService.rejectedCount();
        if (refusals == diagnosedRejections || nanos.getAsLong() - pausedUntil < 0) {
            return false;
        }
        long begin = nanos.getAsLong();
        try {
            if (diagnoseNewest(begin)) {
                diagnosedRejections = refusals;
            }
            return true;
        } finally {
            long now = nanos.getAsLong();
            pausedUntil = now + PAUSE_FACTOR * (now - begin);
        }
    }

    /** Returns whether no message is left to diagnose. */
    private boolean diagnoseNewest(long begin) {
        NotificationQuery refused =
                NotificationQuery.newest(NEWEST).with(NotificationQuery.Field.OUTCOME, ProcessingStatus.REFUSED.code());
        List<Task> tasks = Stream.concat(
                        orderService.notifications().search(refused).stream().map(entry -> new Task(entry, false)),
                        orderService.notifications().searchUnverified(NotificationQuery.newest(NEWEST)).stream()
                                .map(entry -> new Task(entry, true)))
                .filter(task -> task.entry().node().equals(orderService.node())
                        && NotificationDiagnoser.isUndiagnosed(task.entry()))
                .toList();
        int done = 0;
        for (Task task : tasks) {
            if (stopping || done == MOST_AT_ONCE || nanos.getAsLong() - begin > MAX_DURATION.toNanos()) {
                return false;
            }
            Optional<StoredDiagnosis> diagnosis =
                    diagnoser.diagnose(task.entry().id(), task.unverified());
            diagnosis.ifPresent(found -> logCause(task, found));
            done++;
        }
        return true;
    }

    /** One message to diagnose. */
    private record Task(NotificationDao.NotificationRecord entry, boolean unverified) {
        @Override
        public String toString() {
            return (unverified ? "unverified_message=" : "notification=") + entry.id() + " " + entry.source()
                    + " out_trade_no=" + entry.out_trade_no() + " verification=" + entry.verificationStatus();
        }
    }

    /** Logs each cause once a minute, up to a maximum, so that a flood of messages does not flood log.txt. */
    private void logCause(Task task, StoredDiagnosis diagnosis) {
        if (loggedCauses.size() < MOST_LINES && loggedCauses.add(diagnosis.codes())) {
            AlipayCore.logResult("diagnosed " + task + " cause=" + diagnosis.codes() + ": " + diagnosis);
        } else {
            unlogged++;
        }
    }

    private void logSummary() {
        long now = nanos.getAsLong() / Duration.ofMinutes(1).toNanos();
        if (now == minute) {
            return;
        }
        if (unlogged > 0) {
            AlipayCore.logResult("diagnosed " + unlogged
                    + " more messages in the previous minute, most with the same causes:" + " see admin/notices.jsp");
        }
        minute = now;
        unlogged = 0;
        loggedCauses.clear();
    }
}
