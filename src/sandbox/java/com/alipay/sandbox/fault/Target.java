package com.alipay.sandbox.fault;

import com.alipay.sandbox.trade.Trade;

/**
 * What a fault is limited to, or what an event is about; a part that is the empty string is not limited, or not known.
 *
 * @param outTradeNo the merchant's number, which is known before the trade exists
 */
public record Target(String tradeNo, String outTradeNo) {
    public static final Target ANY = new Target("", "");

    public static Target of(Trade trade) {
        return new Target(trade.tradeNo(), trade.request().outTradeNo());
    }

    /** Whether an event of that target is among those meant by this one. */
    boolean covers(Target event) {
        return covers(tradeNo, event.tradeNo) && covers(outTradeNo, event.outTradeNo);
    }

    private static boolean covers(String limit, String value) {
        return limit.isEmpty() || limit.equals(value);
    }
}
