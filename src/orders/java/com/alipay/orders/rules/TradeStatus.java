package com.alipay.orders.rules;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * 交易状态, in the vendor's words, with the transitions of each. Every trade starts at WAIT_BUYER_PAY. Escrow (担保交易) goes to
 * WAIT_SELLER_SEND_GOODS when the buyer has paid, to WAIT_BUYER_CONFIRM_GOODS when the seller has shipped, and to TRADE_FINISHED
 * when the buyer has confirmed. Instant payment (即时到账) goes straight to TRADE_FINISHED, or, with the advanced contract, to
 * TRADE_SUCCESS and about three months later to TRADE_FINISHED. A trade that is not paid in time, or fully refunded, ends in
 * TRADE_CLOSED. TRADE_FINISHED and TRADE_CLOSED are final.
 *
 * @tutorial 双功能 4.4, 4.5 / 担保 5.4
 */
public enum TradeStatus {
    WAIT_BUYER_PAY(false),
    /** A bank remittance is being confirmed; nothing may be shipped yet. */
    WAIT_SYS_CONFIRM_PAY(false),
    WAIT_SELLER_SEND_GOODS(true),
    WAIT_BUYER_CONFIRM_GOODS(true),
    /** The buyer has confirmed and Alipay is paying the seller. */
    WAIT_SYS_PAY_SELLER(true),
    /** An instant payment that the seller's account cannot receive at the moment. */
    TRADE_PENDING(true),
    /** An instant payment of the advanced contract: paid, and still refundable. */
    TRADE_SUCCESS(true),
    TRADE_FINISHED(true),
    TRADE_CLOSED(false);

    private final boolean assertsPayment;

    TradeStatus(boolean assertsPayment) {
        this.assertsPayment = assertsPayment;
    }

    /** Returns the label that people read. */
    public Text meaning() {
        return Messages.label(this);
    }

    /**
     * Returns whether a message with this status reports that the buyer's money has arrived, so that the amount must be compared.
     */
    public boolean assertsPayment() {
        return assertsPayment;
    }

    /**
     * Returns the status of this name; empty for a status of another Alipay product, which is acknowledged and changes nothing.
     */
    public static Optional<TradeStatus> of(String name) {
        for (TradeStatus status : values()) {
            if (status.name().equals(name)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /** Returns the statuses that follow directly. */
    public Set<TradeStatus> next() {
        return switch (this) {
            case WAIT_BUYER_PAY ->
                EnumSet.of(
                        WAIT_SYS_CONFIRM_PAY,
                        WAIT_SELLER_SEND_GOODS,
                        TRADE_PENDING,
                        TRADE_SUCCESS,
                        TRADE_FINISHED,
                        TRADE_CLOSED);
            case WAIT_SYS_CONFIRM_PAY -> EnumSet.of(WAIT_SELLER_SEND_GOODS, TRADE_CLOSED);
            case WAIT_SELLER_SEND_GOODS -> EnumSet.of(WAIT_BUYER_CONFIRM_GOODS, TRADE_CLOSED);
            case WAIT_BUYER_CONFIRM_GOODS -> EnumSet.of(WAIT_SYS_PAY_SELLER, TRADE_FINISHED, TRADE_CLOSED);
            case WAIT_SYS_PAY_SELLER -> EnumSet.of(TRADE_FINISHED);
            case TRADE_PENDING -> EnumSet.of(TRADE_SUCCESS, TRADE_FINISHED);
            case TRADE_SUCCESS -> EnumSet.of(TRADE_FINISHED, TRADE_CLOSED);
            case TRADE_FINISHED, TRADE_CLOSED -> EnumSet.noneOf(TradeStatus.class);
        };
    }

    /**
     * Returns how a message with status {@code to} affects an order with this status. A status that can only be reached by way of
     * others is an advance all the same: the merchant's server may have been down when those were reported.
     */
    public TransitionType step(TradeStatus to) {
        if (to == this) {
            return TransitionType.REPEAT;
        }
        if (leadsTo(to)) {
            return TransitionType.ADVANCE;
        }
        return to.leadsTo(this) ? TransitionType.LATE : TransitionType.IMPOSSIBLE;
    }

    private boolean leadsTo(TradeStatus to) {
        return next().contains(to) || next().stream().anyMatch(between -> between.leadsTo(to));
    }
}
