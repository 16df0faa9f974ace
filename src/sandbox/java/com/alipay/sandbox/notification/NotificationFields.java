package com.alipay.sandbox.notification;

import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.PayService;
import com.alipay.sandbox.trade.Receiver;
import com.alipay.sandbox.trade.Refund;
import com.alipay.sandbox.trade.ShippingOption;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fields of a notification and of a return about a trade. {@code notify_id}, {@code notify_time} and the signature are added when
 * it is sent. An unknown value is left out.
 *
 * @tutorial 双功能 2.3 / 担保 3.4
 */
public final class NotificationFields {
    private final Map<String, String> fields = new TreeMap<>();

    private NotificationFields() {}

    /** Returns the fields of an asynchronous notification for the trade's current state. */
    public static Map<String, String> ofNotification(Trade trade) {
        NotificationFields message = new NotificationFields();
        message.trade(trade).amounts(trade).logistics(trade).times(trade).refund(trade);
        message.put("gmt_close", trade.moments().closed());
        return message.fields;
    }

    /**
     * Returns the fields of a synchronous return for the trade's current state: the full set for escrow; for instant payment the
     * short set with {@code exterface} and without amounts and times.
     */
    public static Map<String, String> ofReturn(Trade trade) {
        NotificationFields message = new NotificationFields();
        message.put("is_success", "T");
        message.trade(trade).logistics(trade);
        if (trade.isInstant()) {
            message.put("exterface", trade.request().service().wireName());
            message.bank(trade);
        } else {
            message.amounts(trade).times(trade).actions(trade);
        }
        return message.fields;
    }

    private NotificationFields trade(Trade trade) {
        PayRequest request = trade.request();
        put("notify_type", "trade_status_sync");
        put("trade_no", trade.tradeNo());
        put("out_trade_no", request.outTradeNo());
        put("subject", request.subject());
        put("body", request.body());
        put("payment_type", "1");
        put("total_fee", Money.format(trade.total()));
        put("trade_status", trade.status().name());
        put("seller_email", request.seller().email());
        put("seller_id", request.seller().id());
        put("buyer_email", trade.buyer().email());
        put("buyer_id", trade.buyer().id());
        put("extra_common_param", request.extra());
        return this;
    }

    /** Adds the amounts; the seller's price change is part of discount, so that the sum is right. */
    private NotificationFields amounts(Trade trade) {
        PayRequest request = trade.request();
        put("price", Money.format(request.price()));
        put("quantity", request.quantity().toString());
        put("discount", Money.format(request.discount().add(trade.adjustment())));
        // Y in every capture of a trade that is unpaid and without a shipping choice, though its price is unchanged.
        put("is_total_fee_adjust", trade.isAdjusted() || trade.payment().isEmpty() ? "Y" : "N");
        put("use_coupon", "N");
        return this;
    }

    /** Adds the bank's number of a direct payment through a bank. */
    private void bank(Trade trade) {
        boolean isDirect = trade.request().service() == PayService.DIRECT;
        put(
                "bank_seq_no",
                isDirect && trade.isPaidThroughBank() ? trade.tradeNo().substring(6, 16) : "");
    }

    private NotificationFields logistics(Trade trade) {
        Optional<ShippingOption> chosen = trade.shipping();
        if (chosen.isPresent()) {
            ShippingOption group = chosen.get();
            put("logistics_type", group.type());
            put("logistics_fee", Money.format(group.fee()));
            put("logistics_payment", group.payment());
            receiver(trade.receiver());
        }
        return this;
    }

    private void receiver(Receiver receiver) {
        put("receive_name", receiver.name());
        put("receive_address", receiver.address());
        put("receive_zip", receiver.zip());
        put("receive_phone", receiver.phone());
        put("receive_mobile", receiver.mobile());
    }

    private NotificationFields times(Trade trade) {
        put("gmt_create", Optional.of(trade.moments().created()));
        put("gmt_logistics_modify", trade.moments().logisticsChosen());
        put("gmt_payment", trade.moments().paid());
        put("gmt_send_goods", trade.moments().sent());
        return this;
    }

    /** Adds the status of the latest refund, also a finished one; gmt_refund once money was refunded. */
    private void refund(Trade trade) {
        if (trade.refund().isPresent()) {
            Refund refund = trade.refund().get();
            put("refund_status", refund.status().name());
            refund.succeeded().ifPresent(time -> put("gmt_refund", refundTime(trade, time)));
        }
    }

    /** Formats a refund time; with milliseconds for an instant payment, as captured in 2016. */
    public static String refundTime(Trade trade, Instant time) {
        return trade.isInstant() ? ChinaTime.formatMillis(time) : ChinaTime.format(time);
    }

    private void actions(Trade trade) {
        if (trade.status() == TradeStatus.WAIT_SELLER_SEND_GOODS) {
            put("seller_actions", "SEND_GOODS");
        } else if (trade.status() == TradeStatus.WAIT_BUYER_CONFIRM_GOODS) {
            put("seller_actions", "EXTEND_TIMEOUT");
            put("buyer_actions", "REFUND,CONFIRM_GOODS");
        }
    }

    private void put(String name, Optional<Instant> time) {
        time.ifPresent(instant -> put(name, ChinaTime.format(instant)));
    }

    private void put(String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }
}
