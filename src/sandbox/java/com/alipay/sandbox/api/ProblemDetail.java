package com.alipay.sandbox.api;

import com.alipay.i18n.Text;
import com.alipay.sandbox.gateway.GatewayErrorCode;
import com.alipay.sandbox.gateway.GatewayRefusal;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.IllegalTransitionException;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeAction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Error responses as {@code application/problem+json} (RFC 9457). The type of a problem specific to the sandbox is the address of
 * its description in {@code openapi.json}; the others are {@code about:blank}.
 */
public final class ProblemDetail {
    private static final String DESCRIPTIONS = "/sandbox/api/openapi.json#/components/schemas/";

    private ProblemDetail() {}

    static HttpResponse badRequest(Text detail) {
        return of("about:blank", 400, "Bad Request", detail, Map.of());
    }

    /** Returns 403: the request comes from a foreign origin or host. */
    public static HttpResponse forbidden(Text detail) {
        return of("about:blank", 403, "Forbidden", detail, Map.of());
    }

    static HttpResponse notFound(Text detail) {
        return of("about:blank", 404, "Not Found", detail, Map.of());
    }

    static HttpResponse busy(Text detail) {
        return of("about:blank", 503, "Service Unavailable", detail, Map.of());
    }

    /** Returns 503: the state cannot be saved because the disk is full or the folder is missing. */
    public static HttpResponse notSaved(Text detail) {
        return of("about:blank", 503, "Service Unavailable", detail, Map.of());
    }

    static HttpResponse broken(Text detail) {
        return of("about:blank", 500, "Internal Server Error", detail, Map.of());
    }

    /** Returns a problem with {@code trade_status}, and in {@code actions} the actions that are allowed now. */
    static HttpResponse illegalStep(IllegalTransitionException step) {
        return of(
                DESCRIPTIONS + "IllegalStep",
                409,
                Texts.of("problem.not-possible"),
                Texts.of(
                        "problem.step",
                        step.action(),
                        step.trade().tradeNo(),
                        step.trade().status()
                                + step.trade()
                                        .refund()
                                        .map(refund -> "/" + refund.status())
                                        .orElse(""),
                        actions(step.trade())),
                Map.of(
                        "trade_status", step.trade().status().name(),
                        "actions", actions(step.trade())));
    }

    /** Returns a problem with the gateway's error code in {@code error}. */
    static HttpResponse refused(GatewayRefusal refusal) {
        String code = refusal.code().map(GatewayErrorCode::code).orElse("");
        return of(
                DESCRIPTIONS + "Refused",
                409,
                Texts.of("problem.refused"),
                refusal.detail(),
                Map.of("error", code, "parameter", refusal.parameter()));
    }

    private static List<String> actions(Trade trade) {
        return trade.actions().stream().map(TradeAction::wireName).toList();
    }

    private static HttpResponse of(String type, int status, Object title, Text detail, Map<String, ?> more) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type);
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        json.putAll(more);
        return HttpResponse.problem(status, Json.of(json));
    }
}
