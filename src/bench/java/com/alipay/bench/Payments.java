package com.alipay.bench;

import com.alipay.config.MerchantConfig;
import com.alipay.protocol.FormData;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The payment and the notification that every row is measured with: a Chinese order of usual size, for one merchant. */
final class Payments {
    static final String KEY = "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m";

    private Payments() {}

    static Map<String, String> settings(String charset) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("partner", "2088000000000001");
        settings.put("key", KEY);
        settings.put("seller_email", "seller@example.com");
        settings.put("notify_url", "https://shop.example.com/alipay/notify_url.jsp");
        settings.put("return_url", "https://shop.example.com/alipay/return_url.jsp");
        settings.put("show_url", "https://shop.example.com/alipay/index.jsp");
        settings.put("mainname", "西湖茶庄");
        settings.put("input_charset", charset);
        settings.put("transport", "http");
        return settings;
    }

    static MerchantConfig merchant(String charset) {
        return MerchantConfig.of(settings(charset));
    }

    /** What a shop's own order flow asks for. */
    static Map<String, String> order() {
        Map<String, String> order = new LinkedHashMap<>();
        order.put("out_trade_no", "20110315095900123000k3m9xa");
        order.put("subject", "龙井茶 250 克，两盒");
        order.put("body", "请在下午送货，谢谢");
        order.put("price", "328.00");
        order.put("quantity", "1");
        order.put("logistics_type", "EXPRESS");
        order.put("logistics_fee", "10.00");
        order.put("logistics_payment", "BUYER_PAY");
        order.put("receive_name", "张三");
        order.put("receive_address", "浙江省杭州市西湖区文三路 90 号");
        order.put("receive_zip", "310012");
        order.put("receive_phone", "0571-88158090");
        order.put("receive_mobile", "13800000000");
        return order;
    }

    /** The same as the gateway gets it, before it is signed. */
    static Map<String, String> request(String charset) {
        Map<String, String> request = new LinkedHashMap<>(order());
        request.put("payment_type", "1");
        request.put("seller_email", "seller@example.com");
        request.put("show_url", settings(charset).get("show_url"));
        request.put("service", "create_partner_trade_by_buyer");
        request.put("partner", "2088000000000001");
        request.put("_input_charset", charset);
        request.put("notify_url", settings(charset).get("notify_url"));
        request.put("return_url", settings(charset).get("return_url"));
        return request;
    }

    /** What Alipay sends about it, without a signature. */
    static Map<String, String> notification() {
        Map<String, String> notification = new LinkedHashMap<>();
        notification.put("notify_type", "trade_status_sync");
        notification.put("notify_id", "70fec0c2730b27528665af4517c27b95");
        notification.put("notify_time", "2011-03-15 10:01:03");
        notification.put("trade_no", "2011031500000001");
        notification.put("out_trade_no", "20110315095900123000k3m9xa");
        notification.put("subject", "龙井茶 250 克，两盒");
        notification.put("body", "请在下午送货，谢谢");
        notification.put("payment_type", "1");
        notification.put("price", "328.00");
        notification.put("quantity", "1");
        notification.put("discount", "0.00");
        notification.put("total_fee", "338.00");
        notification.put("is_total_fee_adjust", "N");
        notification.put("use_coupon", "N");
        notification.put("trade_status", "WAIT_SELLER_SEND_GOODS");
        notification.put("seller_email", "seller@example.com");
        notification.put("seller_id", "2088000000000001");
        notification.put("buyer_email", "buyer@example.com");
        notification.put("buyer_id", "2088000000000003");
        notification.put("gmt_create", "2011-03-15 10:00:00");
        notification.put("gmt_payment", "2011-03-15 10:01:00");
        notification.put("logistics_type", "EXPRESS");
        notification.put("logistics_fee", "10.00");
        notification.put("logistics_payment", "BUYER_PAY");
        notification.put("receive_name", "张三");
        notification.put("receive_address", "浙江省杭州市西湖区文三路 90 号");
        notification.put("receive_zip", "310012");
        notification.put("receive_phone", "0571-88158090");
        notification.put("receive_mobile", "13800000000");
        return notification;
    }

    /** The bytes under a signature with the key behind them, in the words of the protocol: what the floor digests. */
    static byte[] ready(Map<String, String> parameters, Charset charset) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(parameters)
                .forEach((name, value) ->
                        text.append(text.length() == 0 ? "" : "&").append(name + "=" + value));
        return text.append(KEY).toString().getBytes(charset);
    }

    static String write(Map<String, String> parameters, Charset charset) {
        return FormData.write(parameters, charset);
    }
}
