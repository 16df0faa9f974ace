package com.alipay.web;

import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.rules.HistoryEvent;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.RefundStatus;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.util.UtilDate;
import com.alipay.web.admin.OrderPage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Chinese labels of the admin pages. A value without a label is shown unchanged. */
public final class Labels {
    /** Processing status of a message, in the order of the selection list. */
    public static final Map<String, String> OUTCOMES = inThisOrder(
            ProcessingStatus::code,
            it -> it.meaning().in(Locale.CHINESE),
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

    /** Verification status of verified messages, in the order of the selection list. */
    public static final Map<String, String> VERIFIED_STATUSES = inThisOrder(
            VerificationStatus::code,
            it -> it.meaning().in(Locale.CHINESE),
            VerificationStatus.GENUINE,
            VerificationStatus.NOT_CONFIRMED,
            VerificationStatus.GATEWAY_UNREACHABLE);

    /** Verification status of unverified messages, in the order of the selection list. */
    public static final Map<String, String> UNVERIFIED_STATUSES = inThisOrder(
            VerificationStatus::code,
            it -> it.meaning().in(Locale.CHINESE),
            VerificationStatus.SIGNATURE_DIFFERS,
            VerificationStatus.INCOMPLETE,
            VerificationStatus.UNREADABLE);

    private Labels() {}

    /** Returns the label of the page or other source from which a message came. */
    public static String source(String source) {
        return MessageSource.of(source)
                .map(it -> it.meaning().in(Locale.CHINESE))
                .orElse(source);
    }

    /** Returns the label of a processing status. */
    public static String outcome(String outcome) {
        return OUTCOMES.getOrDefault(outcome, outcome);
    }

    /** Returns the label of a verification status; "" for "". */
    public static String verificationStatus(String status) {
        return VERIFIED_STATUSES.getOrDefault(status, UNVERIFIED_STATUSES.getOrDefault(status, status));
    }

    /** Returns the label followed by the code that integrators search for, such as {@code 重复（REPEAT）}. */
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

    /** Returns the label of an event in an order's history. */
    public static String event(String event) {
        return HistoryEvent.of(event).map(it -> it.meaning().in(Locale.CHINESE)).orElse(event);
    }

    /** Returns the vendor's status with its meaning, such as {@code 交易完成 TRADE_FINISHED}; "" for none. */
    public static String tradeStatus(String name) {
        return TradeStatus.of(name)
                .map(it -> it.meaning().in(Locale.CHINESE) + " " + name)
                .orElse(name);
    }

    /** Returns the vendor's status with its meaning; 没有退款 for none. */
    public static String refundStatus(String name) {
        return name.isEmpty()
                ? "没有退款"
                : RefundStatus.of(name)
                        .map(it -> it.meaning().in(Locale.CHINESE) + " " + name)
                        .orElse(name);
    }

    /** Returns how often a message arrived, when last, and the result of the last delivery; "" if it arrived once. */
    public static String repeats(NotificationDao.NotificationRecord entry) {
        if (entry.deliveries() == 1) {
            return "";
        }
        NotificationDao.Repeats repeats = entry.repeats();
        String end = repeats.outcome() == null ? "" : "：" + withCode(outcome(repeats.outcome()), repeats.outcome());
        String answer = repeats.answer() == null || repeats.answer().isEmpty() ? "" : "，回答 " + repeats.answer();
        return "共送到 " + entry.deliveries() + " 次，最后一次 " + UtilDate.format(entry.last_received_at()) + end + answer;
    }

    /** Returns the reason of the decision about a message, what to do while it is held, and what an operator did about it. */
    public static String reason(NotificationDao.NotificationRecord entry) {
        boolean waits = entry.operator() == null || entry.held();
        String why = entry.why()
                .map(reason -> reason.sentence().in(Locale.CHINESE)
                        + (reason.remedy().isEmpty() || !waits
                                ? ""
                                : "。" + reason.remedy().in(Locale.CHINESE)))
                .orElse(entry.reason());
        if (entry.operator() == null) {
            return why;
        }
        String note = OrderPage.orEmpty(entry.note());
        return why + "。" + entry.operator() + (note.isBlank() ? " 查询" : "：" + note);
    }
}
