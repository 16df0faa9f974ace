package com.alipay.sandbox.gateway;

import com.alipay.sandbox.notification.NotificationFields;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.Refund;
import com.alipay.sandbox.trade.ShippingOption;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Service {@code single_trade_query}: returns a trade's state. Booleans are {@code T} and {@code F} here, not {@code Y} and
 * {@code N}.
 */
record SingleTradeQueryService(TradeFinder trades) {
    ServiceResponse answer(Parameters params) {
        String name = params.has("trade_no") ? "trade_no" : "out_trade_no";
        String number = params.get(name);
        if (number.isEmpty() || number.length() > 64) {
            return ServiceResponse.refused(GatewayErrorCode.ILLEGAL_ARGUMENT, name, Texts.of("refusal.no-number"));
        }
        return trades.find(params, "out_trade_no")
                .map(trade -> ServiceResponse.told("trade", children(trade)))
                .orElseGet(() ->
                        ServiceResponse.refused(GatewayErrorCode.TRADE_NOT_EXIST, name, Texts.of("refusal.no-trade")));
    }

    private static Map<String, String> children(Trade trade) {
        PayRequest request = trade.request();
        Map<String, String> children = new TreeMap<>();
        children.put("additional_trade_status", isClosedByAlipay(trade) ? "DAEMON_CONFIRM_CLOSE" : "");
        children.put("body", request.body());
        children.put("buyer_email", trade.buyer().email());
        children.put("buyer_id", trade.buyer().id());
        children.put("discount", Money.format(request.discount().add(trade.adjustment())));
        children.put("flag_trade_locked", "0");
        children.put("gmt_create", ChinaTime.format(trade.moments().created()));
        children.put("gmt_last_modified_time", ChinaTime.format(trade.moments().modified()));
        children.put("gmt_logistics_modify", time(trade.moments().logisticsChosen()));
        children.put("gmt_payment", time(trade.moments().paid()));
        children.put("gmt_send_goods", time(trade.moments().sent()));
        children.put(
                "gmt_close", isFinishedAtOnce(trade) ? "" : time(trade.moments().closed()));
        children.put("is_total_fee_adjust", trade.isAdjusted() ? "T" : "F");
        children.put(
                "logistics_fee",
                group(trade).isNone() ? "" : Money.format(group(trade).fee()));
        children.put("operator_role", "B");
        children.put("out_trade_no", request.outTradeNo());
        children.put("payment_type", "1");
        children.put("price", Money.format(request.price()));
        children.put("quantity", request.quantity().toString());
        children.put("seller_email", request.seller().email());
        children.put("seller_id", request.seller().id());
        children.put("subject", request.subject());
        children.put("to_buyer_fee", Money.format(trade.refunded()));
        children.put("to_seller_fee", Money.format(trade.paidOut()));
        children.put("total_fee", Money.format(trade.total()));
        children.put("trade_no", trade.tradeNo());
        children.put("trade_status", trade.status().name());
        children.put("use_coupon", "F");
        if (trade.status() == TradeStatus.TRADE_SUCCESS) {
            children.put("time_out", time(trade.due()));
            children.put("time_out_type", "finishFPAction");
        }
        trade.refund().ifPresent(refund -> children.putAll(refund(trade, refund)));
        return children;
    }

    private static Map<String, String> refund(Trade trade, Refund refund) {
        return Map.of(
                "refund_status", refund.status().name(),
                "refund_fee", Money.format(refund.application().amount()),
                "refund_id", trade.tradeNo().substring(8, 16),
                "refund_flow_type", flowType(trade, refund),
                "gmt_refund",
                        refund.succeeded()
                                .map(time -> NotificationFields.refundTime(trade, time))
                                .orElse(""));
    }

    private static ShippingOption group(Trade trade) {
        return trade.choice().orElse(trade.request().groups().get(0));
    }

    /** Returns whether it was closed by the timer, or because all of it was refunded. */
    private static boolean isClosedByAlipay(Trade trade) {
        boolean paidBack =
                trade.moments().paid().isPresent() && trade.refundable().signum() == 0;
        return trade.expired() || trade.status() == TradeStatus.TRADE_CLOSED && paidBack;
    }

    /** Returns whether it is an instant payment finished at payment; it has no gmt_close here, unlike in its notification. */
    private static boolean isFinishedAtOnce(Trade trade) {
        return trade.isInstant()
                && trade.status() == TradeStatus.TRADE_FINISHED
                && trade.moments().closed().equals(trade.moments().paid());
    }

    /**
     * Returns the flow type: before shipping 4, after it 1 (goods kept) or 2 (returned), instant payment 3, the only one
     * captured.
     */
    private static String flowType(Trade trade, Refund refund) {
        if (trade.isInstant()) {
            return "3";
        }
        return trade.moments().sent().isEmpty() ? "4" : refund.application().goesBack() ? "2" : "1";
    }

    private static String time(Optional<Instant> time) {
        return time.map(ChinaTime::format).orElse("");
    }
}
