package com.alipay.sandbox.fault;

import com.alipay.sandbox.trade.Trade;

/**
 * What a fault is limited to, or what an event is about; an empty part means no limit, or unknown.
 *
 * @param outTradeNo the merchant's order number, which is known before the trade exists
 */
public record FaultTarget(String tradeNo, String outTradeNo) {
    public static final FaultTarget ANY = new FaultTarget("", "");

    public static FaultTarget of(Trade trade) {
        return new FaultTarget(trade.tradeNo(), trade.request().outTradeNo());
    }

    /** Returns whether this target includes that event's target. */
    boolean matches(FaultTarget event) {
        return matches(tradeNo, event.tradeNo) && matches(outTradeNo, event.outTradeNo);
    }

    private static boolean matches(String limit, String value) {
        return limit.isEmpty() || limit.equals(value);
    }
}
