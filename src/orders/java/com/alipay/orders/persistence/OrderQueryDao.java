package com.alipay.orders.persistence;

import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.ProcessingStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Finds one page of orders. It never reads the whole table, however many orders there are and whatever is queried: the most
 * selective value is looked up in its index, newest first, and at most {@link #WINDOW} of these orders are compared with the rest
 * of the filter. If that finds less than a page, the page says how far it has searched, and the next one continues there. Orders
 * with waiting messages are found by the newest {@link #WINDOW} such messages.
 */
public final class OrderQueryDao {
    /** How many orders of the index are examined for one page. */
    static final int WINDOW = 2_000;

    private static final String NEWEST_FIRST = "o.created_at desc, o.out_trade_no desc limit ";

    /**
     * One page of results.
     *
     * @param orders newest first, without their shipping options
     * @param next where the next page continues; empty when there are no more
     */
    public record Page(List<Order> orders, Optional<OrderQuery.Cursor> next) {
        public Page {
            orders = List.copyOf(orders);
        }
    }

    private final Handle handle;
    private final List<String> waiting;
    private final String indexed;
    private final Map<String, Object> values = new HashMap<>();
    private final List<String> remaining;
    private final Map<String, Object> remainingValues = new HashMap<>();

    OrderQueryDao(Handle handle, OrderQuery filter) {
        this.handle = handle;
        this.waiting = filter.held() ? waiting(filter) : List.of();
        List<String> columns = new ArrayList<>(
                OrderQuery.COLUMNS.stream().filter(filter.equal()::containsKey).toList());
        String order = "";
        String where = filter.held() ? "o.out_trade_no in (<waiting>)" : "1 = 1";
        if (!filter.held() && !columns.isEmpty() && !columns.get(0).equals("pay_mode")) {
            // Also in the order by clause, though equal in every row, so that each database recognises that the index
            // is sorted.
            order = "o." + columns.get(0) + " desc, ";
            where = compared(columns.remove(0), filter, values);
        }
        this.indexed = " from alipay_orders o where " + where + times(filter) + " order by " + order + NEWEST_FIRST;
        this.remaining = columns.stream()
                .map(column -> compared(column, filter, remainingValues))
                .toList();
    }

    /** Returns the orders with waiting messages. They are looked up first, because the database cannot know how few they are. */
    private List<String> waiting(OrderQuery filter) {
        String reason = filter.reason() == null ? "" : " and reason_code = :reason";
        Query query = handle.createQuery("select out_trade_no from alipay_notices where outcome = :held" + reason
                        + " order by outcome desc, received_at desc, id desc limit " + WINDOW)
                .bind("held", ProcessingStatus.HELD.code());
        if (filter.reason() != null) {
            query.bind("reason", filter.reason().name());
        }
        return query.mapTo(String.class).stream().distinct().toList();
    }

    private static String compared(String column, OrderQuery filter, Map<String, Object> values) {
        values.put(column, filter.equal().get(column));
        return "o." + column + " = :" + column;
    }

    private String times(OrderQuery filter) {
        // Also for any time: it makes H2 prefer an index that contains the time.
        values.put("from", filter.from() == null ? 0L : filter.from().toEpochMilli());
        StringBuilder sql = new StringBuilder(" and o.created_at >= :from");
        if (filter.until() != null) {
            values.put("until", filter.until().toEpochMilli());
            sql.append(" and o.created_at < :until");
        }
        if (filter.before() != null) {
            values.put("before", filter.before().created_at().toEpochMilli());
            values.put("number", filter.before().out_trade_no());
            // The first half is for the index, the second separates orders of one millisecond.
            sql.append(" and o.created_at <= :before and (o.created_at < :before or o.out_trade_no < :number)");
        }
        return sql.toString();
    }

    Page page(boolean held, int limit) {
        if (held && waiting.isEmpty()) {
            return new Page(List.of(), Optional.empty());
        }
        int examined = remaining.isEmpty() ? limit + 1 : WINDOW;
        List<Order> found = query("select o.* from (select o.*" + indexed + examined + ") o"
                        + (remaining.isEmpty() ? "" : " where " + String.join(" and ", remaining))
                        + " order by " + NEWEST_FIRST + (limit + 1))
                .bindMap(remainingValues)
                .map((row, context) -> OrderDao.order(row, List.of()))
                .list();
        if (found.size() > limit) {
            List<Order> page = found.subList(0, limit);
            return new Page(page, Optional.of(position(page.get(limit - 1))));
        }
        return new Page(found, remaining.isEmpty() ? Optional.empty() : endOfWindow());
    }

    /** Returns the position of the last order examined; empty when there are no more. */
    private Optional<OrderQuery.Cursor> endOfWindow() {
        return query("select o.created_at, o.out_trade_no" + indexed + "1 offset " + (WINDOW - 1))
                .map((row, context) -> new OrderQuery.Cursor(Instant.ofEpochMilli(row.getLong(1)), row.getString(2)))
                .findOne();
    }

    private Query query(String sql) {
        Query query = handle.createQuery(sql).bindMap(values);
        return waiting.isEmpty() ? query : query.bindList("waiting", waiting);
    }

    private static OrderQuery.Cursor position(Order order) {
        return new OrderQuery.Cursor(order.created_at(), order.out_trade_no());
    }
}
