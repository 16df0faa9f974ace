package com.alipay.sandbox.trade;

import java.util.Arrays;
import java.util.Optional;

/** The two services a browser brings a buyer with. */
public enum PayService {
    /** 纯担保交易: every trade is escrow. */
    ESCROW("create_partner_trade_by_buyer", "担保交易"),
    /** 标准双接口: the buyer chooses escrow or instant payment. */
    DUAL("trade_create_by_buyer", "标准双接口");

    private final String wireName;
    private final String meaning;

    PayService(String wireName, String meaning) {
        this.wireName = wireName;
        this.meaning = meaning;
    }

    /** As in the parameter {@code service}. */
    public String wireName() {
        return wireName;
    }

    public String meaning() {
        return meaning;
    }

    public static Optional<PayService> named(String wireName) {
        return Arrays.stream(values())
                .filter(service -> service.wireName.equals(wireName))
                .findFirst();
    }
}
