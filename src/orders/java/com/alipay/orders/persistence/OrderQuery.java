package com.alipay.orders.persistence;

import com.alipay.orders.rules.DecisionReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Which orders a person or a program wants to see.
 *
 * @param equal values by column, each compared whole; the columns are those of {@link #COLUMNS}
 * @param held whether a message about the order has to wait for a person
 * @param reason why that message waits; null for any reason
 * @param from placed then or later; null for any time
 * @param until placed before; null for any time
 * @param before older than this order; null to begin with the newest
 */
public record OrderQuery(
        Map<String, String> equal,
        boolean held,
        DecisionReason.Code reason,
        Instant from,
        Instant until,
        Cursor before) {

    /** The columns that can be asked for, the one that leaves the fewest orders first. Each but the last has an index. */
    public static final List<String> COLUMNS =
            List.of("out_trade_no", "trade_no", "buyer_email", "refund_status", "trade_status", "pay_mode");

    /** Every order. */
    public static final OrderQuery ALL = new OrderQuery(Map.of(), false, null, null, null, null);

    /** Where an order stands in the list: by the time it was placed, and by its number within one millisecond. */
    public record Cursor(Instant created_at, String out_trade_no) {}

    public OrderQuery {
        equal = Map.copyOf(equal);
        if (!COLUMNS.containsAll(equal.keySet())) {
            throw new IllegalArgumentException("orders are not looked up by " + equal.keySet());
        }
    }

    /** The same orders, as far as they are older than that one. */
    public OrderQuery before(Cursor position) {
        return new OrderQuery(equal, held, reason, from, until, position);
    }
}
