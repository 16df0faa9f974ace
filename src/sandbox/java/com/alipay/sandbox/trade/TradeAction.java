package com.alipay.sandbox.trade;

import java.util.Arrays;
import java.util.Optional;

/** What buyer or seller can do with a trade on the trades page; paying happens at the cashier. */
public enum TradeAction {
    SEND_GOODS("send_goods", "发货", "卖家"),
    CONFIRM_GOODS("confirm_goods", "确认收货", "买家"),
    CLOSE("close", "关闭交易", "卖家");

    private final String wireName;
    private final String label;
    private final String actor;

    TradeAction(String wireName, String label, String actor) {
        this.wireName = wireName;
        this.label = label;
        this.actor = actor;
    }

    /** As in the address of the JSON API. */
    public String wireName() {
        return wireName;
    }

    public String label() {
        return label;
    }

    /** Who does it, in Chinese. */
    public String actor() {
        return actor;
    }

    public static Optional<TradeAction> named(String wireName) {
        return Arrays.stream(values())
                .filter(action -> action.wireName.equals(wireName))
                .findFirst();
    }
}
