package com.alipay.sandbox.trade;

import java.util.Arrays;
import java.util.Optional;

/** Pay services: the buyer's browser sends the request. */
public enum PayService {
    /** 纯担保交易: every trade is escrow. */
    ESCROW("create_partner_trade_by_buyer", PaymentMode.ESCROW),
    /** 标准双接口: the buyer chooses escrow or instant payment. */
    DUAL("trade_create_by_buyer", null),
    /** 即时到账: every trade is instant and has no shipping data. */
    DIRECT("create_direct_pay_by_user", PaymentMode.INSTANT);

    private final String wireName;
    private final PaymentMode mode;

    PayService(String wireName, PaymentMode mode) {
        this.wireName = wireName;
        this.mode = mode;
    }

    /** Returns the value of the parameter {@code service}. */
    public String wireName() {
        return wireName;
    }

    /** Returns the payment mode of every trade of this service; empty where the buyer chooses. */
    public Optional<PaymentMode> mode() {
        return Optional.ofNullable(mode);
    }

    /** Returns whether an order of this service has shipping data. */
    public boolean ships() {
        return this != DIRECT;
    }

    public static Optional<PayService> named(String wireName) {
        return Arrays.stream(values())
                .filter(service -> service.wireName.equals(wireName))
                .findFirst();
    }
}
