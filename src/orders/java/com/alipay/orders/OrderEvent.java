package com.alipay.orders;

import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.OrderEventType;
import com.alipay.protocol.Notification;

/**
 * One event of one order, as passed to the merchant's listener.
 *
 * @param milestone what happened
 * @param order the order after the event; its mode distinguishes escrow from instant payment
 * @param message the message that caused it
 */
public record OrderEvent(OrderEventType milestone, Order order, Notification message) {}
