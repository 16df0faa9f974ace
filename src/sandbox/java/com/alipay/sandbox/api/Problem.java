package com.alipay.sandbox.api;

import com.alipay.sandbox.error.ErrorCode;
import com.alipay.sandbox.error.Refusal;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.trade.IllegalStep;
import com.alipay.sandbox.trade.TradeAction;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers that tell a program what it did wrong, as {@code application/problem+json}. */
final class Problem {
    private Problem() {}

    static Reply badRequest(String detail) {
        return of(400, "Bad request", detail, Map.of());
    }

    static Reply notFound(String detail) {
        return of(404, "Not found", detail, Map.of());
    }

    /** With {@code trade_status}, and in {@code actions} what is possible instead. */
    static Reply illegalStep(IllegalStep step) {
        return of(
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
        String code = refusal.code().map(ErrorCode::name).orElse("");
        return of(409, "Refused", refusal.detail(), Map.of("error", code, "parameter", refusal.parameter()));
    }

    private static Reply of(int status, String title, String detail, Map<String, ?> more) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        json.putAll(more);
        return Reply.problem(status, Json.of(json));
    }
}
