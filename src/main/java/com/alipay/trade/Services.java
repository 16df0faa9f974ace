package com.alipay.trade;

import java.util.List;

/** The services, by the names the gateway knows them. */
public final class Services {
    /** 标准双接口: the buyer chooses between escrow and instant payment. */
    public static final String DUAL = "trade_create_by_buyer";
    /** 担保交易: escrow only. */
    public static final String ESCROW = "create_partner_trade_by_buyer";

    /** 确认发货: an escrow trade is shipped. */
    public static final String SHIP = "send_goods_confirm_by_platform";
    /** 单笔交易查询. */
    public static final String QUERY = "single_trade_query";
    /** 关闭交易: an unpaid trade ends. */
    public static final String CLOSE = "close_trade";
    /** 防钓鱼时间戳. */
    public static final String TIMESTAMP = "query_timestamp";
    /** 即时到账批量退款有密接口: the seller types the payment password on Alipay's page. */
    public static final String REFUND_WITH_PASSWORD = "refund_fastpay_by_platform_pwd";
    /** 即时到账批量退款无密接口: a call from the server. */
    public static final String REFUND = "refund_fastpay_by_platform_nopwd";

    /** The two pay services. */
    public static final List<String> ALL = List.of(DUAL, ESCROW);

    private Services() {}
}
