package com.alipay.orders.rules;

import java.util.Optional;
import java.util.stream.Stream;

/** One kind of line in an order's history. The codes are stored and never change. */
public enum HistoryEvent {
    PLACED("PLACED", "下单"),
    /** A message added what was not known yet, such as trade_no. */
    NOTED("NOTED", "补充交易信息"),
    PAID("PAID", "已付款"),
    SHIPPED("SHIPPED", "已发货"),
    FINISHED("FINISHED", "交易完成"),
    CLOSED("CLOSED", "交易关闭"),
    REFUND("REFUND", "退款进展"),
    /** A person released a message that changed nothing. */
    RELEASED("RELEASED", "放行，订单不变"),
    /** A person dismissed a message. */
    DISMISSED("DISMISSED", "驳回通知，订单不变"),
    /** The merchant's code ended the transaction by itself. */
    SUSPENDED("SUSPENDED", "商户程序中途提交，订单不变"),
    /** A person found the work of the merchant's code done. */
    CONFIRMED("CONFIRMED", "确认商户程序已经做完，订单不变"),
    /** A person lets the merchant's code be called again. */
    RESET("RESET", "允许再次调用商户程序，订单不变");

    private final String code;
    private final String meaning;

    HistoryEvent(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The word that is stored and answered. */
    public String code() {
        return code;
    }

    /** What a merchant calls it, in Chinese. */
    public String meaning() {
        return meaning;
    }

    /** The event of this code; empty for another word, such as one that a later version stored. */
    public static Optional<HistoryEvent> of(String code) {
        return Stream.of(values()).filter(event -> event.code.equals(code)).findFirst();
    }
}
