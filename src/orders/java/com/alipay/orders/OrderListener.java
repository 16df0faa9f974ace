package com.alipay.orders;

import java.sql.Connection;

/**
 * The merchant's own code. Each method is called exactly once per step of an order, whichever message came first, the return or the
 * notification, and however often they come again. It runs inside the database transaction that changes the order:
 *
 * <ul>
 *   <li>What it writes through the connection is committed together with the order, or not at all.
 *   <li>If it throws, an Error included, the order stays as it was and the gateway is answered {@code fail}, so that the message comes
 *       again.
 *   <li>The connection refuses to commit, close or change its mode; a refused call does nothing. One that asks for rollback fails the
 *       step even when the exception is caught. So does, on PostgreSQL, a failed statement whose exception is caught, unless it goes back
 *       to a savepoint of its own. After the method has returned the connection works no longer, on any thread.
 *   <li>It must not end the transaction in another way: {@code COMMIT} or {@code ROLLBACK} as SQL, a procedure that commits, or a
 *       {@code create table} and other DDL, which commits on H2, MariaDB and MySQL. If it does, whether it throws or returns, the order
 *       stays as it was, the message is held, and nothing about this order calls the listener again until a person has said on the
 *       order's page whether the work is done.
 *   <li>Each of its statements has five seconds, like every statement of the order book: a database that stands still must not
 *       hold the answer to the gateway.
 *   <li>What cannot be rolled back, such as sending a mail, does not belong here: write a row for it and send it later.
 * </ul>
 *
 * <p>An implementation has a public constructor without parameters, is named by {@code order_listener}, and is called by many
 * threads at once.
 *
 * @tutorial 双功能 2.3, 4.2, 4.3 / 担保 3.4, 5.2, 5.3
 */
public interface OrderListener {
    /** Deliver now: escrow at WAIT_SELLER_SEND_GOODS, instant payment at TRADE_FINISHED or TRADE_SUCCESS, whichever comes first. */
    default void paid(OrderEvent event, Connection connection) throws Exception {}

    /** The seller has shipped; escrow only. */
    default void shipped(OrderEvent event, Connection connection) throws Exception {}

    /** The trade is complete: with escrow the money is with the seller now. */
    default void finished(OrderEvent event, Connection connection) throws Exception {}

    /** The trade ended without success: never paid, or refunded in full. */
    default void closed(OrderEvent event, Connection connection) throws Exception {}

    /** The refund moved one step; {@code event.order().refund_status()} says where to. */
    default void refund(OrderEvent event, Connection connection) throws Exception {}
}
