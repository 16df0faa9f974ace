package com.alipay.sandbox.trade;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Actions of buyer and seller on the trades page; payment happens at the cashier. */
public enum TradeAction {
    ADJUST_PRICE("adjust_price", List.of("total_fee"), Role.SELLER),
    SEND_GOODS("send_goods", List.of("transport_type"), Role.SELLER),
    CONFIRM_GOODS("confirm_goods", Role.BUYER),
    /** Gives the buyer more time before the receipt counts as confirmed. */
    EXTEND_TIMEOUT("extend_timeout", List.of("days"), Role.SELLER),
    APPLY_REFUND("apply_refund", List.of("refund_fee", "goods_received", "return_goods"), Role.BUYER),
    AGREE_REFUND("agree_refund", Role.SELLER),
    REFUSE_REFUND("refuse_refund", Role.SELLER),
    RETURN_GOODS("return_goods", Role.BUYER),
    CONFIRM_RETURN("confirm_return", Role.SELLER),
    WITHDRAW_REFUND("withdraw_refund", Role.BUYER),
    /** Refunds an instant payment under the advanced contract; needs no consent. */
    REFUND("refund", List.of("refund_fee"), Role.SELLER),
    CLOSE("close", Role.SELLER, Role.BUYER);

    private final String wireName;
    private final List<String> parameters;
    private final List<Role> roles;

    TradeAction(String wireName, Role... roles) {
        this(wireName, List.of(), roles);
    }

    TradeAction(String wireName, List<String> parameters, Role... roles) {
        this.wireName = wireName;
        this.parameters = parameters;
        this.roles = List.of(roles);
    }

    /** Returns the name in the addresses of the JSON API. */
    public String wireName() {
        return wireName;
    }

    /** Returns the names of its parameters in the JSON API. */
    public List<String> parameters() {
        return parameters;
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
