package com.alipay.orders.rules;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;

/**
 * Whether the buyer may be sent to the cashier with an order.
 *
 * @param kind what exists under the order's number
 * @param order the order as stored
 */
public record OrderCreationResult(Kind kind, Order order) {

    /** What exists under the number. */
    public enum Kind {
        /** A new order, stored now. */
        PLACED,
        /** The same unpaid order again: the buyer continues with it. */
        RESUMED,
        /** Unpaid, but something differs: the gateway would answer TRADE_DATA_MATCH_ERROR. */
        CHANGED,
        /** The gateway would answer TRADE_NOT_ALLOWED_PAY. */
        ALREADY_PAID,
        /** The gateway would answer TRADE_NOT_ALLOWED_PAY. */
        CLOSED,
        /** The order could not be stored, so the buyer is not sent to the cashier. */
        UNAVAILABLE;

        public Text meaning() {
            return Messages.label(this);
        }
    }

    /** Returns what the stored order means for a request with the same number. */
    public static OrderCreationResult ofExisting(Order stored, Order requested) {
        if (stored.trade_status() == TradeStatus.TRADE_CLOSED) {
            return new OrderCreationResult(Kind.CLOSED, stored);
        }
        if (stored.trade_status() != TradeStatus.WAIT_BUYER_PAY) {
            return new OrderCreationResult(Kind.ALREADY_PAID, stored);
        }
        return new OrderCreationResult(stored.agreesWith(requested) ? Kind.RESUMED : Kind.CHANGED, stored);
    }

    /** Returns the HTTP status of the page that reports it. */
    public int status() {
        return mayPay() ? 200 : kind == Kind.UNAVAILABLE ? 503 : 409;
    }

    public boolean mayPay() {
        return kind == Kind.PLACED || kind == Kind.RESUMED;
    }
}
