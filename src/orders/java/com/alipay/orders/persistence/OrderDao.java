package com.alipay.orders.persistence;

import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.HistoryEvent;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.PaymentMode;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.protocol.PayService;
import com.alipay.protocol.ShippingOption;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** Accesses the orders and their history. */
public final class OrderDao {
    /**
     * One entry of an order's history.
     *
     * @param event the code of a {@link HistoryEvent}
     * @param source the page or the person from which it came
     * @param notify_id the message that caused it; null when none did
     * @param notice_id the number of that message in the log of notifications; null when none did
     * @param operator the person who did it; null when no person did
     * @param note the person's reason, or additional content of the message
     */
    public record HistoryEntry(
            Instant at,
            String event,
            String trade_status,
            String refund_status,
            String source,
            String notify_id,
            Long notice_id,
            String operator,
            String note) {}

    private static final String FIND = """
            select placed.*, offered.type, offered.fee, offered.payment,
                exists (select 1 from alipay_notices n where n.notify_id = :notify_id
                    and n.out_trade_no = placed.out_trade_no and n.outcome%s) as applied,
                exists (select 1 from alipay_notices n where n.out_trade_no = placed.out_trade_no and n.outcome = :held
                    and n.reason_code = :reason) as refund_waits,
                exists (select 1 from alipay_listener_calls c where c.out_trade_no = placed.out_trade_no) as has_calls
            from alipay_orders placed
            left join alipay_order_logistics offered on offered.out_trade_no = placed.out_trade_no
            where placed.out_trade_no = :out_trade_no order by offered.position_no
            """.formatted(NotificationDao.IN_APPLIED);

    private static final String MAY_HAVE_CHANGED = """
            created_at <= :until and (created_at >= :since or trade_status in (<paid>)
                or trade_status in (<unpaid>) and created_at >= :unpaid_from)
            """;

    private final Handle handle;

    OrderDao(Handle handle) {
        this.handle = handle;
    }

    /** Stores a new order; fails when the number already exists. */
    public void insert(Order order) {
        bind(handle.createUpdate("""
                                insert into alipay_orders (out_trade_no, service, seller_email, subject, body, price, quantity, discount,
                                    trade_status, refund_status, gmt_refund, pay_mode, trade_no, seller_id, buyer_email, buyer_id, total_fee,
                                    created_at, paid_at, shipped_at, finished_at, closed_at, version, queries, next_query_at)
                                values (:out_trade_no, :service, :seller_email, :subject, :body, :price, :quantity, :discount,
                                    :trade_status, :refund_status, :gmt_refund, :pay_mode, :trade_no, :seller_id, :buyer_email, :buyer_id, :total_fee,
                                    :created_at, :paid_at, :shipped_at, :finished_at, :closed_at, :version, 0, :created_at)
                                """), order).execute();
        int position = 0;
        for (ShippingOption group : order.logistics()) {
            handle.createUpdate(
                            "insert into alipay_order_logistics values (:out_trade_no, :position, :type, :fee, :payment)")
                    .bind("out_trade_no", order.out_trade_no())
                    .bind("position", position++)
                    .bind("type", group.type())
                    .bind("fee", group.fee())
                    .bind("payment", group.payment())
                    .execute();
        }
    }

    public Optional<Order> find(String out_trade_no) {
        return find(out_trade_no, "").map(Current::order);
    }

    /**
     * An order and what else is stored about a message of it.
     *
     * @param applied whether a message of the same notify_id has been applied to the order before
     * @param refundWaits whether a refund of the order waits for a person, because the order is not paid
     * @param hasCalls whether there are listener calls whose step has not been stored
     */
    public record Current(Order order, boolean applied, boolean refundWaits, boolean hasCalls) {}

    /** Returns an order and what else is stored about a message of this notify_id. */
    public Optional<Current> find(String out_trade_no, String notify_id) {
        if (out_trade_no.indexOf('\u0000') >= 0) {
            // No order has such a number, and PostgreSQL queries cannot contain it.
            return Optional.empty();
        }
        return handle.createQuery(FIND)
                .bind("out_trade_no", out_trade_no)
                .bind("notify_id", NotificationTable.truncateForColumn(notify_id, 128))
                .bind("held", ProcessingStatus.HELD.code())
                .bind("reason", DecisionReason.Code.REFUND_OF_UNPAID.name())
                .scanResultSet((rows, context) -> current(rows.get()));
    }

    /** Reads one order from its rows, each with one of its shipping options. */
    private static Optional<Current> current(ResultSet rows) throws SQLException {
        Optional<Current> order = Optional.empty();
        List<ShippingOption> logistics = new ArrayList<>(1);
        while (rows.next()) {
            if (rows.getString("type") != null) {
                logistics.add(new ShippingOption(
                        rows.getString("type"), rows.getBigDecimal("fee"), rows.getString("payment")));
            }
            order = Optional.of(new Current(
                    order(rows, logistics),
                    rows.getBoolean("applied"),
                    rows.getBoolean("refund_waits"),
                    rows.getBoolean("has_calls")));
        }
        return order;
    }

    /** Returns the numbers of the orders with this trade_no: one, unless something is wrong. */
    public List<String> withTradeNo(String trade_no) {
        return handle.createQuery("select out_trade_no from alipay_orders where trade_no = :trade_no")
                .bind("trade_no", trade_no)
                .mapTo(String.class)
                .list();
    }

    /** Returns whether the order's history contains this message. */
    public boolean hasNotification(String out_trade_no, String notify_id) {
        return handle.createQuery("""
                        select 1 from alipay_order_history
                        where out_trade_no = :out_trade_no and notify_id = :notify_id limit 1
                        """)
                .bind("out_trade_no", out_trade_no)
                .bind("notify_id", cut(notify_id, 128))
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Returns the orders of a filter, newest first, without their shipping options. */
    public OrderQueryDao.Page search(OrderQuery filter, int limit) {
        return new OrderQueryDao(handle, filter).page(filter.held(), limit);
    }

    /**
     * Locks an order's row and increments its version, if the row still has the version the caller read.
     *
     * @return false when another message changed it meanwhile
     */
    public boolean lock(Order order) {
        return handle.createUpdate("""
                                update alipay_orders set version = version + 1
                                where out_trade_no = :out_trade_no and version = :version
                                """)
                        .bind("out_trade_no", order.out_trade_no())
                        .bind("version", order.version())
                        .execute()
                == 1;
    }

    /**
     * Stores the new state of an order, if the row still has the version the caller read.
     *
     * @return false when another message changed it meanwhile
     */
    public boolean update(Order after) {
        return update(after, after.version());
    }

    /** Stores the new state of an order whose row has this version now. */
    public boolean update(Order after, int version) {
        return bind(handle.createUpdate("""
                                        update alipay_orders set trade_status = :trade_status, refund_status = :refund_status, gmt_refund = :gmt_refund,
                                            pay_mode = :pay_mode, trade_no = :trade_no, seller_id = :seller_id, buyer_email = :buyer_email,
                                            buyer_id = :buyer_id, total_fee = :total_fee, paid_at = :paid_at,
                                            shipped_at = :shipped_at, finished_at = :finished_at, closed_at = :closed_at,
                                            version = version + 1
                                        where out_trade_no = :out_trade_no and version = :version
                                        """), after).bind("version", version).execute() == 1;
    }

    /**
     * An unpaid order about which Alipay is to be queried.
     *
     * @param queries how many queries were already made
     */
    public record ReconciliationCandidate(String out_trade_no, String trade_no, int queries, Instant due) {}

    /** Returns unpaid orders created in this time range whose query is due, the longest overdue first. */
    public List<ReconciliationCandidate> overdue(Instant placedFrom, Instant placedUntil, Instant now, int limit) {
        return handle.createQuery("""
                        select out_trade_no, trade_no, queries, next_query_at from alipay_orders
                        where trade_status = :unpaid and next_query_at <= :now
                            and created_at between :from and :until
                        order by next_query_at limit :limit
                        """)
                .bind("unpaid", TradeStatus.WAIT_BUYER_PAY.name())
                .bind("now", now.toEpochMilli())
                .bind("from", placedFrom.toEpochMilli())
                .bind("until", placedUntil.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> new ReconciliationCandidate(
                        row.getString(1), row.getString(2), row.getInt(3), Instant.ofEpochMilli(row.getLong(4))))
                .list();
    }

    /** Claims the query about an order for one node, and sets when the next is due; false when another node was faster. */
    public boolean claim(ReconciliationCandidate overdue, Instant next) {
        return handle.createUpdate("""
                                update alipay_orders set queries = queries + 1, next_query_at = :next
                                where out_trade_no = :out_trade_no and next_query_at = :due
                                """)
                        .bind("out_trade_no", overdue.out_trade_no())
                        .bind("due", overdue.due().toEpochMilli())
                        .bind("next", next.toEpochMilli())
                        .execute()
                == 1;
    }

    /**
     * The orders that may have changed at Alipay since a moment: those placed since then, those paid and not finished, and those
     * that could still be paid.
     *
     * @param unpaidFrom an unpaid order placed earlier is not paid any more
     * @param until orders placed later are left out
     */
    public record ChangedSince(Instant since, Instant unpaidFrom, Instant until) {}

    /** Returns how many orders may have changed. */
    public long count(ChangedSince range) {
        return bind(handle.createQuery("select count(*) from alipay_orders where " + MAY_HAVE_CHANGED), range)
                .mapTo(Long.class)
                .one();
    }

    /** Returns the numbers of orders that may have changed, in order, from the one that follows {@code after}. */
    public List<String> find(ChangedSince range, String after, int limit) {
        return bind(
                        handle.createQuery("select out_trade_no from alipay_orders where out_trade_no > :after and ("
                                + MAY_HAVE_CHANGED + ") order by out_trade_no limit :limit"),
                        range)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    private static Query bind(Query query, ChangedSince range) {
        return query.bind("since", range.since().toEpochMilli())
                .bind("unpaid_from", range.unpaidFrom().toEpochMilli())
                .bind("until", range.until().toEpochMilli())
                .bindList("paid", open(true))
                .bindList("unpaid", open(false));
    }

    /** Returns the statuses that others follow. */
    private static List<String> open(boolean isPaid) {
        return Stream.of(TradeStatus.values())
                .filter(status -> !status.next().isEmpty() && status.assertsPayment() == isPaid)
                .map(TradeStatus::name)
                .toList();
    }

    /**
     * Adds an entry to the order's history for each event.
     *
     * @param entry the number of the message that caused it in the log of notifications; 0 when none did
     */
    public void record(Order order, Instant at, List<HistoryEvent> events, ChangeSource origin, long entry) {
        PreparedBatch batch = handle.prepareBatch("""
                        insert into alipay_order_history (out_trade_no, at, event, trade_status, refund_status, source, notify_id,
                            notice_id, operator, note)
                        values (:out_trade_no, :at, :event, :trade_status, :refund_status, :source, :notify_id,
                            :notice_id, :operator, :note)
                        """);
        events.forEach(event -> batch.bind("out_trade_no", order.out_trade_no())
                .bind("at", at.toEpochMilli())
                .bind("event", event.code())
                .bind("trade_status", order.trade_status().name())
                .bind("refund_status", order.refund_status())
                .bind("source", origin.source().code())
                .bind("notify_id", cut(origin.notify_id(), 128))
                .bind("notice_id", entry == 0 ? null : entry)
                .bind("operator", cut(origin.operator(), 64))
                .bind("note", cut(origin.note(), 400))
                .add());
        batch.execute();
    }

    /** Returns the history of an order, oldest first. */
    public List<HistoryEntry> history(String out_trade_no) {
        return handle.createQuery("select * from alipay_order_history where out_trade_no = :out_trade_no order by id")
                .bind("out_trade_no", out_trade_no)
                .map((row, context) -> new HistoryEntry(
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("event"),
                        row.getString("trade_status"),
                        row.getString("refund_status"),
                        row.getString("source"),
                        row.getString("notify_id"),
                        row.getObject("notice_id", Long.class),
                        row.getString("operator"),
                        row.getString("note")))
                .list();
    }

    private static Update bind(Update update, Order order) {
        return update.bind("out_trade_no", order.out_trade_no())
                .bind("service", order.service().code())
                .bind("seller_email", order.seller_email())
                .bind("subject", order.subject())
                .bind("body", order.body())
                .bind("price", order.price())
                .bind("quantity", order.quantity())
                .bind("discount", order.discount())
                .bind("trade_status", order.trade_status().name())
                .bind("refund_status", order.refund_status())
                .bind("gmt_refund", cut(order.gmt_refund(), 32))
                .bind("pay_mode", order.mode().name())
                .bind("trade_no", order.trade_no())
                .bind("seller_id", order.seller_id())
                .bind("buyer_email", order.buyer_email())
                .bind("buyer_id", order.buyer_id())
                .bind("total_fee", order.total_fee())
                .bind("created_at", millis(order.created_at()))
                .bind("paid_at", millis(order.paid_at()))
                .bind("shipped_at", millis(order.shipped_at()))
                .bind("finished_at", millis(order.finished_at()))
                .bind("closed_at", millis(order.closed_at()))
                .bind("version", order.version());
    }

    static Order order(ResultSet row, List<ShippingOption> logistics) throws SQLException {
        return new Order(
                row.getString("out_trade_no"),
                service(row.getString("service")),
                row.getString("seller_email"),
                row.getString("subject"),
                row.getString("body"),
                row.getBigDecimal("price"),
                row.getInt("quantity"),
                row.getBigDecimal("discount"),
                logistics,
                TradeStatus.valueOf(row.getString("trade_status")),
                row.getString("refund_status"),
                row.getString("gmt_refund"),
                PaymentMode.valueOf(row.getString("pay_mode")),
                row.getString("trade_no"),
                row.getString("seller_id"),
                row.getString("buyer_email"),
                row.getString("buyer_id"),
                row.getObject("total_fee", BigDecimal.class),
                moment(row, "created_at"),
                moment(row, "paid_at"),
                moment(row, "shipped_at"),
                moment(row, "finished_at"),
                moment(row, "closed_at"),
                row.getInt("version"));
    }

    private static PayService service(String stored) {
        return PayService.of(stored)
                .orElseThrow(() -> new IllegalStateException(
                        "alipay_orders.service is " + stored + ", not one of " + PayService.codes()));
    }

    /** Truncates a text that helps to find a message; the message itself is stored whole. */
    static String cut(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }

    private static Long millis(Instant moment) {
        return moment == null ? null : moment.toEpochMilli();
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        Long millis = row.getObject(column, Long.class);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
