package com.alipay.sandbox.check;

import com.alipay.sandbox.Sandbox;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.journal.JournalEntry;
import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.protocol.FormCodec;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Operates the sandbox through its own API, and collects its attempts to notify the shop. */
final class SandboxControl {
    private final String url;
    private final ShopHttpClient http = ShopHttpClient.withoutCookies();
    private final List<DeliveryAttempt> attempts = new CopyOnWriteArrayList<>();

    SandboxControl(Sandbox sandbox) {
        url = sandbox.url();
        sandbox.onJournal(entry -> {
            if (entry instanceof JournalEntry.Outgoing outgoing) {
                attempts.add(outgoing.delivery());
            }
        });
    }

    String gateway() {
        return url + "/gateway.do";
    }

    /** Sends a pay request as the buyer's browser would. */
    Exchange submit(GatewayRequest request) {
        return request.form()
                .map(form -> http.post(request.address(), form))
                .orElseGet(() -> http.get(request.address()));
    }

    /** @throws UnplayableException the sandbox refused: the shop may have done that step itself */
    JsonObject call(String path, String... namesAndValues) {
        List<Map.Entry<String, String>> form = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.add(Map.entry(namesAndValues[i], namesAndValues[i + 1]));
        }
        Exchange exchange = http.post(url + "/sandbox/api/" + path, FormCodec.encode(form, StandardCharsets.UTF_8));
        Exchange.Answer answer = exchange.answer()
                .filter(it -> it.status() == 200)
                .orElseThrow(() -> new UnplayableException("order.step", path, exchange.received()));
        return JsonParser.parseString(new String(answer.body(), StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    /** Sets a fault for the next message of that order in that status. */
    void fault(Fault fault, String outTradeNo, String tradeStatus) {
        call("faults", "fault", fault.name(), "out_trade_no", outTradeNo, "trade_status", tradeStatus, "count", "1");
    }

    /** Sets a fault for everything until it is ended. */
    void beginFault(Fault fault) {
        call("faults", "fault", fault.name());
    }

    /** Ends every fault. */
    void endFaults() {
        http.delete(url + "/sandbox/api/faults");
    }

    /** Returns when everything due until then has been delivered. */
    void advance(Duration time) {
        call("clock", "advance", time.toString());
    }

    /** Forgets every trade and sets the clock back. */
    void reset() {
        call("reset");
        attempts.clear();
    }

    /** Returns the attempts about that order, oldest first. */
    List<DeliveryAttempt> attempts(String outTradeNo) {
        return attempts.stream()
                .filter(attempt -> attempt.message().get("out_trade_no").equals(outTradeNo))
                .toList();
    }
}
