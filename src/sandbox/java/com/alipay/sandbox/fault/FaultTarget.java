package com.alipay.sandbox.fault;

import com.alipay.sandbox.trade.Trade;

/**
 * What a fault is limited to, or what an event is about; a part that is the empty string is not limited, or not known.
 *
 * @param outTradeNo the merchant's number, which is known before the trade exists
 */
public record FaultTarget(String tradeNo, String outTradeNo) {
    public static final FaultTarget ANY = new FaultTarget("", "");

    public static FaultTarget of(Trade trade) {
        return new FaultTarget(trade.tradeNo(), trade.request().outTradeNo());
    }

    /** Whether an event of that target is among those meant by this one. */
    boolean matches(FaultTarget event) {
        return matches(tradeNo, event.tradeNo) && matches(outTradeNo, event.outTradeNo);
    }

    private static boolean matches(String limit, String value) {
        return limit.isEmpty() || limit.equals(value);
    }
}
