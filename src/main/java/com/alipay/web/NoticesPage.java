package com.alipay.web;

import com.alipay.orders.OrderBook;
import com.alipay.util.UtilDate;
import java.util.List;

/** What admin/notices.jsp shows: the newest messages of the ledger. */
public final class NoticesPage {
    private static final int NEWEST = 100;

    /** One message. */
    public record Line(
            String id,
            String received,
            String source,
            String out_trade_no,
            String trade_status,
            String outcome,
            String reason,
            String answer) {}

    private NoticesPage() {}

    /** The newest messages, newest first. */
    public static List<Line> newest() {
        return OrderBook.current().notices(NEWEST).stream()
                .map(entry -> new Line(
                        Long.toString(entry.id()),
                        UtilDate.format(entry.received_at()),
                        OrderPage.orEmpty(entry.source()),
                        OrderPage.orEmpty(entry.out_trade_no()),
                        OrderPage.orEmpty(entry.trade_status()),
                        entry.outcome(),
                        Words.reason(entry),
                        entry.answer()))
                .toList();
    }
}
