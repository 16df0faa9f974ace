package com.alipay.web.admin;

import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.OrderStateMachine;
import com.alipay.orders.rules.RefundStatus;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.protocol.Money;
import com.alipay.util.UtilDate;
import com.alipay.web.Labels;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Data of admin/order.jsp: one order.
 *
 * @param fields empty if there is no such order
 * @param waiting the messages about it that are held for an operator
 * @param unfinished listener calls that ended their transaction themselves and whose result no operator has recorded yet
 * @param steps its history, oldest first
 * @param cut whether there are more messages about it than the page reads
 * @param dropped a sentence about messages no longer stored because there were too many; "" if there are none
 * @param next the statuses an operator may mark it with
 * @param token the CSRF token of the page's form
 */
public record OrderPage(
        String out_trade_no,
        List<Field> fields,
        List<Waiting> waiting,
        List<Unfinished> unfinished,
        List<OrderTimeline.Entry> steps,
        boolean cut,
        String dropped,
        List<TradeStatus> next,
        String token) {

    /** Maximum number of messages read for one order; a buyer may reload the return page any number of times. */
    private static final int MESSAGES = 200;

    /** One value with its Chinese label; {@code name} is the protocol's. */
    public record Field(String name, String label, String value) {}

    /**
     * A message held for an operator.
     *
     * @param reported the trade status it reports
     * @param reason why it was not applied
     * @param remedy what to check and do
     * @param releasable whether the order allows the transition it reports
     * @param repeats how often it arrived and when last; "" if it arrived once
     */
    public record Waiting(
            String id,
            String received,
            String source,
            String title,
            String reported,
            String reason,
            String remedy,
            boolean releasable,
            String repeats) {}

    /** A listener call whose result is unknown. */
    public record Unfinished(String milestone, String began) {}

    /** Returns the page of this order number. */
    public static OrderPage of(String out_trade_no, HttpServletRequest request) {
        Optional<Order> order = OrderService.current().find(out_trade_no);
        String token = CsrfToken.current().of(request.getRemoteUser());
        if (order.isEmpty()) {
            return new OrderPage(out_trade_no, List.of(), List.of(), List.of(), List.of(), false, "", List.of(), token);
        }
        List<NotificationDao.NotificationRecord> messages =
                OrderService.current().notificationsAbout(out_trade_no, MESSAGES);
        return new OrderPage(
                out_trade_no,
                fields(order.get()),
                messages.stream()
                        .filter(NotificationDao.NotificationRecord::held)
                        .map(entry -> waiting(order.get(), entry))
                        .toList(),
                OrderService.current().unfinishedCalls(out_trade_no).stream()
                        .filter(call -> !call.done())
                        .map(call -> new Unfinished(
                                call.milestone().meaning().in(Locale.CHINESE), UtilDate.format(call.began_at())))
                        .toList(),
                OrderTimeline.of(OrderService.current().history(out_trade_no), messages),
                messages.size() == MESSAGES,
                dropped(OrderService.current().dropped(out_trade_no)),
                List.copyOf(order.get().trade_status().next()),
                token);
    }

    private static String dropped(NotificationDao.Dropped dropped) {
        return dropped.deliveries() == 0
                ? ""
                : "关于这笔订单的通知太多：最新的 " + NotificationDao.KEPT + " 条全部保留，更早的只保留改变过订单的和等待处理的；另有 " + dropped.deliveries()
                        + " 次送到的通知没有改变订单，只计数（" + UtilDate.format(dropped.first()) + " 到 "
                        + UtilDate.format(dropped.last()) + "）";
    }

    private static Waiting waiting(Order order, NotificationDao.NotificationRecord entry) {
        return new Waiting(
                Long.toString(entry.id()),
                UtilDate.format(entry.received_at()),
                Labels.source(entry.source()),
                entry.why().map(why -> why.code().title().in(Locale.CHINESE)).orElse(""),
                Labels.tradeStatus(entry.trade_status()),
                entry.why().map(why -> why.sentence().in(Locale.CHINESE)).orElse(entry.reason()),
                entry.why().map(why -> why.remedy().in(Locale.CHINESE)).orElse(""),
                isReleasable(order, entry),
                Labels.repeats(entry));
    }

    /** Returns whether an operator may release the message, given the order's present status. */
    static boolean isReleasable(Order order, NotificationDao.NotificationRecord entry) {
        return entry.held()
                && OrderStateMachine.isReleasable(
                        order,
                        entry.trade_status(),
                        entry.why().map(DecisionReason::code).orElse(null));
    }

    /** Returns whether the seller may ship now. */
    public boolean shippable() {
        return next.contains(TradeStatus.WAIT_BUYER_CONFIRM_GOODS);
    }

    /** Returns the page's HTTP status. */
    public int status() {
        return fields.isEmpty() ? 404 : 200;
    }

    private static List<Field> fields(Order order) {
        return List.of(
                new Field("subject", "商品名称", order.subject()),
                new Field("body", "备注", order.body()),
                new Field("service", "接口", order.service().code()),
                new Field("price", "单价", Money.format(order.price()) + " 元 × " + order.quantity()),
                new Field("total_fee", "实付", order.total_fee() == null ? "" : Money.format(order.total_fee()) + " 元"),
                new Field("mode", "付款方式", order.mode().meaning().in(Locale.CHINESE)),
                new Field(
                        "trade_status",
                        "交易状态",
                        order.trade_status().meaning().in(Locale.CHINESE) + "（"
                                + order.trade_status().name() + "）"),
                new Field(
                        "refund_status",
                        "退款状态",
                        RefundStatus.of(order.refund_status())
                                .map(it -> it.meaning().in(Locale.CHINESE))
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

    public static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
