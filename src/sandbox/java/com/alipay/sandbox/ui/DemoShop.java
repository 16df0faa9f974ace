package com.alipay.sandbox.ui;

import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.merchant.DemoMerchant;
import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.Parameters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Serves {@code /demo}: the pages of the built-in merchant. POST places an order and redirects the browser to the cashier (button
 * {@code demo-pay} of the first page), {@code /demo/notify} and {@code /demo/return} receive Alipay's messages,
 * {@code /demo/pay.py} and similar addresses return the programs that the first page shows.
 */
public final class DemoShop implements RequestHandler {
    private final Templates templates;
    private final Snippets snippets;
    private final Supplier<String> url;
    private final Md5Signer signer = new Md5Signer(DemoMerchant.KEY);
    private final AtomicLong last = new AtomicLong(Instant.now().toEpochMilli());

    /** @param url the sandbox's address, known once it has started */
    public DemoShop(Templates templates, Snippets snippets, Supplier<String> url) {
        this.templates = templates;
        this.snippets = snippets;
        this.url = url;
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        Parameters params = call.parameters(StandardCharsets.UTF_8);
        boolean genuine = signer.accepts(params.asMap(), StandardCharsets.UTF_8);
        return switch (call.method() + " " + call.path()) {
            case "POST " -> HttpResponse.redirect("/gateway.do?" + order());
            case "POST notify" -> HttpResponse.word(genuine ? "success" : "fail");
            case "GET return" ->
                templates.page(
                        "demo",
                        Map.of(
                                "genuine", genuine,
                                "tradeNo", params.get("trade_no"),
                                "outTradeNo", params.get("out_trade_no"),
                                "status", params.get("trade_status"),
                                "total", params.get("total_fee")));
            default ->
                snippets.find(call.path())
                        .filter(snippet -> call.method().equals("GET"))
                        .map(snippet -> HttpResponse.file(
                                "text/plain;charset=UTF-8", snippet.text().getBytes(StandardCharsets.UTF_8)))
                        .orElseGet(() -> HttpResponse.redirect("/"));
        };
    }

    /** Returns a signed pay request for a new order, as a query string. */
    private String order() {
        Map<String, String> params = new TreeMap<>();
        params.put("service", "trade_create_by_buyer");
        params.put("partner", DemoMerchant.PARTNER);
        params.put("_input_charset", "utf-8");
        params.put("out_trade_no", "DEMO" + last.incrementAndGet());
        params.put("subject", "演示订单");
        params.put("payment_type", "1");
        params.put("price", "0.01");
        params.put("quantity", "1");
        params.put("logistics_type", "EXPRESS");
        params.put("logistics_fee", "0.00");
        params.put("logistics_payment", "SELLER_PAY");
        params.put("seller_email", DemoMerchant.SELLER);
        params.put("notify_url", url.get() + "/demo/notify");
        params.put("return_url", url.get() + "/demo/return");
        params.put("sign", signer.sign(params, StandardCharsets.UTF_8));
        params.put("sign_type", "MD5");
        return FormCodec.encode(params.entrySet(), StandardCharsets.UTF_8);
    }
}
