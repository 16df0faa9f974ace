package com.alipay.sandbox.api;

import com.alipay.sandbox.error.ErrorCode;
import com.alipay.sandbox.error.Refusal;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.trade.IllegalStep;
import com.alipay.sandbox.trade.TradeAction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers that tell a program what it did wrong, as {@code application/problem+json} of RFC 9457. The type of a problem of the
 * sandbox's own is the address of its description in {@code openapi.json}; the others are what their status says.
 */
public final class Problem {
    private static final String DESCRIPTIONS = "/sandbox/api/openapi.json#/components/schemas/";

    private Problem() {}

    static Reply badRequest(String detail) {
        return of("about:blank", 400, "Bad Request", detail, Map.of());
    }

    /** Refused because of where the request comes from. */
    public static Reply forbidden(String detail) {
        return of("about:blank", 403, "Forbidden", detail, Map.of());
    }

    static Reply notFound(String detail) {
        return of("about:blank", 404, "Not Found", detail, Map.of());
    }

    static Reply busy(String detail) {
        return of("about:blank", 503, "Service Unavailable", detail, Map.of());
    }

    /** The state cannot be kept: the disk is full, or its folder is gone. */
    public static Reply notSaved(String detail) {
        return of("about:blank", 503, "Service Unavailable", detail, Map.of());
    }

    static Reply broken(String detail) {
        return of("about:blank", 500, "Internal Server Error", detail, Map.of());
    }

    /** With {@code trade_status}, and in {@code actions} what is possible instead. */
    static Reply illegalStep(IllegalStep step) {
        return of(
                DESCRIPTIONS + "IllegalStep",
                409,
                "Not possible now",
                step.getMessage(),
                Map.of(
                        "trade_status", step.trade().status().name(),
                        "actions",
                                step.trade().actions().stream()
                                        .map(TradeAction::wireName)
                                        .toList()));
    }

    /** With the gateway's code in {@code error}. */
    static Reply refused(Refusal refusal) {
        String code = refusal.code().map(ErrorCode::code).orElse("");
        return of(
                DESCRIPTIONS + "Refused",
                409,
                "Refused",
                refusal.detail(),
                Map.of("error", code, "parameter", refusal.parameter()));
    }

    private static Reply of(String type, int status, String title, String detail, Map<String, ?> more) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type);
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        json.putAll(more);
        return Reply.problem(status, Json.of(json));
    }
}
