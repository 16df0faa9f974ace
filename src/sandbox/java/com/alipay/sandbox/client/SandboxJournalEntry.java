package com.alipay.sandbox.client;

import com.google.gson.JsonObject;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One request that reached the sandbox, or one attempt to notify a shop. */
public final class SandboxJournalEntry {
    private final JsonObject json;
    private final String delivery;

    /** @param delivery the attempt in words; empty for a request */
    SandboxJournalEntry(JsonObject json, String delivery) {
        this.json = json;
        this.delivery = delivery;
    }

    public long id() {
        return json.get("id").getAsLong();
    }

    /** Returns when it ended, by the sandbox's clock, in China's time: {@code 2011-03-15 12:00:00}. */
    public String time() {
        return field("time");
    }

    /** Returns whether the sandbox sent it. */
    public boolean outgoing() {
        return field("direction").equals("out");
    }

    /** Returns the kind: PAYMENT, SERVICE, VERIFICATION, NOTIFICATION, RETURN, … */
    public String kind() {
        return field("kind");
    }

    public String outTradeNo() {
        return field("out_trade_no");
    }

    /** Returns whether the request was refused, or the notification not acknowledged. */
    public boolean refused() {
        return json.get("refused").getAsBoolean();
    }

    /** Returns any field of the JSON API by its name, such as {@code error} or {@code remedy}; empty if it is absent. */
    public String field(String name) {
        return Json.text(json, name);
    }

    /** Returns one line; of a refused request with its cause and what to do. */
    @Override
    public String toString() {
        Stream<String> words = outgoing()
                ? Stream.of(time(), "->", kind(), outTradeNo(), delivery)
                : Stream.of(
                        time(),
                        "<-",
                        kind(),
                        field("method"),
                        field("path"),
                        field("service"),
                        outTradeNo(),
                        field("http_status"),
                        refused() ? "REFUSED" : field("outcome"),
                        field("error"),
                        field("parameter"),
                        field("detail"),
                        field("cause"),
                        field("remedy"));
        return words.filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }
}
