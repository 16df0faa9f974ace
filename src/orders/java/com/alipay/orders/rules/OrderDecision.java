package com.alipay.orders.rules;

import java.util.List;

/**
 * How a verified message affects an order.
 *
 * @param type whether it changes the order
 * @param after the order to be stored; the order itself when it does not change
 * @param milestones the events for the merchant's listener, in the order in which they happened
 * @param reason why, for the log of notifications and log.txt
 */
public record OrderDecision(Type type, Order after, List<OrderEventType> milestones, DecisionReason reason) {

    /** Whether a message changes an order. */
    public enum Type {
        /** The order changes. */
        ADVANCED(ProcessingStatus.ADVANCED),
        /** The order already has this status and does not change. */
        REPEAT(ProcessingStatus.REPEAT),
        /** The order already has this status, and missing data such as trade_no and the buyer is added. */
        NOTED(ProcessingStatus.NOTED),
        /** Older than the order's state; recorded only. */
        LATE(ProcessingStatus.LATE),
        /** Not about this product, or an unknown status; recorded only. */
        IGNORED(ProcessingStatus.IGNORED),
        /** Verified, but it contradicts the order: a person decides. */
        HELD(ProcessingStatus.HELD);

        private final ProcessingStatus status;

        Type(ProcessingStatus status) {
            this.status = status;
        }

        /** Returns the status with which a message of this type is stored. */
        public ProcessingStatus status() {
            return status;
        }
    }

    public OrderDecision {
        milestones = List.copyOf(milestones);
    }

    static OrderDecision unchanged(Type type, Order order, DecisionReason reason) {
        return new OrderDecision(type, order, List.of(), reason);
    }
}
