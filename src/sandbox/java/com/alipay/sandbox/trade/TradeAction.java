package com.alipay.sandbox.trade;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Actions of buyer and seller on the trades page; payment happens at the cashier. */
public enum TradeAction {
    ADJUST_PRICE("adjust_price", "修改价格", Role.SELLER),
    SEND_GOODS("send_goods", "发货", Role.SELLER),
    CONFIRM_GOODS("confirm_goods", "确认收货", Role.BUYER),
    /** Gives the buyer more time before the receipt counts as confirmed. */
    EXTEND_TIMEOUT("extend_timeout", "延长收货时间", Role.SELLER),
    APPLY_REFUND("apply_refund", "申请退款", Role.BUYER),
    AGREE_REFUND("agree_refund", "同意退款", Role.SELLER),
    REFUSE_REFUND("refuse_refund", "拒绝退款", Role.SELLER),
    RETURN_GOODS("return_goods", "退回商品", Role.BUYER),
    CONFIRM_RETURN("confirm_return", "确认收到退货", Role.SELLER),
    WITHDRAW_REFUND("withdraw_refund", "撤销退款申请", Role.BUYER),
    /** Refunds an instant payment under the advanced contract; needs no consent. */
    REFUND("refund", "退款", Role.SELLER),
    CLOSE("close", "关闭交易", Role.SELLER, Role.BUYER);

    private final String wireName;
    private final String label;
    private final List<Role> roles;

    TradeAction(String wireName, String label, Role... roles) {
        this.wireName = wireName;
        this.label = label;
        this.roles = List.of(roles);
    }

    /** Returns the name in the addresses of the JSON API. */
    public String wireName() {
        return wireName;
    }

    public String label() {
        return label;
    }

    /** Returns the roles that may do it, the usual one first. */
    public List<Role> roles() {
        return roles;
    }

    public static Optional<TradeAction> named(String wireName) {
        return Arrays.stream(values())
                .filter(action -> action.wireName.equals(wireName))
                .findFirst();
    }
}
