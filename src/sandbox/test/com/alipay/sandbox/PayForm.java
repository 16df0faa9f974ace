package com.alipay.sandbox;

import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.sandbox.protocol.Md5Signer;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.TreeMap;

/** A request as a merchant sends it to the gateway; valid until a test breaks one thing. */
record PayForm(Map<String, String> params, String key) {
    static final String PARTNER = "2088000000000001";
    static final String KEY = "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m";
    static final String SELLER = "seller@example.com";
    static final String SELLER_ID = PARTNER;
    /** With the full contract. */
    static final MerchantAccount MERCHANT = MerchantAccount.of(PARTNER, KEY, SELLER);

    static PayForm escrow(String outTradeNo) {
        return valid("create_partner_trade_by_buyer", outTradeNo);
    }

    static PayForm dual(String outTradeNo) {
        return valid("trade_create_by_buyer", outTradeNo);
    }

    /** Instant payment of 12.30 yuan, stated as the total. */
    static PayForm direct(String outTradeNo) {
        return call("create_direct_pay_by_user")
                .with("out_trade_no", outTradeNo)
                .with("subject", "测试订单")
                .with("payment_type", "1")
                .with("total_fee", "12.30")
                .with("seller_email", SELLER);
    }

    /** What every service for servers needs, and nothing of its own. */
    static PayForm call(String service) {
        Map<String, String> params = new TreeMap<>();
        params.put("service", service);
        params.put("partner", PARTNER);
        params.put("_input_charset", "utf-8");
        params.put("sign_type", "MD5");
        return new PayForm(params, KEY);
    }

    private static PayForm valid(String service, String outTradeNo) {
        Map<String, String> params = new TreeMap<>(call(service).params());
        params.put("out_trade_no", outTradeNo);
        params.put("subject", "测试订单");
        params.put("payment_type", "1");
        params.put("price", "328.00");
        params.put("quantity", "1");
        params.put("logistics_type", "EXPRESS");
        params.put("logistics_fee", "10.00");
        params.put("logistics_payment", "BUYER_PAY");
        params.put("seller_email", SELLER);
        return new PayForm(params, KEY);
    }

    PayForm with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(params);
        changed.put(name, value);
        return new PayForm(changed, key);
    }

    PayForm without(String name) {
        Map<String, String> changed = new TreeMap<>(params);
        changed.remove(name);
        return new PayForm(changed, key);
    }

    PayForm signedWith(String otherKey) {
        return new PayForm(params, otherKey);
    }

    Charset charset() {
        return Charsets.named(params.getOrDefault("_input_charset", "gbk")).orElse(Charsets.GBK);
    }

    /** The signed form, without anything in the address. */
    String body() {
        Map<String, String> signed = new TreeMap<>(params);
        signed.putIfAbsent("sign", new Md5Signer(key).sign(params, charset()));
        return FormCodec.encode(signed.entrySet(), charset());
    }

    /** What the vendor's form puts into its action. */
    String query() {
        return params.containsKey("_input_charset") ? "?_input_charset=" + params.get("_input_charset") : "";
    }
}
