package com.alipay.sandbox.client;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.List;

/** A trade, as it was when it was read. */
public final class SandboxTrade {
    private final JsonObject json;

    SandboxTrade(JsonObject json) {
        this.json = json;
    }

    public String tradeNo() {
        return field("trade_no");
    }

    public String outTradeNo() {
        return field("out_trade_no");
    }

    /** Returns {@code trade_status}: WAIT_BUYER_PAY, WAIT_SELLER_SEND_GOODS, WAIT_BUYER_CONFIRM_GOODS, TRADE_FINISHED, … */
    public String status() {
        return field("trade_status");
    }

    /** Returns {@code refund_status}; empty if there was no refund. */
    public String refundStatus() {
        return field("refund_status");
    }

    /** Returns what the buyer pays, in yuan. */
    public BigDecimal totalFee() {
        return new BigDecimal(field("total_fee"));
    }

    /** Returns the signed address that the buyer's browser is sent to; empty before the payment, or if the shop named none. */
    public String returnUrl() {
        return field("return_url");
    }

    /** Returns what can be done now, by the names of the JSON API: {@code send_goods}, {@code apply_refund}, … */
    public List<String> actions() {
        return Json.texts(json, "actions");
    }

    /** Returns any field of the JSON API by its protocol name; empty if it is absent. */
    public String field(String name) {
        return Json.text(json, name);
    }

    /** Returns the trade as JSON. */
    @Override
    public String toString() {
        return json.toString();
    }
}
