package com.alipay.trade;

import java.util.Arrays;
import java.util.Optional;

/** What a merchant acts on. Each happens at most once in the life of an order, but for {@link #REFUND}. */
public enum Milestone {
    /**
     * The moment to deliver: escrow at WAIT_SELLER_SEND_GOODS, instant payment at TRADE_FINISHED or TRADE_SUCCESS, whichever comes
     * first.
     */
    PAID("已付款"),
    SHIPPED("已发货"),
    FINISHED("交易完成"),
    CLOSED("交易关闭"),
    /** The refund moved one step; see {@link Order#refund_status()}. */
    REFUND("退款进展");

    private final String meaning;

    Milestone(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    /** The milestone of this name; empty for any other word. */
    public static Optional<Milestone> of(String name) {
        return Arrays.stream(values())
                .filter(milestone -> milestone.name().equals(name))
                .findFirst();
    }
}
