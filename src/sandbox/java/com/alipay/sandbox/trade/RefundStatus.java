package com.alipay.sandbox.trade;

import java.time.Duration;
import java.util.List;

/** Statuses of an escrow trade's refund, with the actions each allows; the graph is in {@link Refund}. */
public enum RefundStatus {
    WAIT_SELLER_AGREE(5) {
        @Override
        List<TradeAction> actions() {
            return List.of(TradeAction.AGREE_REFUND, TradeAction.REFUSE_REFUND, TradeAction.WITHDRAW_REFUND);
        }
    },
    SELLER_REFUSE_BUYER(7) {
        @Override
        List<TradeAction> actions() {
            return List.of(TradeAction.APPLY_REFUND, TradeAction.WITHDRAW_REFUND);
        }
    },
    WAIT_BUYER_RETURN_GOODS(7) {
        @Override
        List<TradeAction> actions() {
            return List.of(TradeAction.RETURN_GOODS, TradeAction.WITHDRAW_REFUND);
        }
    },
    WAIT_SELLER_CONFIRM_GOODS(10) {
        @Override
        List<TradeAction> actions() {
            return List.of(TradeAction.CONFIRM_RETURN, TradeAction.REFUSE_REFUND);
        }
    },
    REFUND_SUCCESS(0) {
        @Override
        List<TradeAction> actions() {
            return List.of();
        }
    },
    REFUND_CLOSED(0) {
        @Override
        List<TradeAction> actions() {
            return List.of(TradeAction.APPLY_REFUND);
        }
    };

    private final Duration patience;

    RefundStatus(int days) {
        this.patience = Duration.ofDays(days);
    }

    /** Returns the actions of buyer and seller in this status. */
    abstract List<TradeAction> actions();

    /**
     * Returns how long an open refund stays in this status before its timer acts; the days are the sandbox's own, no document has
     * them.
     */
    Duration patience() {
        return patience;
    }

    /** Returns whether the refund is still open: the receipt cannot be confirmed meanwhile. */
    public boolean isOpen() {
        return this != REFUND_SUCCESS && this != REFUND_CLOSED;
    }
}
