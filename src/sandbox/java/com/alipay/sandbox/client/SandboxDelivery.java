package com.alipay.sandbox.client;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One attempt to notify the shop, and what the shop answered. */
public final class SandboxDelivery {
    private final JsonObject json;

    SandboxDelivery(JsonObject json) {
        this.json = json;
    }

    public long id() {
        return json.get("id").getAsLong();
    }

    public String outTradeNo() {
        return field("out_trade_no");
    }

    public String tradeStatus() {
        return field("trade_status");
    }

    /** Returns the {@code notify_url} it was sent to. */
    public String url() {
        return field("url");
    }

    /** Returns the parameters that were sent, in their order. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        json.getAsJsonObject("parameters")
                .entrySet()
                .forEach(each -> parameters.put(each.getKey(), each.getValue().getAsString()));
        return parameters;
    }

    /** Returns the body that was sent. */
    public String request() {
        return field("request");
    }

    /** Returns whether the answer was {@code success}. */
    public boolean acknowledged() {
        return json.get("acknowledged").getAsBoolean();
    }

    /** Returns the HTTP status of the answer; 0 if there was none. */
    public int httpStatus() {
        return json.has("http_status") ? json.get("http_status").getAsInt() : 0;
    }

    /** Returns the body of the answer, or why there was none. */
    public String answer() {
        return httpStatus() == 0 ? field("failure") : field("answer");
    }

    /** Returns the names of the faults that shaped it. */
    public List<String> faults() {
        return Json.texts(json, "faults");
    }

    /** Returns any field of the JSON API by its name; empty if it is absent. */
    public String field(String name) {
        return Json.text(json, name);
    }

    /** Returns one line: what was sent, where to, and the answer. */
    @Override
    public String toString() {
        String answer = answer().strip();
        return field("trade_status") + " " + field("refund_status") + " to " + url() + ", answer "
                + (httpStatus() == 0 ? "" : httpStatus() + " ")
                + (answer.length() > 200 ? answer.substring(0, 200) + "…" : answer)
                + (acknowledged() ? "" : " (not acknowledged)");
    }
}
