package com.alipay.sandbox.notification;

import com.alipay.sandbox.fault.FaultTarget;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.trade.Trade;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * What a notification says and where it goes. {@code notify_id}, {@code notify_time} and the signature are added when it is
 * sent.
 *
 * @param signType as what it is about was requested
 * @param url the merchant's notify_url; empty if nobody is to be told
 */
public record NotificationContent(
        String partner, SignType signType, String url, Charset charset, Map<String, String> fields) {
    public NotificationContent {
        fields = Map.copyOf(fields);
    }

    /** The trade as it is. */
    public static NotificationContent ofTrade(Trade trade) {
        return new NotificationContent(
                trade.request().partner(),
                trade.request().signType(),
                trade.request().notifyUrl(),
                trade.request().charset(),
                NotificationFields.ofNotification(trade));
    }

    /** The empty string if it says nothing under that name. */
    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    /** The number of the trade or the batch it is about: messages about the same are sent one after the other. */
    public String subject() {
        return get("trade_no") + get("batch_no");
    }

    /** What a fault can be limited to. */
    FaultTarget target() {
        return new FaultTarget(get("trade_no"), get("out_trade_no"));
    }
}
