package com.alipay.web;

import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.rules.HistoryEvent;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.RefundStatus;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.protocol.VerificationStatus;
import com.alipay.util.UtilDate;
import com.alipay.web.admin.OrderPage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What the admin pages call things, in Chinese. A word that nobody listed is shown as it is. */
public final class Labels {
    /** What became of a message, in the order in which a person chooses among them. */
    public static final Map<String, String> OUTCOMES = inThisOrder(
            ProcessingStatus::code,
            ProcessingStatus::meaning,
            ProcessingStatus.HELD,
            ProcessingStatus.FAILED,
            ProcessingStatus.REFUSED,
            ProcessingStatus.RECEIVED,
            ProcessingStatus.ADVANCED,
            ProcessingStatus.NOTED,
            ProcessingStatus.REPEAT,
            ProcessingStatus.LATE,
            ProcessingStatus.IGNORED,
            ProcessingStatus.DISMISSED);

    /** What a message with a right signature turned out to be; likewise. */
    public static final Map<String, String> VERDICTS = inThisOrder(
            VerificationStatus::code,
            VerificationStatus::meaning,
            VerificationStatus.GENUINE,
            VerificationStatus.NOT_CONFIRMED,
            VerificationStatus.GATEWAY_UNREACHABLE);

    /** What a message without a right signature turned out to be; likewise. */
    public static final Map<String, String> STRANGERS = inThisOrder(
            VerificationStatus::code,
            VerificationStatus::meaning,
            VerificationStatus.SIGNATURE_DIFFERS,
            VerificationStatus.INCOMPLETE,
            VerificationStatus.UNREADABLE);

    private Labels() {}

    /** A page or another way by which news of an order came. */
    public static String source(String source) {
        return MessageSource.of(source).map(MessageSource::meaning).orElse(source);
    }

    /** What became of a message. */
    public static String outcome(String outcome) {
        return OUTCOMES.getOrDefault(outcome, outcome);
    }

    /** What the check of a message found; "" while there is nothing. */
    public static String verdict(String verdict) {
        return VERDICTS.getOrDefault(verdict, STRANGERS.getOrDefault(verdict, verdict));
    }

    /** What something is called, with the code for which integrators look, such as {@code 重复（REPEAT）}. */
    public static String withCode(String meaning, String code) {
        return meaning.equals(code) ? code : meaning + "（" + code + "）";
    }

    @SafeVarargs
    private static <E> Map<String, String> inThisOrder(
            Function<E, String> code, Function<E, String> meaning, E... values) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (E value : values) {
            ordered.put(code.apply(value), meaning.apply(value));
        }
        return Collections.unmodifiableMap(ordered);
    }

    /** A line of an order's history. */
    public static String event(String event) {
        return HistoryEvent.of(event).map(HistoryEvent::meaning).orElse(event);
    }

    /** The vendor's word with its meaning, such as {@code 交易完成 TRADE_FINISHED}; "" for none. */
    public static String tradeStatus(String name) {
        return TradeStatus.of(name)
                .map(TradeStatus::meaning)
                .map(meaning -> meaning + " " + name)
                .orElse(name);
    }

    /** The vendor's word with its meaning; 没有退款 for none. */
    public static String refundStatus(String name) {
        return name.isEmpty()
                ? "没有退款"
                : RefundStatus.of(name)
                        .map(RefundStatus::meaning)
                        .map(meaning -> meaning + " " + name)
                        .orElse(name);
    }

    /** How often a message came, when last, and how that ended; "" for one that came once. */
    public static String again(NotificationDao.NotificationRecord entry) {
        if (entry.deliveries() == 1) {
            return "";
        }
        NotificationDao.Repeats repeats = entry.repeats();
        String end = repeats.outcome() == null ? "" : "：" + withCode(outcome(repeats.outcome()), repeats.outcome());
        String answer = repeats.answer() == null || repeats.answer().isEmpty() ? "" : "，回答 " + repeats.answer();
        return "共送到 " + entry.deliveries() + " 次，最后一次 " + UtilDate.format(entry.last_received_at()) + end + answer;
    }

    /** Why something was made of a message, with what to do while it waits, and what a person did about it. */
    public static String reason(NotificationDao.NotificationRecord entry) {
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
