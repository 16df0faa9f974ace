package com.alipay.sandbox.api;

import com.alipay.i18n.Text;
import com.alipay.sandbox.notification.AckMismatch;
import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.notification.DeliveryResponse;
import com.alipay.sandbox.notification.NotificationFields;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.Payment;
import com.alipay.sandbox.trade.PaymentMode;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeAction;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Writes trades and delivery attempts under the protocol's names; money as strings with two decimals, times in the protocol's
 * format.
 */
final class Json {
    private static final Gson READER = new Gson();

    /** One for each language: a writer that has learned the types is much faster than a new one. */
    private static final Map<Locale, Gson> WRITERS = new ConcurrentHashMap<>();

    /** Message fields in a list of delivery attempts; empty if the message lacks one. */
    private static final List<String> DELIVERED =
            List.of("notify_type", "trade_no", "out_trade_no", "trade_status", "refund_status", "batch_no");

    private Json() {}

    /** Returns the value as JSON, its texts in the reader's language. */
    static Function<Locale, String> of(Object value) {
        return language -> WRITERS.computeIfAbsent(language, Json::writer).toJson(value);
    }

    private static Gson writer(Locale language) {
        JsonSerializer<Text> texts = (text, type, context) -> new JsonPrimitive(text.in(language));
        return new GsonBuilder()
                .disableHtmlEscaping()
                .setPrettyPrinting()
                .registerTypeHierarchyAdapter(Text.class, texts)
                .create();
    }

    /** Parses a flat JSON object into strings, without null members; empty if the text is not such an object. */
    static Optional<Map<String, String>> flat(String text) {
        try {
            Map<String, String> members = new TreeMap<>();
            Map<?, ?> object = READER.fromJson(text, Map.class);
            if (object != null) {
                object.forEach((name, value) -> {
                    if (value != null) {
                        members.put(String.valueOf(name), plain(value));
                    }
                });
            }
            return Optional.of(members);
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    /** Gson reads every number as a double: {@code logistics: 1} must stay {@code 1}. */
    private static String plain(Object value) {
        return value instanceof Double number && number == Math.rint(number)
                ? String.valueOf(number.longValue())
                : String.valueOf(value);
    }

    /** Returns what a notification would contain now, plus what only the sandbox knows. */
    static Map<String, Object> trade(Trade trade, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>(NotificationFields.ofNotification(trade));
        json.remove("notify_type");
        json.put("service", trade.request().service().wireName());
        json.put("partner", trade.request().partner());
        json.put("_input_charset", trade.request().charsetName());
        json.put("mode", trade.mode().map(PaymentMode::wireName).orElse(null));
        json.put("notify_url", trade.request().notifyUrl());
        trade.refund().ifPresent(refund -> {
            json.put("refund_fee", Money.format(refund.application().amount()));
            json.put("to_buyer_fee", Money.format(refund.refunded()));
        });
        trade.payment().map(Payment::bank).filter(bank -> !bank.isEmpty()).ifPresent(bank -> json.put("bank", bank));
        trade.transport().ifPresent(transport -> json.put("transport_type", transport));
        trade.due().ifPresent(due -> json.put("due", ChinaTime.format(due)));
        json.put("shipping_overdue", trade.shippingDelay(now).map(Enum::name).orElse(null));
        json.put("actions", trade.actions().stream().map(TradeAction::wireName).toList());
        json.put("warnings", trade.request().warnings());
        return json;
    }

    /** @param paused whether its notification is paused */
    static Map<String, Object> delivery(DeliveryAttempt delivery, boolean paused) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", delivery.id());
        json.put("notify_id", delivery.notifyId());
        json.put("attempt", delivery.attempt());
        json.put("profile", delivery.profile().name());
        for (String name : DELIVERED) {
            json.put(name, delivery.message().get(name));
        }
        json.put("time", ChinaTime.format(delivery.time()));
        json.put("url", delivery.message().url());
        json.put("charset", delivery.charset().name());
        json.put("content_type", delivery.contentType());
        json.put("request", delivery.form());
        json.put("parameters", parameters(delivery));
        json.put("faults", delivery.faults());
        json.put("acknowledged", delivery.acknowledged());
        if (delivery.reception() instanceof DeliveryResponse.Answered answer) {
            json.put("http_status", answer.status());
            json.put("answer", answer.textIn(delivery.charset()));
            json.put("answer_hex", answer.hex().replace(" ", ""));
            AckMismatch.in(answer.body()).ifPresent(wrong -> json.put("wrong_byte", wrong));
        } else if (delivery.reception() instanceof DeliveryResponse.Failed failed) {
            json.put("failure", failed.reason());
        }
        delivery.lint().ifPresent(lint -> json.put("lint", lint));
        if (!delivery.remark().equals(Text.NONE)) {
            json.put("remark", delivery.remark());
        }
        json.put("paused", paused);
        delivery.nextTry().ifPresent(next -> json.put("next_try", ChinaTime.format(next)));
        return json;
    }

    private static Map<String, String> parameters(DeliveryAttempt delivery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        delivery.parameters().forEach(each -> parameters.put(each.getKey(), each.getValue()));
        return parameters;
    }
}
