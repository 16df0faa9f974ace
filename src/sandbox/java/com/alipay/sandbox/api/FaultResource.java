package com.alipay.sandbox.api;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.FaultRegistry;
import com.alipay.sandbox.fault.FaultRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.text.Texts;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Resource {@code faults}: lists, adds and ends faults. */
final class FaultResource {
    private final FaultRegistry faults;

    FaultResource(FaultRegistry faults) {
        this.faults = faults;
    }

    HttpResponse list() {
        return HttpResponse.json(
                200,
                Json.of(Map.of(
                        "faults",
                                faults.active().stream()
                                        .map(FaultResource::active)
                                        .toList(),
                        "known", known())));
    }

    HttpResponse add(ApiRequest call) {
        FaultRequest form = FaultRequest.read(call.form());
        faults.add(form.fault(), form.target(), form.times(), form.tradeStatus());
        return list();
    }

    /** Ends the fault of that name and trade; all faults if no name is given. */
    HttpResponse end(ApiRequest call) {
        if (call.get("fault").isEmpty()) {
            faults.clear();
        } else {
            FaultRequest form = FaultRequest.read(call.form());
            faults.end(form.fault(), form.target());
        }
        return list();
    }

    private static Map<String, Object> active(FaultRegistry.Active active) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fault", active.fault().name());
        active.left().ifPresent(left -> json.put("left", left));
        json.put("trade_no", active.target().tradeNo());
        json.put("out_trade_no", active.target().outTradeNo());
        if (!active.tradeStatus().isEmpty()) {
            json.put("trade_status", active.tradeStatus());
        }
        return json;
    }

    private static List<Map<String, Object>> known() {
        return Arrays.stream(Fault.values())
                .map(fault -> Map.<String, Object>of(
                        "fault", fault.name(),
                        "kind", fault.kind().name(),
                        "meaning", Texts.of(fault),
                        "explanation", Texts.about(fault, "explanation")))
                .toList();
    }
}
