package com.alipay.protocol;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The two payment services, by their names at the gateway. */
public enum PayService {
    /** 标准双接口: the buyer chooses between escrow and instant payment. */
    DUAL("trade_create_by_buyer"),
    /** 担保交易: escrow only. */
    ESCROW("create_partner_trade_by_buyer");

    private final String code;

    PayService(String code) {
        this.code = code;
    }

    /** Returns the value of the parameter {@code service}, which is stored as well. */
    public String code() {
        return code;
    }

    /** Returns the service of this name; empty when it is neither. */
    public static Optional<PayService> of(String code) {
        return Stream.of(values()).filter(service -> service.code.equals(code)).findFirst();
    }

    /** Returns both names, for a message: {@code trade_create_by_buyer, create_partner_trade_by_buyer}. */
    public static String codes() {
        return Stream.of(values()).map(PayService::code).collect(Collectors.joining(", "));
    }
}
