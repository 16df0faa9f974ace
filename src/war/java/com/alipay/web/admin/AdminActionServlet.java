package com.alipay.web.admin;

import com.alipay.config.Configuration;
import com.alipay.config.Violation;
import com.alipay.gateway.GatewayClient;
import com.alipay.gateway.GatewayResponse;
import com.alipay.i18n.Text;
import com.alipay.orders.OrderAdminService;
import com.alipay.orders.OrderAdminService.Operator;
import com.alipay.orders.OrderService;
import com.alipay.orders.Reconciler;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.ProcessingResult;
import com.alipay.orders.rules.ShipmentResult;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.protocol.FormData;
import com.alipay.services.InvalidRequestException;
import com.alipay.util.AlipayCore;
import com.alipay.web.Labels;
import com.alipay.web.NotificationDiagnoser;
import com.alipay.web.VisibleText;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Performs the operator's actions of the admin pages: {@code POST admin/act} with {@code action} release, dismiss, replay, mark,
 * confirm, reset, query, reconcile, ship or examine. It then redirects to the page of the message or order, which shows the
 * result; a refusal is a page with the reason.
 */
public final class AdminActionServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** The fields of the pages' forms by action; every form has {@code action} and {@code token} besides. */
    private static final Map<String, Set<String>> PARAMETERS = Map.of(
            "release", Set.of("id", "out_trade_no", "reason"),
            "dismiss", Set.of("id", "out_trade_no", "reason"),
            "replay", Set.of("id", "reason"),
            "mark", Set.of("out_trade_no", "trade_status", "reason"),
            "confirm", Set.of("out_trade_no", "reason"),
            "reset", Set.of("out_trade_no", "reason"),
            "query", Set.of("out_trade_no"),
            "reconcile", Set.of("since"),
            "ship", Set.of("out_trade_no", "transport_type", "logistics_name", "invoice_no"),
            "examine", Set.of("stranger"));

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        FormData form = FormData.read(request);
        CsrfToken token = CsrfToken.current();
        Optional<Text> forged = token.refusal(request, form.text("token"));
        if (forged.isPresent()) {
            refuse(request, response, 403, forged.get());
            return;
        }
        Operator operator =
                new Operator(request.getRemoteUser(), form.text("reason").strip());
        ProcessingResult outcome = act(form, operator);
        AlipayCore.logResult("admin " + form.text("action") + " " + form.text("id") + form.text("stranger")
                + form.text("out_trade_no") + " by "
                + operator.name() + ": " + operator.reason() + " -> " + outcome.description());
        if (outcome.recorded()) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", back(form));
        } else {
            refuse(request, response, 409, outcome.text());
        }
    }

    private static ProcessingResult act(FormData form, Operator operator) {
        Set<String> parameters = PARAMETERS.get(form.text("action"));
        if (parameters == null) {
            return ProcessingResult.refused(Optional.empty(), Labels.message("refused.UNKNOWN_ACTION"));
        }
        Optional<String> unknown = form.values().keySet().stream()
                .filter(name -> !parameters.contains(name) && !name.equals("action") && !name.equals("token"))
                .findFirst();
        if (unknown.isPresent()) {
            return ProcessingResult.refused(
                    Optional.empty(), Labels.message("refused.UNKNOWN_PARAMETER", VisibleText.text(unknown.get(), 64)));
        }
        OrderAdminService repair = OrderService.current().admin();
        return switch (form.text("action")) {
            case "release" -> repair.release(number(form.text("id")), operator);
            case "dismiss" -> repair.dismiss(number(form.text("id")), operator);
            case "replay" -> repair.replay(number(form.text("id")), operator);
            case "mark" ->
                TradeStatus.of(form.text("trade_status"))
                        .map(status -> repair.mark(form.text("out_trade_no"), status, operator))
                        .orElse(ProcessingResult.refused(Optional.empty(), Labels.message("refused.NO_STATUS")));
            case "confirm" -> repair.confirmCalls(form.text("out_trade_no"), operator);
            case "reset" -> repair.resetCalls(form.text("out_trade_no"), operator);
            case "reconcile" -> reconcileSince(form.text("since"), operator);
            case "query" -> Reconciler.current().reconcile(form.text("out_trade_no"), operator);
            case "ship" -> ship(form);
            default -> diagnose(form);
        };
    }

    /** Has Alipay queried about every order that may have changed since this moment. */
    static ProcessingResult reconcileSince(String since, Operator operator) {
        return TimeRange.begin(since)
                .map(moment -> Reconciler.current().requestRun(moment, operator))
                .orElseGet(() -> ProcessingResult.refused(
                        Optional.empty(),
                        Labels.message("advice", Labels.message("query.time"), Labels.message("query.time.remedy"))));
    }

    /** Diagnoses a message again; changes nothing but its stored diagnosis. */
    private static ProcessingResult diagnose(FormData form) {
        return NotificationDiagnoser.current()
                .diagnoseAgain(number(form.text("stranger")))
                .map(found -> ProcessingResult.accepted(Optional.empty(), "examined: " + found.codes()))
                .orElse(ProcessingResult.refused(Optional.empty(), Labels.message("refused.NO_MESSAGE")));
    }

    /** Reports the shipment to Alipay. The order changes when Alipay's notification arrives. */
    private static ProcessingResult ship(FormData form) {
        Optional<Order> order = OrderService.current().find(form.text("out_trade_no"));
        if (order.isEmpty() || order.get().trade_no() == null) {
            return ProcessingResult.refused(order, Labels.message("refused.NO_TRADE_NO"));
        }
        Map<String, String> shipment = Map.of(
                "trade_no", order.get().trade_no(),
                "logistics_name", form.text("logistics_name"),
                "invoice_no", form.text("invoice_no"),
                "transport_type", form.text("transport_type"));
        try {
            GatewayResponse<ShipmentResult> answer =
                    new GatewayClient(Configuration.current().merchant()).send_goods_confirm_by_platform(shipment);
            return answer instanceof GatewayResponse.Success
                    ? ProcessingResult.accepted(order, "shipped")
                    : ProcessingResult.refused(order, answer.advice());
        } catch (InvalidRequestException e) {
            return ProcessingResult.refused(order, Violation.join(e.findings()));
        }
    }

    /** Parses a message number; 0, which no message has, if it is not a number. */
    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private static String back(FormData form) {
        if (form.text("action").equals("reconcile")) {
            return "reconcile.jsp";
        }
        if (!form.text("stranger").isEmpty()) {
            return "notice.jsp?stranger=" + number(form.text("stranger"));
        }
        return !form.text("out_trade_no").isEmpty()
                ? "order.jsp?out_trade_no=" + URLEncoder.encode(form.text("out_trade_no"), StandardCharsets.UTF_8)
                : "notice.jsp?id=" + number(form.text("id"));
    }

    public static void refuse(HttpServletRequest request, HttpServletResponse response, int status, Text why)
            throws IOException, ServletException {
        response.setStatus(status);
        request.setAttribute("why", Labels.of(request).show(why));
        request.getRequestDispatcher("/WEB-INF/refused.jsp").forward(request, response);
    }
}
