package com.alipay.orders.rules;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of entries in an order's history. The codes are stored and never change. */
public enum HistoryEvent {
    PLACED("PLACED", "下单"),
    /** A message added data that was missing, such as trade_no. */
    NOTED("NOTED", "补充交易信息"),
    PAID("PAID", "已付款"),
    SHIPPED("SHIPPED", "已发货"),
    FINISHED("FINISHED", "交易完成"),
    CLOSED("CLOSED", "交易关闭"),
    REFUND("REFUND", "退款进展"),
    /** A person released a message that did not change the order. */
    RELEASED("RELEASED", "放行，订单不变"),
    /** A person dismissed a message. */
    DISMISSED("DISMISSED", "驳回通知，订单不变"),
    /** The merchant's listener ended the transaction by itself. */
    SUSPENDED("SUSPENDED", "商户程序中途提交，订单不变"),
    /** A person confirmed that the work of the listener is done. */
    CONFIRMED("CONFIRMED", "确认商户程序已经做完，订单不变"),
    /** A person allowed the listener to be called again. */
    RESET("RESET", "允许再次调用商户程序，订单不变");

    private final String code;
    private final String meaning;

    HistoryEvent(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** Returns the code used in the database and in JSON. */
    public String code() {
        return code;
    }

    /** Returns the display name in Chinese. */
    public String meaning() {
        return meaning;
    }

    /** Returns the event of this code; empty for an unknown one, such as one that a later version stored. */
    public static Optional<HistoryEvent> of(String code) {
        return Stream.of(values()).filter(event -> event.code.equals(code)).findFirst();
    }
}
