package com.alipay.sandbox.gateway;

import java.util.Map;
import java.util.Optional;

/** Alipay's services on the same gateway that the sandbox does not implement: their names are valid, not misspelt. */
public final class UnsupportedServices {
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("create_forex_trade", "境外收单"),
            Map.entry("create_forex_trade_wap", "境外收单，手机网站"),
            Map.entry("forex_refund", "境外收单退款"),
            Map.entry("alipay.auth.authorize", "快捷登录"),
            Map.entry("user.auth.quick.login", "会员免注册登录"),
            Map.entry("alipay.wap.create.direct.pay.by.user", "手机网站支付"),
            Map.entry("alipay.wap.trade.create.direct", "手机网站支付，旧版"),
            Map.entry("alipay.wap.auth.authAndExecute", "手机网站支付，旧版"),
            Map.entry("create_digital_goods_trade_p", "虚拟物品担保交易"),
            Map.entry("mobile.securitypay.pay", "移动快捷支付"),
            Map.entry("alipay.acquire.createandpay", "统一下单并支付"),
            Map.entry("alipay.acquire.precreate", "扫码支付预下单"),
            Map.entry("alipay.acquire.query", "收单查询"),
            Map.entry("alipay.acquire.refund", "收单退款"),
            Map.entry("batch_trans_notify", "批量付款到账户，有密"),
            Map.entry("batch_trans_notify_no_pwd", "批量付款到账户，无密"),
            Map.entry("single_trade_refund", "单笔退款"),
            Map.entry("distribute_royalty", "分润"),
            Map.entry("account.page.query", "账务明细分页查询"),
            Map.entry("export_trade_account_report", "账务明细导出"));

    private UnsupportedServices() {}

    /** Returns the service's purpose, in Chinese; empty if it is not one of them. */
    public static Optional<String> meaningOf(String service) {
        return Optional.ofNullable(MEANINGS.get(service));
    }
}
