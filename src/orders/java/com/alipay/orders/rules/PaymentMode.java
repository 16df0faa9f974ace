package com.alipay.orders.rules;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import com.alipay.protocol.Notification;
import com.alipay.protocol.PayService;
import java.util.Set;

/**
 * How the buyer pays. Only the buyer decides, at the cashier of the dual interface, and no message states it directly.
 *
 * @tutorial 双功能 4.5
 */
public enum PaymentMode {
    /** 担保交易: Alipay holds the money until the buyer has confirmed receipt. */
    ESCROW,
    /** 即时到账: the seller receives the money at once. */
    INSTANT,
    /** Not known yet. */
    UNKNOWN;

    private static final Set<String> ESCROW_REFUNDS = Set.of(
            "WAIT_SELLER_AGREE",
            "WAIT_BUYER_RETURN_GOODS",
            "WAIT_SELLER_CONFIRM_GOODS",
            "SELLER_REFUSE_BUYER",
            "REFUND_CLOSED");

    public Text meaning() {
        return Messages.label(this);
    }

    /** Returns the mode of a new order: escrow for the pure escrow service, unknown for the dual interface. */
    public static PaymentMode initialFor(PayService service) {
        return service == PayService.ESCROW ? ESCROW : UNKNOWN;
    }

    /**
     * Infers the mode from a verified message, strongest evidence first. A known mode is kept.
     *
     * @param local the order's status before the message
     */
    public PaymentMode inferFrom(Notification notification, TradeStatus local) {
        return this == UNKNOWN ? infer(notification, local) : this;
    }

    private static PaymentMode infer(Notification notification, TradeStatus local) {
        String status = notification.text("trade_status");
        if (notification.has("exterface")) {
            return INSTANT;
        }
        if (status.equals("WAIT_SELLER_SEND_GOODS")
                || status.equals("WAIT_BUYER_CONFIRM_GOODS")
                || notification.has("gmt_send_goods")
                || !notification.isReturn() && notification.has("seller_actions")
                || !notification.isReturn() && ESCROW_REFUNDS.contains(notification.text("refund_status"))) {
            return ESCROW;
        }
        if (status.equals("TRADE_SUCCESS")) {
            return INSTANT;
        }
        if (status.equals("TRADE_FINISHED") && notification.has("gmt_close") && notification.has("gmt_payment")) {
            return notification.text("gmt_close").equals(notification.text("gmt_payment")) ? INSTANT : ESCROW;
        }
        if (local == TradeStatus.WAIT_BUYER_PAY && status.equals("TRADE_FINISHED")) {
            return INSTANT;
        }
        return UNKNOWN;
    }
}
