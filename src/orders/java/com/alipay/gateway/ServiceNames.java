package com.alipay.gateway;

/** The services beside the two payment services, by their names at the gateway. */
final class ServiceNames {
    /** 确认发货: reports the shipment of an escrow trade. */
    static final String SHIP = "send_goods_confirm_by_platform";
    /** 单笔交易查询. */
    static final String QUERY = "single_trade_query";
    /** 关闭交易: closes an unpaid trade. */
    static final String CLOSE = "close_trade";
    /** 防钓鱼时间戳. */
    static final String TIMESTAMP = "query_timestamp";
    /** 即时到账批量退款有密接口: the seller types the payment password on Alipay's page. */
    static final String REFUND_WITH_PASSWORD = "refund_fastpay_by_platform_pwd";
    /** 即时到账批量退款无密接口: a call from the server. */
    static final String REFUND = "refund_fastpay_by_platform_nopwd";

    private ServiceNames() {}
}
