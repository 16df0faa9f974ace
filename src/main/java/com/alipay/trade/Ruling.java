package com.alipay.trade;

import java.util.List;

/**
 * What a genuine message does to an order.
 *
 * @param effect whether it moves the order
 * @param after the order as it is to be stored; the order itself when it does not change
 * @param milestones what the merchant's code is told, in the order of their happening
 * @param reason why, for the ledger and the log
 */
public record Ruling(Effect effect, Order after, List<Milestone> milestones, Reason reason) {

    /** Whether a message moves an order. */
    public enum Effect {
        /** The order changes. */
        ADVANCED("已更新订单"),
        /** The order stands there already. Facts it did not know yet, such as trade_no, are added. */
        REPEAT("重复"),
        /** Older than what is known; recorded only. */
        LATE("迟到"),
        /** Not about this product, or a status nobody listed; recorded only. */
        IGNORED("只作记录"),
        /** Genuine, but it contradicts the order: a person decides. */
        HELD("待人工处理");

        private final String meaning;

        Effect(String meaning) {
            this.meaning = meaning;
        }

        /** What a merchant calls it, in Chinese. */
        public String meaning() {
            return meaning;
        }
    }

    public Ruling {
        milestones = List.copyOf(milestones);
    }

    static Ruling unchanged(Effect effect, Order order, Reason reason) {
        return new Ruling(effect, order, List.of(), reason);
    }
}
