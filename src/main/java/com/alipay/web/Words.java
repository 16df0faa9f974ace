package com.alipay.web;

import com.alipay.store.Notices;
import com.alipay.trade.Milestone;
import com.alipay.trade.RefundStatus;
import com.alipay.trade.Ruling;
import com.alipay.trade.TradeStatus;

/** What the admin pages call things, in Chinese. A word that nobody listed is shown as it is. */
final class Words {
    private Words() {}

    /** A page or another way by which news of an order came. */
    static String source(String source) {
        return switch (OrderPage.orEmpty(source)) {
            case "notify_url" -> "异步通知";
            case "return_url" -> "同步返回";
            case "alipayto" -> "下单页面";
            case "reconcile" -> "自动对账";
            case "admin" -> "人工操作";
            default -> OrderPage.orEmpty(source);
        };
    }

    /** What became of a message. */
    static String outcome(String outcome) {
        for (Ruling.Effect effect : Ruling.Effect.values()) {
            if (effect.name().equals(outcome)) {
                return effect.meaning();
            }
        }
        return switch (outcome) {
            case Notices.RECEIVED -> "已收到，还没有处理";
            case Notices.REFUSED -> "没有通过验证";
            case Notices.FAILED -> "处理出错";
            case Notices.DISMISSED -> "已驳回";
            default -> outcome;
        };
    }

    /** A line of an order's history. */
    static String event(String event) {
        for (Milestone milestone : Milestone.values()) {
            if (milestone.name().equals(event)) {
                return milestone.meaning();
            }
        }
        return switch (event) {
            case "PLACED" -> "下单";
            case "NOTED" -> "补充交易信息";
            case "RELEASED" -> "放行，订单不变";
            case "DISMISSED" -> "驳回通知，订单不变";
            default -> event;
        };
    }

    /** The vendor's word with its meaning, such as {@code 交易完成 TRADE_FINISHED}; "" for none. */
    static String tradeStatus(String name) {
        return TradeStatus.of(name)
                .map(TradeStatus::meaning)
                .map(meaning -> meaning + " " + name)
                .orElse(name);
    }

    /** The vendor's word with its meaning; 没有退款 for none. */
    static String refundStatus(String name) {
        return name.isEmpty()
                ? "没有退款"
                : RefundStatus.of(name)
                        .map(RefundStatus::meaning)
                        .map(meaning -> meaning + " " + name)
                        .orElse(name);
    }

    /** Why something was made of a message, with what to do while it waits, and what a person did about it. */
    static String reason(Notices.Entry entry) {
        boolean waits = entry.operator() == null || entry.held();
        String why = entry.why()
                .map(reason -> reason.meaning() + (reason.remedy().isEmpty() || !waits ? "" : "。" + reason.remedy()))
                .orElse(entry.reason());
        if (entry.operator() == null) {
            return why;
        }
        String note = OrderPage.orEmpty(entry.note());
        return why + "。" + entry.operator() + (note.isBlank() ? " 查询" : "：" + note);
    }
}
