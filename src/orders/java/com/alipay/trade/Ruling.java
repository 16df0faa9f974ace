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
        ADVANCED(ProcessingStatus.ADVANCED),
        /** The order stands there already, and nothing of it changes. */
        REPEAT(ProcessingStatus.REPEAT),
        /** The order stands there already, and learns what it did not know yet, such as trade_no and the buyer. */
        NOTED(ProcessingStatus.NOTED),
        /** Older than what is known; recorded only. */
        LATE(ProcessingStatus.LATE),
        /** Not about this product, or a status nobody listed; recorded only. */
        IGNORED(ProcessingStatus.IGNORED),
        /** Genuine, but it contradicts the order: a person decides. */
        HELD(ProcessingStatus.HELD);

        private final ProcessingStatus status;

        Effect(ProcessingStatus status) {
            this.status = status;
        }

        /** What a message of this effect is stored with. */
        public ProcessingStatus status() {
            return status;
        }
    }

    public Ruling {
        milestones = List.copyOf(milestones);
    }

    static Ruling unchanged(Effect effect, Order order, Reason reason) {
        return new Ruling(effect, order, List.of(), reason);
    }
}
