package com.alipay.orders;

import java.sql.Connection;

/**
 * The merchant's own code. Each method is called exactly once per event of an order, whichever message came first, the return or
 * the notification, and however often they are repeated. It runs inside the database transaction that changes the order:
 *
 * <ul>
 *   <li>What it writes through the connection is committed together with the order, or not at all.
 *   <li>If it throws, an Error included, the order is not changed and the gateway receives {@code fail}, so that it sends the
 *       message again.
 *   <li>The connection refuses to commit, close or change its mode; a refused call does nothing. A call that requests a
 *       rollback fails the step even when the exception is caught. So does, on PostgreSQL, a failed statement whose exception
 *       is caught, unless it rolls back to its own savepoint. After the method has returned the connection no longer works, on
 *       any thread.
 *   <li>It must not end the transaction in another way: {@code COMMIT} or {@code ROLLBACK} as SQL, a procedure that commits, or
 *       a {@code create table} and other DDL, which commits on H2, MariaDB and MySQL. If it does, whether it throws or returns,
 *       the order is not changed, the message is held, and no further message about this order calls the listener until a
 *       person has stated on the order's page whether the work is done.
 *   <li>Each of its statements may take five seconds, like every statement of {@code OrderService}: a database that does not
 *       respond must not delay the answer to the gateway.
 *   <li>What cannot be rolled back, such as sending a mail, does not belong here: write a row for it and send it later.
 * </ul>
 *
 * <p>An implementation has a public constructor without parameters, is named by {@code order_listener}, and is called
 * concurrently by many threads.
 *
 * @tutorial 双功能 2.3, 4.2, 4.3 / 担保 3.4, 5.2, 5.3
 */
public interface OrderListener {
    /** Deliver now: escrow at WAIT_SELLER_SEND_GOODS, instant payment at the first of TRADE_FINISHED and TRADE_SUCCESS. */
    default void paid(OrderEvent event, Connection connection) throws Exception {}

    /** The seller has shipped; escrow only. */
    default void shipped(OrderEvent event, Connection connection) throws Exception {}

    /** The trade is complete: with escrow the seller has received the money. */
    default void finished(OrderEvent event, Connection connection) throws Exception {}

    /** The trade ended without success: never paid, or refunded in full. */
    default void closed(OrderEvent event, Connection connection) throws Exception {}

    /** The refund status changed to {@code event.order().refund_status()}. */
    default void refund(OrderEvent event, Connection connection) throws Exception {}
}
