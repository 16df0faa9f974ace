package com.alipay.web;

import com.alipay.orders.OrderBook;
import com.alipay.trade.Money;
import com.alipay.trade.Order;
import com.alipay.util.UtilDate;
import java.util.List;

/** What admin/orders.jsp shows: the newest orders. */
public final class OrdersPage {
    private static final int NEWEST = 100;

    /** One order. */
    public record Line(
            String out_trade_no,
            String subject,
            String price,
            String total_fee,
            String mode,
            String status,
            String placed) {}

    private OrdersPage() {}

    /** The newest orders, newest first. */
    public static List<Line> newest() {
        return OrderBook.current().newest(NEWEST).stream().map(OrdersPage::line).toList();
    }

    private static Line line(Order order) {
        return new Line(
                order.out_trade_no(),
                order.subject(),
                Money.format(order.price()),
                order.total_fee() == null ? "" : Money.format(order.total_fee()),
                order.mode().meaning(),
                order.trade_status().meaning(),
                UtilDate.format(order.created_at()));
    }
}
