package com.alipay.load;

import com.alipay.it.LocalAlipay;
import com.alipay.it.RawForm;
import com.alipay.it.Shop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Alipay tells about one trade of 0.01 yuan, signed by the tests' own code.
 *
 * @param service the pay service the order was placed with
 * @param instant whether the buyer chose instant payment
 */
record SignedNotifications(String service, boolean instant, String out_trade_no) {
    private static final String CREATED = "2011-03-15 10:00:00";
    private static final String PAID = "2011-03-15 10:01:00";
    private static final String SENT = "2011-03-16 09:00:00";
    private static final String CLOSED = "2011-03-18 20:00:00";

    /** The statuses of such a trade from beginning to end. */
    List<String> statuses() {
        return instant
                ? List.of("WAIT_BUYER_PAY", "TRADE_FINISHED")
                : List.of("WAIT_BUYER_PAY", "WAIT_SELLER_SEND_GOODS", "WAIT_BUYER_CONFIRM_GOODS", "TRADE_FINISHED");
    }

    /** What the shop's code is to be told, once each. */
    List<String> milestones() {
        return instant ? List.of("PAID", "FINISHED") : List.of("PAID", "SHIPPED", "FINISHED");
    }

    String trade_no() {
        return "20110315" + Integer.toUnsignedString(out_trade_no.hashCode()) + out_trade_no.length();
    }

    List<RawForm> notifications() {
        List<RawForm> all = new ArrayList<>();
        statuses().forEach(status -> all.add(notification(status)));
        return all;
    }

    /** Every resend of it has the same notify_id. */
    RawForm notification(String status) {
        Map<String, String> fields = fields(status);
        fields.put("notify_id", notify_id(status));
        int reached = statuses().indexOf(status);
        fields.put("gmt_create", CREATED);
        if (reached > 0) {
            fields.put("gmt_payment", PAID);
        }
        if (!instant && reached > 1) {
            fields.put("gmt_send_goods", SENT);
        }
        if (status.equals("TRADE_FINISHED")) {
            fields.put("gmt_close", instant ? PAID : CLOSED);
        }
        return signed(fields);
    }

    String notify_id(String status) {
        return trade_no() + "n" + status.hashCode();
    }

    /** What the buyer's browser carries back after paying. */
    RawForm comingBack() {
        Map<String, String> fields = fields(instant ? "TRADE_FINISHED" : "WAIT_SELLER_SEND_GOODS");
        fields.put("is_success", "T");
        fields.put("notify_id", trade_no() + "r");
        if (instant) {
            fields.put("exterface", service);
        } else {
            fields.put("gmt_payment", PAID);
            fields.put("seller_actions", "SEND_GOODS");
        }
        return signed(fields);
    }

    private Map<String, String> fields(String status) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("notify_type", "trade_status_sync");
        fields.put("notify_time", CLOSED);
        fields.put("trade_no", trade_no());
        fields.put("out_trade_no", out_trade_no);
        fields.put("subject", LocalAlipay.SUBJECT);
        fields.put("payment_type", "1");
        fields.put("price", "0.01");
        fields.put("quantity", "1");
        fields.put("discount", "0.00");
        fields.put("total_fee", "0.01");
        fields.put("is_total_fee_adjust", "N");
        fields.put("use_coupon", "N");
        fields.put("trade_status", status);
        fields.put("seller_email", Shop.SELLER);
        fields.put("seller_id", LocalAlipay.SELLER_ID);
        fields.put("buyer_email", "buyer@example.com");
        fields.put("buyer_id", "2088000000000003");
        fields.put("logistics_type", "EXPRESS");
        fields.put("logistics_fee", "0.00");
        fields.put("logistics_payment", "SELLER_PAY");
        fields.put("receive_name", "张三");
        fields.put("receive_address", "杭州市西湖区文三路");
        return fields;
    }

    private static RawForm signed(Map<String, String> fields) {
        return RawForm.of(fields, StandardCharsets.UTF_8).signed(StandardCharsets.UTF_8, Shop.KEY);
    }
}
