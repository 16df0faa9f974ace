package com.alipay.web;

import com.alipay.orders.OrderBook;
import com.alipay.trade.Money;
import com.alipay.trade.Order;
import com.alipay.trade.RefundStatus;
import com.alipay.trade.TradeStatus;
import com.alipay.util.UtilDate;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/**
 * What admin/order.jsp shows of one order.
 *
 * @param fields empty when there is no such order
 * @param next the statuses that an operator may mark it with
 * @param token what the form of the page brings back
 */
public record OrderPage(
        String out_trade_no, List<Field> fields, List<Line> history, List<TradeStatus> next, String token) {

    /** One value with its Chinese label; {@code name} is the protocol's. */
    public record Field(String name, String label, String value) {}

    /** One line of the history. */
    public record Line(
            String at,
            String event,
            String trade_status,
            String refund_status,
            String source,
            String notify_id,
            String operator,
            String note) {}

    /** The page about this number. */
    public static OrderPage of(String out_trade_no, HttpServletRequest request) {
        Optional<Order> order = OrderBook.current().find(out_trade_no);
        return new OrderPage(
                out_trade_no,
                order.map(OrderPage::fields).orElse(List.of()),
                order.isEmpty() ? List.of() : history(out_trade_no),
                order.map(found -> List.copyOf(found.trade_status().next())).orElse(List.of()),
                AdminToken.current().of(request.getRemoteUser()));
    }

    /** Whether the seller may ship now. */
    public boolean shippable() {
        return next.contains(TradeStatus.WAIT_BUYER_CONFIRM_GOODS);
    }

    /** The page's HTTP status. */
    public int status() {
        return fields.isEmpty() ? 404 : 200;
    }

    private static List<Field> fields(Order order) {
        return List.of(
                new Field("subject", "商品名称", order.subject()),
                new Field("body", "备注", order.body()),
                new Field("service", "接口", order.service()),
                new Field("price", "单价", Money.format(order.price()) + " 元 × " + order.quantity()),
                new Field("total_fee", "实付", order.total_fee() == null ? "" : Money.format(order.total_fee()) + " 元"),
                new Field("mode", "付款方式", order.mode().meaning()),
                new Field(
                        "trade_status",
                        "交易状态",
                        order.trade_status().meaning() + "（"
                                + order.trade_status().name() + "）"),
                new Field(
                        "refund_status",
                        "退款状态",
                        RefundStatus.of(order.refund_status())
                                .map(RefundStatus::meaning)
                                .orElse("")),
                new Field("trade_no", "支付宝交易号", orEmpty(order.trade_no())),
                new Field("buyer_email", "买家账号", orEmpty(order.buyer_email())),
                new Field("buyer_id", "买家编号", orEmpty(order.buyer_id())),
                new Field("seller_email", "收款账号", order.seller_email()),
                new Field("created_at", "下单时间", orEmpty(UtilDate.format(order.created_at()))),
                new Field("paid_at", "付款时间", orEmpty(UtilDate.format(order.paid_at()))),
                new Field("shipped_at", "发货时间", orEmpty(UtilDate.format(order.shipped_at()))),
                new Field("finished_at", "完成时间", orEmpty(UtilDate.format(order.finished_at()))),
                new Field("closed_at", "关闭时间", orEmpty(UtilDate.format(order.closed_at()))));
    }

    private static List<Line> history(String out_trade_no) {
        return OrderBook.current().history(out_trade_no).stream()
                .map(change -> new Line(
                        UtilDate.format(change.at()),
                        change.event(),
                        change.trade_status(),
                        change.refund_status(),
                        change.source(),
                        orEmpty(change.notify_id()),
                        orEmpty(change.operator()),
                        orEmpty(change.note())))
                .toList();
    }

    static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
