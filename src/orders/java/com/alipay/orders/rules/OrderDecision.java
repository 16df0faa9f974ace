package com.alipay.orders.rules;

import java.util.List;

/**
 * What a genuine message does to an order.
 *
 * @param type whether it moves the order
 * @param after the order as it is to be stored; the order itself when it does not change
 * @param milestones what the merchant's code is told, in the order of their happening
 * @param reason why, for the ledger and the log
 */
public record OrderDecision(Type type, Order after, List<OrderEventType> milestones, DecisionReason reason) {

    /** Whether a message moves an order. */
    public enum Type {
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

        Type(ProcessingStatus status) {
            this.status = status;
        }

        /** What a message of this effect is stored with. */
        public ProcessingStatus status() {
            return status;
        }
    }

    public OrderDecision {
        milestones = List.copyOf(milestones);
    }

    static OrderDecision unchanged(Type effect, Order order, DecisionReason reason) {
        return new OrderDecision(effect, order, List.of(), reason);
    }
}
