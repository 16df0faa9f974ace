package com.alipay.sandbox.trade;

/** Trade statuses of these services; the graph is in {@link Trade}. */
public enum TradeStatus {
    WAIT_BUYER_PAY("等待买家付款"),
    WAIT_SELLER_SEND_GOODS("买家已付款，等待卖家发货"),
    WAIT_BUYER_CONFIRM_GOODS("卖家已发货，等待买家确认收货"),
    TRADE_SUCCESS("付款成功，可以退款"),
    TRADE_FINISHED("交易成功"),
    TRADE_CLOSED("交易关闭");

    private final String meaning;

    TradeStatus(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
