package com.alipay.orders.rules;

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
        PLACED("订单已保存"),
        /** The same unpaid order again: the buyer continues with it. */
        RESUMED("继续支付这笔未付款的订单"),
        /** Unpaid, but something differs: the gateway would answer TRADE_DATA_MATCH_ERROR. */
        CHANGED("这个订单号已经用于另一笔订单，两次的商品、金额或物流不一致（TRADE_DATA_MATCH_ERROR）。请换一个新的订单号"),
        /** The gateway would answer TRADE_NOT_ALLOWED_PAY. */
        ALREADY_PAID("这笔订单已经付过款，不能再付（TRADE_NOT_ALLOWED_PAY）"),
        /** The gateway would answer TRADE_NOT_ALLOWED_PAY. */
        CLOSED("这笔订单已经关闭，不能再付款（TRADE_NOT_ALLOWED_PAY）。请重新下单"),
        /** The order could not be stored, so the buyer is not sent to the cashier. */
        UNAVAILABLE("现在不能下单，请稍后再试");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        public String meaning() {
            return meaning;
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
