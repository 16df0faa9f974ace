package com.alipay.orders.persistence;

import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.OrderEventType;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Accesses the listener calls whose step has not been stored. A row is written before a call first uses its connection and deleted
 * with the step, in one transaction, so that no other transaction sees it. A visible row was committed by the merchant's listener
 * itself.
 */
public final class ListenerCallDao {
    /**
     * One listener call.
     *
     * @param refund_status the refund it was about; "" unless the milestone is REFUND, likewise {@code gmt_refund}
     * @param done whether a person has confirmed that its work is done
     */
    public record Call(
            OrderEventType milestone, String refund_status, String gmt_refund, Instant began_at, boolean done) {
        /**
         * Creates the call for this event.
         *
         * @param after the order after the step
         */
        public static Call of(OrderEventType milestone, Order after, Instant now) {
            boolean refund = milestone == OrderEventType.REFUND;
            return new Call(
                    milestone,
                    refund ? after.refund_status() : "",
                    refund ? OrderDao.cut(after.gmt_refund(), 32) : "",
                    now,
                    false);
        }

        /** Returns whether both are about the same event. */
        public boolean isSameEvent(Call other) {
            return milestone == other.milestone
                    && refund_status.equals(other.refund_status)
                    && gmt_refund.equals(other.gmt_refund);
        }
    }

    private final Handle handle;

    ListenerCallDao(Handle handle) {
        this.handle = handle;
    }

    /** Returns the calls of one order, oldest first. */
    public List<Call> of(String out_trade_no) {
        return handle.createQuery("""
                        select milestone, refund_status, gmt_refund, began_at, done from alipay_listener_calls
                        where out_trade_no = :out_trade_no order by began_at
                        """)
                .bind("out_trade_no", out_trade_no)
                .map((row, context) -> new Call(
                        OrderEventType.valueOf(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)),
                        row.getInt(5) == 1))
                .list();
    }

    public void insert(String out_trade_no, Call call) {
        handle.createUpdate("""
                        insert into alipay_listener_calls (out_trade_no, milestone, refund_status, gmt_refund, began_at, done)
                        values (:out_trade_no, :milestone, :refund_status, :gmt_refund, :began_at, 0)
                        """)
                .bind("out_trade_no", out_trade_no)
                .bind("milestone", call.milestone().name())
                .bind("refund_status", call.refund_status())
                .bind("gmt_refund", call.gmt_refund())
                .bind("began_at", call.began_at().toEpochMilli())
                .execute();
    }

    /** Marks the work of all calls of an order as done. */
    public void done(String out_trade_no) {
        handle.createUpdate("update alipay_listener_calls set done = 1 where out_trade_no = :out_trade_no")
                .bind("out_trade_no", out_trade_no)
                .execute();
    }

    /** Deletes all calls of an order. */
    public void delete(String out_trade_no) {
        handle.createUpdate("delete from alipay_listener_calls where out_trade_no = :out_trade_no")
                .bind("out_trade_no", out_trade_no)
                .execute();
    }
}
