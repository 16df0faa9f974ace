package com.alipay.web.admin;

import com.alipay.orders.OrderService;
import com.alipay.orders.Reconciler;
import com.alipay.util.UtilDate;
import com.alipay.web.Labels;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Data of admin/reconcile.jsp: queries Alipay about every order that may have changed since a moment.
 *
 * @param running whether this server queries now
 * @param state what the newest run of this server did, a sentence per line; empty before the first
 * @param failures the orders that could not be queried or changed
 * @param token the CSRF token of the page's form
 */
public record ReconcilePage(boolean running, List<String> state, List<Failure> failures, String token) {
    /** An order and the reason. */
    public record Failure(String out_trade_no, String reason) {}

    public static ReconcilePage of(HttpServletRequest request) {
        Labels labels = Labels.of(request);
        String token = CsrfToken.current().of(request.getRemoteUser());
        return Reconciler.current()
                .lastRun()
                .map(run -> new ReconcilePage(
                        run.isRunning(),
                        state(labels, run),
                        run.failures().stream()
                                .map(it -> new Failure(it.out_trade_no(), labels.show(it.reason())))
                                .toList(),
                        token))
                .orElseGet(() -> new ReconcilePage(false, List.of(), List.of(), token));
    }

    private static List<String> state(Labels labels, Reconciler.Run run) {
        String server = OrderService.current().node();
        String began = labels.text(
                "reconcile.began",
                UtilDate.format(run.began()),
                run.operator().name(),
                UtilDate.format(run.since()),
                server);
        String progress = run.isRunning()
                ? labels.text("reconcile.running", run.queried(), run.orders())
                : labels.text("reconcile.ended", UtilDate.format(run.ended()), run.queried());
        String counts = labels.text("reconcile.counts", run.changed(), run.held(), run.noTrade(), run.failed());
        return List.of(began, progress, counts);
    }
}
