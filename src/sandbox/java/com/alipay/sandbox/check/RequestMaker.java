package com.alipay.sandbox.check;

import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.sandbox.protocol.Md5Signer;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;

/** Makes pay requests in place of the shop, for orders that it has, or for invented ones. */
final class RequestMaker implements OrderPlacer {
    private final CheckTarget target;
    private final String gateway;
    private final Queue<String> numbers;
    private final boolean invents;
    private int count;

    RequestMaker(CheckTarget target, String gateway, Queue<String> numbers) {
        this.target = target;
        this.gateway = gateway;
        this.numbers = numbers;
        this.invents = numbers.isEmpty();
    }

    @Override
    public GatewayRequest place() {
        String number = invents ? "check" + System.currentTimeMillis() + "n" + ++count : numbers.poll();
        if (number == null) {
            throw new UnplayableException("order.numbers");
        }
        String charset = target.charset().name().toLowerCase(java.util.Locale.ROOT);
        Map<String, String> params = new TreeMap<>();
        params.put("service", "trade_create_by_buyer");
        params.put("partner", target.merchant().partner());
        params.put("_input_charset", charset);
        params.put("payment_type", "1");
        params.put("seller_email", target.merchant().seller().email());
        params.put("notify_url", target.notifyUrl());
        params.put("return_url", target.returnUrl());
        params.put("out_trade_no", number);
        params.put("subject", "check");
        params.put("price", target.price());
        params.put("quantity", "1");
        params.put("logistics_type", "EXPRESS");
        params.put("logistics_fee", "0.00");
        params.put("logistics_payment", "SELLER_PAY");
        params.put("sign", new Md5Signer(target.merchant().key()).sign(params, target.charset()));
        params.put("sign_type", "MD5");
        return new GatewayRequest(
                gateway + "?_input_charset=" + charset,
                Optional.of(FormCodec.encode(params.entrySet(), target.charset())));
    }
}
