package com.alipay.sandbox.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the shop's own books say of one order.
 *
 * <pre>
 * unpaid                                        not paid
 * paid 1                                        paid, the goods handed out once
 * {"status":"shipped","delivered":1}            the same as JSON
 * {"trade_status":"TRADE_FINISHED","history":[{"event":"PAID"}]}   as our own admin/api/orders answers
 * </pre>
 *
 * @param deliveries how often the order was carried out; empty if the books do not say
 * @param text the answer as it was
 */
record OrderState(Stage stage, OptionalInt deliveries, String text) {
    /** Stages in their order; a shop that goes back from one to an earlier one has lost something. */
    enum Stage {
        UNKNOWN,
        UNPAID,
        PAID,
        SHIPPED,
        FINISHED,
        CLOSED
    }

    private static final Map<String, Stage> WORDS = Map.ofEntries(
            Map.entry("none", Stage.UNPAID),
            Map.entry("new", Stage.UNPAID),
            Map.entry("unpaid", Stage.UNPAID),
            Map.entry("held", Stage.UNPAID),
            Map.entry("wait_buyer_pay", Stage.UNPAID),
            Map.entry("paid", Stage.PAID),
            Map.entry("wait_seller_send_goods", Stage.PAID),
            Map.entry("trade_success", Stage.PAID),
            Map.entry("shipped", Stage.SHIPPED),
            Map.entry("wait_buyer_confirm_goods", Stage.SHIPPED),
            Map.entry("finished", Stage.FINISHED),
            Map.entry("trade_finished", Stage.FINISHED),
            Map.entry("refunded", Stage.CLOSED),
            Map.entry("closed", Stage.CLOSED),
            Map.entry("trade_closed", Stage.CLOSED));

    static final OrderState NONE = new OrderState(Stage.UNPAID, OptionalInt.of(0), "");

    static OrderState read(String answer) {
        String text = answer.strip();
        return text.startsWith("{") ? ofJson(text) : ofWords(text);
    }

    boolean isPaid() {
        return stage.compareTo(Stage.PAID) >= 0 && stage != Stage.CLOSED;
    }

    private static OrderState ofWords(String text) {
        String[] words = text.split("[\\s,;]+");
        OptionalInt deliveries = Stream.of(words)
                .skip(1)
                .flatMapToInt(word -> count(word).stream())
                .findFirst();
        return new OrderState(stage(words[0]), deliveries, text);
    }

    private static OrderState ofJson(String text) {
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            String word = Stream.of("status", "trade_status")
                    .filter(json::has)
                    .map(name -> json.get(name).getAsString())
                    .findFirst()
                    .orElse("");
            return new OrderState(stage(word), deliveries(json), word);
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            return new OrderState(Stage.UNKNOWN, OptionalInt.empty(), text);
        }
    }

    private static OptionalInt deliveries(JsonObject json) {
        if (json.has("delivered")) {
            return count(json.get("delivered").getAsString());
        }
        if (!json.has("history")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                (int) StreamSupport.stream(json.getAsJsonArray("history").spliterator(), false)
                        .map(JsonElement::getAsJsonObject)
                        .filter(step -> step.has("event")
                                && step.get("event").getAsString().equals("PAID"))
                        .count());
    }

    /** Returns a number of deliveries; empty for what is none. */
    private static OptionalInt count(String word) {
        return word.matches("\\d{1,6}") ? OptionalInt.of(Integer.parseInt(word)) : OptionalInt.empty();
    }

    private static Stage stage(String word) {
        return WORDS.getOrDefault(word.toLowerCase(Locale.ROOT), Stage.UNKNOWN);
    }

    /** Returns the words that are understood, in alphabetical order. */
    static List<String> words() {
        return WORDS.keySet().stream().sorted().toList();
    }
}
