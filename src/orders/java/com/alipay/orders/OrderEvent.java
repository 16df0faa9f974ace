package com.alipay.orders;

import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.OrderEventType;
import com.alipay.protocol.Notification;

/**
 * One step of one order, as the merchant's code is told.
 *
 * @param milestone what happened
 * @param order the order after the step; its mode tells escrow from instant payment
 * @param message the message that brought it
 */
public record OrderEvent(OrderEventType milestone, Order order, Notification message) {}
