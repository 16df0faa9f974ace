package com.alipay.sandbox.trade;

/** Trade statuses of these services; the graph is in {@link Trade}. */
public enum TradeStatus {
    WAIT_BUYER_PAY,
    WAIT_SELLER_SEND_GOODS,
    WAIT_BUYER_CONFIRM_GOODS,
    TRADE_SUCCESS,
    TRADE_FINISHED,
    TRADE_CLOSED
}
