package com.alipay.sandbox.notification;

import com.alipay.sandbox.fault.FaultTarget;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.trade.Trade;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * Content and destination of a notification. {@code notify_id}, {@code notify_time} and the signature are added when it is sent.
 *
 * @param signType the sign_type of the request it is about
 * @param url the merchant's notify_url; empty for no notification
 */
public record NotificationContent(
        String partner, SignType signType, String url, Charset charset, Map<String, String> fields) {
    public NotificationContent {
        fields = Map.copyOf(fields);
    }

    /** Returns the content for the trade's current state. */
    public static NotificationContent ofTrade(Trade trade) {
        return new NotificationContent(
                trade.request().partner(),
                trade.request().signType(),
                trade.request().notifyUrl(),
                trade.request().charset(),
                NotificationFields.ofNotification(trade));
    }

    /** Returns a field; the empty string if it is absent. */
    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Returns the trade or batch number it is about: messages with the same subject are sent one after the other. */
    public String subject() {
        return get("trade_no") + get("batch_no");
    }

    /** Returns the target that faults are matched against. */
    FaultTarget target() {
        return new FaultTarget(get("trade_no"), get("out_trade_no"));
    }
}
