package com.alipay.web;

import com.alipay.store.Notices;
import com.alipay.trade.Milestone;
import com.alipay.trade.RefundStatus;
import com.alipay.trade.Ruling;
import com.alipay.trade.TradeStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the admin pages call things, in Chinese. A word that nobody listed is shown as it is. */
final class Words {
    /** What became of a message, in the order in which a person chooses among them. */
    static final Map<String, String> OUTCOMES = inThisOrder(
            effect(Ruling.Effect.HELD),
            Map.entry(Notices.FAILED, "处理出错，已撤回"),
            Map.entry(Notices.REFUSED, "没有通过验证"),
            Map.entry(Notices.RECEIVED, "已收到，还没有处理"),
            effect(Ruling.Effect.ADVANCED),
            effect(Ruling.Effect.REPEAT),
            effect(Ruling.Effect.LATE),
            effect(Ruling.Effect.IGNORED),
            Map.entry(Notices.DISMISSED, "已驳回"));

    /** What a message with a right signature turned out to be; likewise. */
    static final Map<String, String> VERDICTS = inThisOrder(
            Map.entry("Genuine", "真实"),
            Map.entry("NotConfirmed", "支付宝没有确认"),
            Map.entry("GatewayUnreachable", "没能向支付宝确认"));

    /** What a message without a right signature turned out to be; likewise. */
    static final Map<String, String> STRANGERS = inThisOrder(
            Map.entry("SignatureDiffers", "签名不一致"), Map.entry("Incomplete", "缺少参数"), Map.entry("Unreadable", "读不出来"));

    private Words() {}

    /** A page or another way by which news of an order came. */
    static String source(String source) {
        return switch (source) {
            case "notify_url" -> "异步通知";
            case "return_url" -> "同步返回";
            case "alipayto" -> "下单页面";
            case "reconcile" -> "自动对账";
            case "admin" -> "人工操作";
            default -> source;
        };
    }

    /** What became of a message. */
    static String outcome(String outcome) {
        return OUTCOMES.getOrDefault(outcome, outcome);
    }

    /** What the check of a message found; "" while there is nothing. */
    static String verdict(String verdict) {
        return VERDICTS.getOrDefault(verdict, STRANGERS.getOrDefault(verdict, verdict));
    }

    /** What something is called, with the code for which integrators look, such as {@code 重复（REPEAT）}. */
    static String withCode(String meaning, String code) {
        return meaning.equals(code) ? code : meaning + "（" + code + "）";
    }

    @SafeVarargs
    private static Map<String, String> inThisOrder(Map.Entry<String, String>... words) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (Map.Entry<String, String> word : words) {
            ordered.put(word.getKey(), word.getValue());
        }
        return Collections.unmodifiableMap(ordered);
    }

    private static Map.Entry<String, String> effect(Ruling.Effect effect) {
        return Map.entry(effect.name(), effect.meaning());
    }

    /** A line of an order's history. */
    static String event(String event) {
        return Milestone.of(event).map(Milestone::meaning).orElseGet(() -> switch (event) {
            case "PLACED" -> "下单";
            case "NOTED" -> "补充交易信息";
            case "RELEASED" -> "放行，订单不变";
            case "DISMISSED" -> "驳回通知，订单不变";
            case "SUSPENDED" -> "商户程序中途提交，订单不变";
            case "CONFIRMED" -> "确认商户程序已经做完，订单不变";
            case "RESET" -> "允许再次调用商户程序，订单不变";
            default -> event;
        });
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
