package com.alipay.orders.persistence;

import com.alipay.orders.rules.HistoryEvent;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.RefundStatus;
import com.alipay.orders.rules.TradeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads the counts for the first of the admin pages: what waits, and recent events. Every query uses an index. */
public final class OverviewDao {
    /** How many of the orders that wait to be shipped are listed. */
    private static final int OLDEST = 5;

    private final Handle handle;

    OverviewDao(Handle handle) {
        this.handle = handle;
    }

    /**
     * What waits for a person's action.
     *
     * @param held messages that wait for a person
     * @param toShip paid orders that are not shipped yet
     * @param oldest the first of them, the longest waiting first
     * @param atCashier unpaid orders of the last thirty days that have a trade at Alipay: the buyer has been at the cashier
     * @param refunds orders whose refund waits for the seller to agree
     * @param returned orders whose goods are on their way back to the seller
     */
    public record Waiting(long held, long toShip, List<Placed> oldest, long atCashier, long refunds, long returned) {}

    /** An order, and when it was created. */
    public record Placed(String out_trade_no, Instant created_at) {}

    /**
     * How often an event happened within a span of time.
     *
     * @param begin when the span begins
     */
    public record Happened(Instant begin, HistoryEvent event, long count) {}

    /**
     * The first answers to the messages received over notify_url within a span of time.
     *
     * @param begin when the span begins
     * @param failed how many of them were answered {@code fail}
     * @param average time from arrival to answer
     * @param longest the longest such time
     */
    public record Answers(Instant begin, long count, long failed, Duration average, Duration longest) {}

    /** Returns what waits for a person's action. */
    public Waiting waiting(Instant now) {
        return new Waiting(
                held(),
                toShip(),
                handle.createQuery("""
                                select out_trade_no, created_at from alipay_orders where trade_status = :status
                                order by trade_status, created_at, out_trade_no limit :limit
                                """)
                        .bind("status", TradeStatus.WAIT_SELLER_SEND_GOODS.name())
                        .bind("limit", OLDEST)
                        .map((row, context) -> new Placed(row.getString(1), Instant.ofEpochMilli(row.getLong(2))))
                        .list(),
                number("select count(*) from alipay_orders where trade_status = '" + TradeStatus.WAIT_BUYER_PAY
                        + "' and trade_no is not null and created_at >= "
                        + now.minus(Duration.ofDays(30)).toEpochMilli()),
                refunds(RefundStatus.WAIT_SELLER_AGREE),
                refunds(RefundStatus.WAIT_SELLER_CONFIRM_GOODS));
    }

    /** Returns how many messages wait for a person. */
    public long held() {
        return number("select count(*) from alipay_notices where outcome = '" + ProcessingStatus.HELD.code() + "'");
    }

    /** Returns how many paid orders are not shipped yet. */
    public long toShip() {
        return number(
                "select count(*) from alipay_orders where trade_status = '" + TradeStatus.WAIT_SELLER_SEND_GOODS + "'");
    }

    private long refunds(RefundStatus status) {
        return number("select count(*) from alipay_orders where refund_status = '" + status + "'");
    }

    private long number(String query) {
        return handle.createQuery(query).mapTo(Long.class).one();
    }

    /**
     * Counts the events of orders since a time: placed, paid, finished, refunded.
     *
     * @param from the beginning of the first span
     * @param span how long each is
     */
    public List<Happened> happened(Instant from, Duration span) {
        return handle.createQuery("""
                        select event, span_no, count(*) from (
                            select event, (at - :from - mod(at - :from, :span)) / :span as span_no
                            from alipay_order_history
                            where event in (:placed, :paid, :finished, :refund) and at >= :from
                            and (event <> :refund or refund_status = :refunded)) spans
                        group by event, span_no
                        """)
                .bind("from", from.toEpochMilli())
                .bind("span", span.toMillis())
                .bind("placed", HistoryEvent.PLACED.code())
                .bind("paid", HistoryEvent.PAID.code())
                .bind("finished", HistoryEvent.FINISHED.code())
                .bind("refund", HistoryEvent.REFUND.code())
                .bind("refunded", RefundStatus.REFUND_SUCCESS.name())
                .map((row, context) -> new Happened(
                        from.plus(span.multipliedBy(row.getBigDecimal(2).longValue())),
                        HistoryEvent.of(row.getString(1)).orElseThrow(),
                        row.getLong(3)))
                .list();
    }

    /**
     * Returns the answers of notify_url since a time.
     *
     * @param from the beginning of the first span
     * @param span how long each is
     */
    public List<Answers> answers(Instant from, Duration span) {
        return handle.createQuery("""
                        select span_no, count(*), sum(failed), avg(took_millis), max(took_millis) from (
                            select (received_at - :from - mod(received_at - :from, :span)) / :span as span_no,
                                case when answer = 'fail' then 1 else 0 end as failed, took_millis
                            from alipay_notices where source = :source and received_at >= :from) spans
                        group by span_no order by span_no
                        """)
                .bind("from", from.toEpochMilli())
                .bind("span", span.toMillis())
                .bind("source", MessageSource.NOTIFY_URL.code())
                .map((row, context) -> new Answers(
                        from.plus(span.multipliedBy(row.getBigDecimal(1).longValue())),
                        row.getLong(2),
                        row.getLong(3),
                        Duration.ofMillis(Math.round(row.getDouble(4))),
                        Duration.ofMillis(row.getLong(5))))
                .list();
    }
}
