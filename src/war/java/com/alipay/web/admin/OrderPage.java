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
import java.util.Optional;

/**
 * Data of admin/order.jsp: one order.
 *
 * @param fields empty if there is no such order
 * @param waiting the messages about it that are held for an operator
 * @param unfinished listener calls that ended their transaction themselves and whose result no operator has recorded yet
 * @param steps its history, oldest first
 * @param cut whether there are more messages about it than the page reads
 * @param dropped sentences about messages no longer stored because there were too many; "" if there are none
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

    /** One value with its label; {@code name} is the protocol's. */
    public record Field(String name, String label, String value) {
        static Field of(Labels labels, String name, String value) {
            return new Field(name, labels.text("field." + name), value);
        }
    }

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
        Labels labels = Labels.of(request);
        Optional<Order> order = OrderService.current().find(out_trade_no);
        String token = CsrfToken.current().of(request.getRemoteUser());
        if (order.isEmpty()) {
            return new OrderPage(out_trade_no, List.of(), List.of(), List.of(), List.of(), false, "", List.of(), token);
        }
        List<NotificationDao.NotificationRecord> messages =
                OrderService.current().notificationsAbout(out_trade_no, MESSAGES);
        return new OrderPage(
                out_trade_no,
                fields(labels, order.get()),
                messages.stream()
                        .filter(NotificationDao.NotificationRecord::held)
                        .map(entry -> waiting(labels, order.get(), entry))
                        .toList(),
                OrderService.current().unfinishedCalls(out_trade_no).stream()
                        .filter(call -> !call.done())
                        .map(call -> new Unfinished(
                                labels.show(call.milestone().meaning()), UtilDate.format(call.began_at())))
                        .toList(),
                OrderTimeline.of(labels, OrderService.current().history(out_trade_no), messages),
                messages.size() == MESSAGES,
                dropped(labels, OrderService.current().dropped(out_trade_no)),
                List.copyOf(order.get().trade_status().next()),
                token);
    }

    private static String dropped(Labels labels, NotificationDao.Dropped dropped) {
        return dropped.deliveries() == 0
                ? ""
                : labels.text(
                        "order.dropped",
                        NotificationDao.KEPT,
                        dropped.deliveries(),
                        UtilDate.format(dropped.first()),
                        UtilDate.format(dropped.last()));
    }

    private static Waiting waiting(Labels labels, Order order, NotificationDao.NotificationRecord entry) {
        return new Waiting(
                Long.toString(entry.id()),
                UtilDate.format(entry.received_at()),
                labels.source(entry.source()),
                entry.why().map(why -> labels.show(why.code().title())).orElse(""),
                labels.tradeStatus(entry.trade_status()),
                entry.why().map(why -> labels.show(why.sentence())).orElse(entry.reason()),
                entry.why().map(why -> labels.show(why.remedy())).orElse(""),
                isReleasable(order, entry),
                labels.repeats(entry));
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

    private static List<Field> fields(Labels labels, Order order) {
        return List.of(
                Field.of(labels, "subject", order.subject()),
                Field.of(labels, "body", order.body()),
                Field.of(labels, "service", order.service().code()),
                Field.of(labels, "price", labels.text("yuan", Money.format(order.price())) + " × " + order.quantity()),
                Field.of(
                        labels,
                        "total_fee",
                        order.total_fee() == null ? "" : labels.text("yuan", Money.format(order.total_fee()))),
                Field.of(labels, "mode", labels.show(order.mode().meaning())),
                Field.of(
                        labels,
                        "trade_status",
                        labels.withCode(
                                labels.show(order.trade_status().meaning()),
                                order.trade_status().name())),
                Field.of(
                        labels,
                        "refund_status",
                        RefundStatus.of(order.refund_status())
                                .map(it -> labels.show(it.meaning()))
                                .orElse("")),
                Field.of(labels, "trade_no", orEmpty(order.trade_no())),
                Field.of(labels, "buyer_email", orEmpty(order.buyer_email())),
                Field.of(labels, "buyer_id", orEmpty(order.buyer_id())),
                Field.of(labels, "seller_email", order.seller_email()),
                Field.of(labels, "created_at", orEmpty(UtilDate.format(order.created_at()))),
                Field.of(labels, "paid_at", orEmpty(UtilDate.format(order.paid_at()))),
                Field.of(labels, "shipped_at", orEmpty(UtilDate.format(order.shipped_at()))),
                Field.of(labels, "finished_at", orEmpty(UtilDate.format(order.finished_at()))),
                Field.of(labels, "closed_at", orEmpty(UtilDate.format(order.closed_at()))));
    }

    public static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
