package com.alipay.sandbox.merchant;

import java.util.Arrays;
import java.util.Optional;

/** Services other than payment that a merchant's server calls; each needs a contract of its own. */
public enum ServerService {
    SEND_GOODS("send_goods_confirm_by_platform"),
    SINGLE_TRADE_QUERY("single_trade_query"),
    CLOSE_TRADE("close_trade"),
    /** Not signed. */
    QUERY_TIMESTAMP("query_timestamp"),
    REFUND_NOPWD("refund_fastpay_by_platform_nopwd"),
    /** Requested by a browser; the seller enters a password. */
    REFUND_PWD("refund_fastpay_by_platform_pwd");

    private final String wireName;

    ServerService(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the value of the parameter {@code service}. */
    public String wireName() {
        return wireName;
    }

    public static Optional<ServerService> named(String wireName) {
        return Arrays.stream(values())
                .filter(service -> service.wireName.equals(wireName))
                .findFirst();
    }
}
