package com.alipay.trade;

import java.util.List;

/** The two pay services, by the names the gateway knows them. */
public final class Services {
    /** 标准双接口: the buyer chooses between escrow and instant payment. */
    public static final String DUAL = "trade_create_by_buyer";
    /** 担保交易: escrow only. */
    public static final String ESCROW = "create_partner_trade_by_buyer";

    public static final List<String> ALL = List.of(DUAL, ESCROW);

    private Services() {}
}
