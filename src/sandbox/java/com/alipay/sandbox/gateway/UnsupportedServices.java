package com.alipay.sandbox.gateway;

import java.util.Set;

/** Alipay's services on the same gateway that the sandbox does not implement: their names are valid, not misspelt. */
public final class UnsupportedServices {
    private static final Set<String> NAMES = Set.of(
            "create_forex_trade",
            "create_forex_trade_wap",
            "forex_refund",
            "alipay.auth.authorize",
            "user.auth.quick.login",
            "alipay.wap.create.direct.pay.by.user",
            "alipay.wap.trade.create.direct",
            "alipay.wap.auth.authAndExecute",
            "create_digital_goods_trade_p",
            "mobile.securitypay.pay",
            "alipay.acquire.createandpay",
            "alipay.acquire.precreate",
            "alipay.acquire.query",
            "alipay.acquire.refund",
            "batch_trans_notify",
            "batch_trans_notify_no_pwd",
            "single_trade_refund",
            "distribute_royalty",
            "account.page.query",
            "export_trade_account_report");

    private UnsupportedServices() {}

    /** Returns whether it is one of them; {@code service.NAME} in the bundle says what it is for. */
    public static boolean isOne(String service) {
        return NAMES.contains(service);
    }
}
