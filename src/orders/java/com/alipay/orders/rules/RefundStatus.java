package com.alipay.orders.rules;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * 退款状态 of an escrow trade, in the vendor's words. The buyer applies (WAIT_SELLER_AGREE). The seller agrees, which leads to
 * REFUND_SUCCESS at once if the goods were not received, and otherwise by way of WAIT_BUYER_RETURN_GOODS and
 * WAIT_SELLER_CONFIRM_GOODS; or refuses (SELLER_REFUSE_BUYER), after which the buyer may apply again. A withdrawn refund is
 * REFUND_CLOSED, and a new one may be applied for. Because statuses can repeat, every transition in this graph is an advance.
 *
 * @tutorial 双功能 4.4 / 担保 5.4
 */
public enum RefundStatus {
    WAIT_SELLER_AGREE,
    SELLER_REFUSE_BUYER,
    WAIT_BUYER_RETURN_GOODS,
    WAIT_SELLER_CONFIRM_GOODS,
    REFUND_SUCCESS,
    REFUND_CLOSED;

    public Text meaning() {
        return Messages.label(this);
    }

    /** Returns the status of this name; empty for "" and for the names of other products. */
    public static Optional<RefundStatus> of(String name) {
        for (RefundStatus status : values()) {
            if (status.name().equals(name)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /** Returns the statuses that follow directly. */
    public Set<RefundStatus> next() {
        return switch (this) {
            case WAIT_SELLER_AGREE ->
                EnumSet.of(SELLER_REFUSE_BUYER, WAIT_BUYER_RETURN_GOODS, REFUND_SUCCESS, REFUND_CLOSED);
            case SELLER_REFUSE_BUYER -> EnumSet.of(WAIT_SELLER_AGREE, REFUND_CLOSED);
            case WAIT_BUYER_RETURN_GOODS -> EnumSet.of(WAIT_SELLER_CONFIRM_GOODS, REFUND_CLOSED);
            case WAIT_SELLER_CONFIRM_GOODS -> EnumSet.of(REFUND_SUCCESS, SELLER_REFUSE_BUYER);
            case REFUND_CLOSED -> EnumSet.of(WAIT_SELLER_AGREE);
            case REFUND_SUCCESS -> EnumSet.noneOf(RefundStatus.class);
        };
    }

    /** Returns how a message with refund status {@code to} affects an order with this one. */
    public TransitionType step(RefundStatus to) {
        if (to == this) {
            return TransitionType.REPEAT;
        }
        return this == REFUND_SUCCESS ? TransitionType.LATE : leadsTo(to, EnumSet.noneOf(RefundStatus.class));
    }

    /**
     * Returns whether {@code to} follows this status within one application for a refund. Otherwise only a new application leads
     * there, and the message may as well be an old one that arrives late.
     */
    boolean leadsWithinApplicationTo(RefundStatus to) {
        Set<RefundStatus> next = next();
        next.remove(WAIT_SELLER_AGREE);
        return next.contains(to) || next.stream().anyMatch(between -> between.leadsWithinApplicationTo(to));
    }

    private TransitionType leadsTo(RefundStatus to, Set<RefundStatus> visited) {
        if (next().contains(to)) {
            return TransitionType.ADVANCE;
        }
        visited.add(this);
        return next().stream()
                        .anyMatch(between ->
                                !visited.contains(between) && between.leadsTo(to, visited) == TransitionType.ADVANCE)
                ? TransitionType.ADVANCE
                : TransitionType.IMPOSSIBLE;
    }
}
