package com.alipay.sandbox.trade;

import java.util.Arrays;
import java.util.Optional;

/** The services a browser brings a buyer with. */
public enum PayService {
    /** 纯担保交易: every trade is escrow. */
    ESCROW("create_partner_trade_by_buyer", "担保交易", PaymentMode.ESCROW),
    /** 标准双接口: the buyer chooses escrow or instant payment. */
    DUAL("trade_create_by_buyer", "标准双接口", null),
    /** 即时到账: every trade is instant, and nothing is said about shipping. */
    DIRECT("create_direct_pay_by_user", "即时到账交易", PaymentMode.INSTANT);

    private final String wireName;
    private final String meaning;
    private final PaymentMode mode;

    PayService(String wireName, String meaning, PaymentMode mode) {
        this.wireName = wireName;
        this.meaning = meaning;
        this.mode = mode;
    }

    /** As in the parameter {@code service}. */
    public String wireName() {
        return wireName;
    }

    public String meaning() {
        return meaning;
    }

    /** The mode every trade of this service has; empty where the buyer chooses. */
    public Optional<PaymentMode> mode() {
        return Optional.ofNullable(mode);
    }

    /** Whether an order of this service says how its goods travel. */
    public boolean ships() {
        return this != DIRECT;
    }

    public static Optional<PayService> named(String wireName) {
        return Arrays.stream(values())
                .filter(service -> service.wireName.equals(wireName))
                .findFirst();
    }
}
