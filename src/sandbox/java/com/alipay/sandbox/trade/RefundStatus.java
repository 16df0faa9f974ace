package com.alipay.sandbox.trade;

import java.util.List;

/** Where a refund of an escrow trade stands, and what can be done then; the graph is in {@link Refund}. */
public enum RefundStatus {
    WAIT_SELLER_AGREE("买家申请退款，等待卖家同意") {
        @Override
        List<TradeAction> actions() {
            return List.of(TradeAction.AGREE_REFUND, TradeAction.REFUSE_REFUND, TradeAction.WITHDRAW_REFUND);
        }
    },
    SELLER_REFUSE_BUYER("卖家拒绝退款，等待买家修改申请") {
        @Override
        List<TradeAction> actions() {
            return List.of(TradeAction.APPLY_REFUND, TradeAction.WITHDRAW_REFUND);
        }
    },
    WAIT_BUYER_RETURN_GOODS("卖家同意退款，等待买家退货") {
        @Override
        List<TradeAction> actions() {
            return List.of(TradeAction.RETURN_GOODS, TradeAction.WITHDRAW_REFUND);
        }
    },
    WAIT_SELLER_CONFIRM_GOODS("买家已退货，等待卖家确认收到退货") {
        @Override
        List<TradeAction> actions() {
            return List.of(TradeAction.CONFIRM_RETURN, TradeAction.REFUSE_REFUND);
        }
    },
    REFUND_SUCCESS("退款成功") {
        @Override
        List<TradeAction> actions() {
            return List.of();
        }
    },
    REFUND_CLOSED("退款关闭") {
        @Override
        List<TradeAction> actions() {
            return List.of(TradeAction.APPLY_REFUND);
        }
    };

    private final String meaning;

    RefundStatus(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    /** What buyer and seller can do about the refund while it stands here. */
    abstract List<TradeAction> actions();

    /** Whether the refund is still being dealt with: the receipt cannot be confirmed meanwhile. */
    public boolean isOpen() {
        return this != REFUND_SUCCESS && this != REFUND_CLOSED;
    }
}
