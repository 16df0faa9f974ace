package com.alipay.orders.persistence;

import com.alipay.orders.rules.DecisionReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A query for orders.
 *
 * @param equal values by column, each compared as a whole; the columns are those of {@link #COLUMNS}
 * @param held whether a message about the order must wait for a person
 * @param reason why that message waits; null for any reason
 * @param from earliest creation time; null for any
 * @param until end of the range of creation times, exclusive; null for any
 * @param before only orders older than this one; null to begin with the newest
 */
public record OrderQuery(
        Map<String, String> equal,
        boolean held,
        DecisionReason.Code reason,
        Instant from,
        Instant until,
        Cursor before) {

    /** The searchable columns, the most selective first. Each but the last has an index. */
    public static final List<String> COLUMNS =
            List.of("out_trade_no", "trade_no", "buyer_email", "refund_status", "trade_status", "pay_mode");

    /** All orders. */
    public static final OrderQuery ALL = new OrderQuery(Map.of(), false, null, null, null, null);

    /** The position of an order in the list: by the time it was created, and by its number within one millisecond. */
    public record Cursor(Instant created_at, String out_trade_no) {}

    public OrderQuery {
        equal = Map.copyOf(equal);
        if (!COLUMNS.containsAll(equal.keySet())) {
            throw new IllegalArgumentException("orders are not looked up by " + equal.keySet());
        }
    }

    /** Returns this query for orders older than that position. */
    public OrderQuery before(Cursor position) {
        return new OrderQuery(equal, held, reason, from, until, position);
    }
}
