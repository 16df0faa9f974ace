package com.alipay.it;

import com.alipay.sandbox.Sandbox;
import com.alipay.sandbox.SandboxOptions;
import com.alipay.security.ResponseRecorder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A local Alipay of the tests' own, in this process or in another, used as any program would use it: over HTTP.
 *
 * @param url without a slash at the end
 */
public record LocalAlipay(String url, Runnable stop) implements AutoCloseable {
    public static final String SELLER_ID = Shop.PARTNER;
    public static final String SUBJECT = "测试商品";
    public static final String DUAL = "trade_create_by_buyer";
    public static final String ESCROW = "create_partner_trade_by_buyer";

    public static LocalAlipay start(String name) {
        return in(Sandbox.start(options(name)));
    }

    /** With the advanced contract: an instant payment is TRADE_SUCCESS and can be refunded for three months. */
    static LocalAlipay startAdvanced(String name) {
        return in(Sandbox.start(options(name).withAdvancedInstant()));
    }

    private static LocalAlipay in(Sandbox sandbox) {
        return new LocalAlipay(sandbox.url(), sandbox::close);
    }

    private static SandboxOptions options(String name) {
        return SandboxOptions.forMerchant(Shop.PARTNER, Shop.KEY, Shop.SELLER).withWork(Build.folder(name));
    }

    public String gateway() {
        return url + "/gateway.do";
    }

    public String verifyGateway() {
        return url + "/trade/notify_query.do";
    }

    String page(String path) {
        return url + "/" + path;
    }

    /** A pay request as a shop of that charset would send it: 0.01 yuan, all that is required and nothing else. */
    public static RawForm payRequest(String service, String out_trade_no, Charset charset) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("service", service);
        params.put("partner", Shop.PARTNER);
        params.put("_input_charset", charset.name().toLowerCase(Locale.ROOT));
        params.put("payment_type", "1");
        params.put("seller_email", Shop.SELLER);
        params.put("out_trade_no", out_trade_no);
        params.put("subject", SUBJECT);
        params.put("price", "0.01");
        params.put("quantity", "1");
        params.put("logistics_type", "EXPRESS");
        params.put("logistics_fee", "0.00");
        params.put("logistics_payment", "SELLER_PAY");
        return RawForm.of(params, charset);
    }

    /** The order as a careful shop sends it: a long name, a description, a reduction and two ways of shipping; signed. */
    RawForm furnished(RawForm form, String subject) {
        return form.with("subject", URLEncoder.encode(subject, StandardCharsets.UTF_8))
                .and("body", URLEncoder.encode("全国联保，附发票。颜色：黑色；套餐：标准。", StandardCharsets.UTF_8))
                .with("price", "348.00")
                .and("discount", "-10.00")
                .and("show_url", "http%3A%2F%2Fshop.example.com%2Fgoods.jsp")
                .and("return_url", URLEncoder.encode(page("trades"), StandardCharsets.UTF_8))
                .with("logistics_fee", "10.00")
                .with("logistics_payment", "BUYER_PAY")
                .and("logistics_type_1", "EMS")
                .and("logistics_fee_1", "25.00")
                .and("logistics_payment_1", "SELLER_PAY")
                .signed(StandardCharsets.UTF_8, Shop.KEY);
    }

    /** A batch of one refund of 0.01 yuan, with the seller's password; signed. */
    RawForm refund(String trade_no) {
        LocalDateTime now = LocalDateTime.now(ZoneId.of("Asia/Shanghai"));
        Map<String, String> params = new LinkedHashMap<>();
        params.put("service", "refund_fastpay_by_platform_pwd");
        params.put("partner", Shop.PARTNER);
        params.put("_input_charset", "utf-8");
        params.put("seller_email", Shop.SELLER);
        params.put(
                "batch_no", DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).format(now) + "001");
        params.put(
                "refund_date",
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).format(now));
        params.put("batch_num", "1");
        params.put("detail_data", trade_no + "^0.01^协商退款");
        return RawForm.of(params, StandardCharsets.UTF_8).signed(StandardCharsets.UTF_8, Shop.KEY);
    }

    /** Sends a pay request to the gateway; it must be accepted, so that {@link #pay} can go on with it. */
    public void accept(RawForm signedRequest) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = Http.get(gateway() + "?" + signedRequest.text());
        String location = answer.headers().firstValue("Location").orElse("");
        if (!location.contains("/cashier/")) {
            throw new AssertionError("the gateway refused: " + new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    /** Plays the buyer of the last accepted request; returns when the notifications have been tried. */
    public JsonObject pay(String out_trade_no, String mode) throws IOException, InterruptedException {
        JsonObject paid = call("pay", "out_trade_no", out_trade_no, "mode", mode);
        ResponseRecorder.RUN.sent(Shop.text(paid, "return_url").replaceFirst("^[^?]*[?]?", ""));
        return paid;
    }

    /** {@code send_goods}, {@code confirm_goods}, ...; returns when the notification has been tried. */
    public JsonObject act(String trade_no, String action, String... namesAndValues)
            throws IOException, InterruptedException {
        return call("trades/" + trade_no + "/" + action, namesAndValues);
    }

    /** The seller changes the price before the buyer has paid; returns when the notification has been tried. */
    JsonObject adjustPrice(String trade_no, String total_fee) throws IOException, InterruptedException {
        return call("trades/" + trade_no + "/adjust_price", "total_fee", total_fee);
    }

    /** The trade of that order. */
    public JsonObject trade(String out_trade_no) throws IOException, InterruptedException {
        return Shop.objects(json(Http.get(api("trades?out_trade_no=" + out_trade_no)))
                        .getAsJsonArray())
                .get(0);
    }

    /** Every attempt to notify the merchant of that order, oldest first. */
    public List<JsonObject> deliveries(String out_trade_no) throws IOException, InterruptedException {
        settle();
        List<JsonObject> newestFirst =
                Shop.objects(json(Http.get(api("deliveries?limit=1000&out_trade_no=" + out_trade_no)))
                        .getAsJsonArray());
        return newestFirst.stream()
                .sorted((one, other) ->
                        Long.compare(one.get("id").getAsLong(), other.get("id").getAsLong()))
                .toList();
    }

    /** What came in and went out after that entry, oldest first; what this record's own calls changed is left out. */
    List<JsonObject> journalAfter(long id) throws IOException, InterruptedException {
        return Shop.objects(json(Http.get(api("journal?limit=1000"))).getAsJsonArray()).stream()
                .filter(entry -> entry.get("id").getAsLong() > id)
                .filter(entry -> !Shop.text(entry, "kind").equals("API"))
                .sorted(Comparator.comparingLong(entry -> entry.get("id").getAsLong()))
                .toList();
    }

    /** Sends a notification once more, as the button on the deliveries page does. */
    JsonObject resend(JsonObject delivery) throws IOException, InterruptedException {
        return call("deliveries/" + delivery.get("id").getAsLong() + "/resend");
    }

    /** From the first notification on, that of an unpaid trade included. */
    void fault(String name) throws IOException, InterruptedException {
        call("faults", "fault", name, "trade_status", "any");
    }

    void noFaults() throws IOException, InterruptedException {
        json(Http.method("DELETE", api("faults")));
    }

    /** Returns when everything due until then has been delivered. */
    public void advance(Duration time) throws IOException, InterruptedException {
        call("clock", "advance", time.toString());
    }

    /** Returns when nothing is on its way any more. */
    void settle() throws IOException, InterruptedException {
        advance(Duration.ZERO);
    }

    @Override
    public void close() {
        stop.run();
    }

    private JsonObject call(String path, String... namesAndValues) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.addProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return json(Http.postJson(api(path), body.toString())).getAsJsonObject();
    }

    private String api(String path) {
        return page("sandbox/api/" + path);
    }

    private static JsonElement json(HttpResponse<byte[]> answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.uri() + " answered " + answer.statusCode() + ": " + body);
        }
        return JsonParser.parseString(body);
    }
}
