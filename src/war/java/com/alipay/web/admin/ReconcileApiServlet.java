package com.alipay.web.admin;

import com.alipay.i18n.Text;
import com.alipay.orders.OrderAdminService.Operator;
import com.alipay.orders.OrderService;
import com.alipay.orders.Reconciler;
import com.alipay.orders.rules.ProcessingResult;
import com.alipay.protocol.FormData;
import com.alipay.util.AlipayCore;
import com.alipay.web.Labels;
import com.google.gson.GsonBuilder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Does the same as admin/reconcile.jsp for programs. {@code GET admin/api/reconcile} shows the newest run of this server and the
 * token of a POST; {@code POST} with {@code since} and {@code token} requests a run.
 */
public final class ReconcileApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, 200);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FormData form = FormData.read(request);
        Labels labels = Labels.of(request);
        Optional<Text> forged = CsrfToken.current().refusal(request, form.text("token"));
        if (forged.isPresent()) {
            AdminApiServlet.answer(response, 403, OrderJson.error(labels.show(forged.get())));
            return;
        }
        Operator operator = new Operator(request.getRemoteUser(), "");
        ProcessingResult outcome = AdminActionServlet.reconcileSince(form.text("since"), operator);
        AlipayCore.logResult("admin reconcile by " + operator.name() + " -> " + outcome.description());
        if (outcome.recorded()) {
            answer(request, response, 202);
        } else {
            AdminApiServlet.answer(response, 409, OrderJson.error(labels.show(outcome.text())));
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, int status)
            throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", OrderService.current().node());
        json.put("token", CsrfToken.current().of(request.getRemoteUser()));
        json.put(
                "run",
                Reconciler.current()
                        .lastRun()
                        .map(run -> json(Labels.of(request), run))
                        .orElse(null));
        AdminApiServlet.answer(
                response, status, new GsonBuilder().serializeNulls().create().toJson(json));
    }

    private static Map<String, Object> json(Labels labels, Reconciler.Run run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("running", run.isRunning());
        json.put("since", run.since().toString());
        json.put("operator", run.operator().name());
        json.put("began_at", run.began().toString());
        json.put("ended_at", run.isRunning() ? null : run.ended().toString());
        json.put("orders", run.orders());
        json.put("queried", run.queried());
        json.put("changed", run.changed());
        json.put("held", run.held());
        json.put("no_trade", run.noTrade());
        json.put("failed", run.failed());
        json.put(
                "failures",
                run.failures().stream()
                        .map(it -> Map.of("out_trade_no", it.out_trade_no(), "reason", labels.show(it.reason())))
                        .toList());
        return json;
    }
}
