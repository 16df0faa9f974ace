package com.alipay.orders;

import com.alipay.trade.Milestone;
import com.alipay.protocol.Notification;
import com.alipay.trade.Order;

/**
 * One step of one order, as the merchant's code is told.
 *
 * @param milestone what happened
 * @param order the order after the step; its mode tells escrow from instant payment
 * @param message the message that brought it
 */
public record OrderEvent(Milestone milestone, Order order, Notification message) {}
