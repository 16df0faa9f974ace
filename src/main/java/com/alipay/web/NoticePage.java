package com.alipay.web;

import com.alipay.orders.OrderBook;
import com.alipay.store.Notices;
import com.alipay.trade.Ruling;
import com.alipay.util.UtilDate;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What admin/notice.jsp shows of one message.
 *
 * @param fields what was made of it; empty when there is no such message
 * @param params the message's own parameters, without its signature
 * @param token what the forms of the page bring back
 */
public record NoticePage(
        String id, List<OrderPage.Field> fields, Map<String, String> params, String outcome, String token) {

    /** The page about this number. */
    public static NoticePage of(String id, HttpServletRequest request) {
        long number = id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
        Optional<Notices.Entry> entry = OrderBook.current().notice(number);
        String token = AdminToken.current().of(request.getRemoteUser());
        return entry.map(found -> new NoticePage(
                        id, fields(found), OrderBook.current().repair().read(number), found.outcome(), token))
                .orElse(new NoticePage(id, List.of(), Map.of(), "", token));
    }

    /** The page's HTTP status. */
    public int status() {
        return fields.isEmpty() ? 404 : 200;
    }

    /** Whether it waits for a person. */
    public boolean held() {
        return outcome.equals(Ruling.Effect.HELD.name());
    }

    /** Whether it may be taken once more. */
    public boolean replayable() {
        return !outcome.isEmpty() && !outcome.equals(Notices.RECEIVED) && !outcome.equals(Notices.REFUSED);
    }

    private static List<OrderPage.Field> fields(Notices.Entry entry) {
        return List.of(
                new OrderPage.Field("received_at", "收到时间", UtilDate.format(entry.received_at())),
                new OrderPage.Field("source", "页面", OrderPage.orEmpty(entry.source())),
                new OrderPage.Field("outcome", "结果", entry.outcome()),
                new OrderPage.Field("reason", "原因", Words.reason(entry)),
                new OrderPage.Field("answer", "回答", entry.answer()));
    }
}
