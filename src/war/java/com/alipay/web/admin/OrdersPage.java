package com.alipay.web.admin;

import com.alipay.config.Configuration;
import com.alipay.orders.OrderService;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.PaymentMode;
import com.alipay.orders.rules.RefundStatus;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.protocol.FormData;
import com.alipay.protocol.Money;
import com.alipay.util.UtilDate;
import com.alipay.web.Labels;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Data of admin/orders.jsp: the orders selected by the URL, newest first, in pages.
 *
 * @param next the query string of the next page; "" if there is none
 * @param exhausted whether the page is short only because it reached the maximum number of orders examined for one page
 */
public record OrdersPage(OrderQueryParser query, List<Line> orders, String next, boolean exhausted, Labels labels) {
    /** How many orders one page lists. */
    private static final int PAGE = 50;

    /**
     * One order.
     *
     * @param held the number of held messages about it, "" for none
     */
    public record Line(
            String out_trade_no,
            String subject,
            String price,
            String total_fee,
            String mode,
            String status,
            String refund,
            String buyer_email,
            String placed,
            String held) {}

    /** One entry of a selection list. */
    public record Option(String value, String label) {}

    /** Returns the page for this request. */
    public static OrdersPage of(HttpServletRequest request) {
        Labels labels = Labels.of(request);
        OrderQueryParser query = OrderQueryParser.of(FormData.read(request));
        if (!query.findings().isEmpty()) {
            return new OrdersPage(query, List.of(), "", false, labels);
        }
        Charset charset = Configuration.current().merchant().charset();
        OrderService.Found found = OrderService.current().search(query.filter(), PAGE);
        return new OrdersPage(
                query,
                found.page().orders().stream()
                        .map(order -> line(labels, order, found.held().getOrDefault(order.out_trade_no(), 0)))
                        .toList(),
                found.page().next().map(end -> query.link(end, charset)).orElse(""),
                found.page().next().isPresent() && found.page().orders().size() < PAGE,
                labels);
    }

    /** Returns the page's HTTP status. */
    public int status() {
        return query.findings().isEmpty() ? 200 : 400;
    }

    /** Returns the given value of this name; "" if there is none. */
    public String text(String name) {
        return query.values().getOrDefault(name, "");
    }

    /** Returns the error in the value of this name; "" if there is none. */
    public String advice(String name) {
        return query.findings().stream()
                .filter(finding -> finding.key().equals(name))
                .map(labels::advice)
                .findFirst()
                .orElse("");
    }

    /** Returns whether any value was given. */
    public boolean filtered() {
        return !query.values().isEmpty();
    }

    /** Returns the query in words; "" if there is none, or if it has errors. */
    public String conditions() {
        return query.findings().isEmpty()
                ? labels.list(query.values().keySet().stream()
                        .filter(name -> !name.equals("before")) // where the page begins: no condition
                        .map(this::condition)
                        .toList())
                : "";
    }

    private String condition(String name) {
        String value = text(name);
        List<Option> options = switch (name) {
            case "trade_status" -> trade_statuses();
            case "refund_status" -> refund_statuses();
            case "mode" -> modes();
            case "reason" -> reasons();
            case "held" -> List.of(new Option("1", ""));
            default -> List.of();
        };
        String label = options.stream()
                .filter(option -> option.value().equals(value))
                .map(Option::label)
                .findFirst()
                .orElse(value);
        return (labels.text("field." + (name.equals("reason") ? "held_reason" : name)) + " " + label).strip();
    }

    /** Returns whether the page is not the first one. */
    public boolean later() {
        return query.values().containsKey("before");
    }

    /** Returns the query string of the first page. */
    public String first() {
        return query.first(Configuration.current().merchant().charset());
    }

    public List<Option> trade_statuses() {
        return Arrays.stream(TradeStatus.values())
                .map(status -> new Option(status.name(), labels.show(status.meaning())))
                .toList();
    }

    public List<Option> refund_statuses() {
        return Stream.concat(
                        Stream.of(new Option("none", labels.text("refund_status.none"))),
                        Arrays.stream(RefundStatus.values())
                                .map(status -> new Option(status.name(), labels.show(status.meaning()))))
                .toList();
    }

    public List<Option> modes() {
        return Arrays.stream(PaymentMode.values())
                .map(mode -> new Option(mode.name().toLowerCase(Locale.ROOT), labels.show(mode.meaning())))
                .toList();
    }

    /** Returns the reasons why a message may be held; one about an unknown order is not found here. */
    public List<Option> reasons() {
        return Arrays.stream(DecisionReason.Code.values())
                .filter(code -> code.isHeld() && code != DecisionReason.Code.NO_ORDER)
                .map(code -> new Option(code.name(), labels.show(code.title())))
                .toList();
    }

    private static Line line(Labels labels, Order order, int held) {
        return new Line(
                order.out_trade_no(),
                order.subject(),
                Money.format(order.price()),
                order.total_fee() == null ? "" : Money.format(order.total_fee()),
                labels.show(order.mode().meaning()),
                labels.show(order.trade_status().meaning()),
                Optional.of(order.refund_status())
                        .flatMap(RefundStatus::of)
                        .map(it -> labels.show(it.meaning()))
                        .orElse(order.refund_status()),
                OrderPage.orEmpty(order.buyer_email()),
                UtilDate.format(order.created_at()),
                held == 0 ? "" : Integer.toString(held));
    }
}
