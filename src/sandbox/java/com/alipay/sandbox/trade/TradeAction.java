package com.alipay.sandbox.trade;

import java.util.Arrays;
import java.util.Optional;

/** What buyer or seller can do with a trade on the trades page; paying happens at the cashier. */
public enum TradeAction {
    ADJUST_PRICE("adjust_price", "修改价格", "卖家"),
    SEND_GOODS("send_goods", "发货", "卖家"),
    CONFIRM_GOODS("confirm_goods", "确认收货", "买家"),
    APPLY_REFUND("apply_refund", "申请退款", "买家"),
    AGREE_REFUND("agree_refund", "同意退款", "卖家"),
    REFUSE_REFUND("refuse_refund", "拒绝退款", "卖家"),
    RETURN_GOODS("return_goods", "退回商品", "买家"),
    CONFIRM_RETURN("confirm_return", "确认收到退货", "卖家"),
    WITHDRAW_REFUND("withdraw_refund", "撤销退款申请", "买家"),
    /** Money back from an instant payment under the advanced contract; needs nobody's consent. */
    REFUND("refund", "退款", "卖家"),
    CLOSE("close", "关闭交易", "卖家");

    private final String wireName;
    private final String label;
    private final String actor;

    TradeAction(String wireName, String label, String actor) {
        this.wireName = wireName;
        this.label = label;
        this.actor = actor;
    }

    /** As in the address of the JSON API. */
    public String wireName() {
        return wireName;
    }

    public String label() {
        return label;
    }

    /** Who does it, in Chinese. */
    public String actor() {
        return actor;
    }

    public static Optional<TradeAction> named(String wireName) {
        return Arrays.stream(values())
                .filter(action -> action.wireName.equals(wireName))
                .findFirst();
    }
}
