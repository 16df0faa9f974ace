package com.alipay.sandbox.merchant;

import java.util.Arrays;
import java.util.Optional;

/** Services other than payment that a merchant's server calls; each needs a contract of its own. */
public enum ServerService {
    SEND_GOODS("send_goods_confirm_by_platform", "确认发货"),
    SINGLE_TRADE_QUERY("single_trade_query", "单笔交易查询"),
    CLOSE_TRADE("close_trade", "关闭交易"),
    /** Not signed. */
    QUERY_TIMESTAMP("query_timestamp", "防钓鱼时间戳"),
    REFUND_NOPWD("refund_fastpay_by_platform_nopwd", "即时到账批量退款（无密）"),
    /** Requested by a browser; the seller enters a password. */
    REFUND_PWD("refund_fastpay_by_platform_pwd", "即时到账批量退款（有密）");

    private final String wireName;
    private final String meaning;

    ServerService(String wireName, String meaning) {
        this.wireName = wireName;
        this.meaning = meaning;
    }

    /** Returns the value of the parameter {@code service}. */
    public String wireName() {
        return wireName;
    }

    public String meaning() {
        return meaning;
    }

    public static Optional<ServerService> named(String wireName) {
        return Arrays.stream(values())
                .filter(service -> service.wireName.equals(wireName))
                .findFirst();
    }
}
