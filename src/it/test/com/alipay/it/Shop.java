package com.alipay.it;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * One deployed merchant, seen from outside: its pages, and what its owner reads in {@code admin/}.
 *
 * @param url address of the web application, without a slash at the end
 * @param charset the one charset of its pages and messages
 */
public record Shop(String url, Charset charset, LogFile log) {
    public static final String PARTNER = "2088000000000001";
    /** Made up; nothing but these tests knows it. */
    public static final String KEY = "it0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o";

    public static final String SELLER = "seller@example.com";
    static final String PAYEE = "集成测试商店";

    private static final Pattern NUMBER =
            Pattern.compile("name=\"out_trade_no\"\\s+value=\"([^\"]+)\"|value=\"([^\"]+)\"\\s+name=\"out_trade_no\"");

    /** What {@code conf/<context>.properties} says of a shop at that address. */
    public static Map<String, String> settings(String url, Charset charset, LocalAlipay alipay) {
        return settings(url, charset, alipay.gateway(), alipay.verifyGateway());
    }

    /** The same with addresses of its own. */
    public static Map<String, String> settings(String url, Charset charset, String gateway, String verifyGateway) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("partner", PARTNER);
        settings.put("key", KEY);
        settings.put("seller_email", SELLER);
        settings.put("notify_url", url + "/notify_url.jsp");
        settings.put("return_url", url + "/return_url.jsp");
        settings.put("show_url", url + "/index.jsp");
        settings.put("mainname", PAYEE);
        settings.put("input_charset", charset.name().toLowerCase(Locale.ROOT));
        settings.put("sign_type", "MD5");
        settings.put("transport", "http");
        settings.put("gateway", gateway);
        settings.put("verify_gateway", verifyGateway);
        settings.put("order_listener", "merchant.ShopOrderListener");
        // It would ask Alipay as well, at any time.
        settings.put("check_at_start", "false");
        return settings;
    }

    public String page(String name) {
        return url + "/" + name;
    }

    /**
     * The buyer fills in the shop's page, 0.01 yuan for something Chinese, and does not go on to Alipay yet.
     *
     * @return the new order's number
     */
    public String place(String service) throws IOException, InterruptedException {
        return place(service, "0.01");
    }

    /** The same with another price. */
    String place(String service, String price) throws IOException, InterruptedException {
        return placed(order(service, price));
    }

    /** The same while the database may be away; empty when the shop says that it cannot take the order now. */
    public Optional<String> placeIfPossible(String service) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = order(service, "0.01");
        return answer.statusCode() == 503 ? Optional.empty() : Optional.of(placed(answer));
    }

    private HttpResponse<byte[]> order(String service, String price) throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("subject", LocalAlipay.SUBJECT);
        fields.put("price", price);
        fields.put("body", "");
        fields.put("service", service);
        return Http.post(page("alipayto.jsp"), RawForm.of(fields, charset));
    }

    private String placed(HttpResponse<byte[]> answer) {
        String html = new String(answer.body(), charset);
        Matcher number = NUMBER.matcher(html);
        if (answer.statusCode() != 200 || !number.find()) {
            throw new AssertionError("the shop placed no order: " + answer.statusCode() + "\n" + html);
        }
        return number.group(1) == null ? number.group(2) : number.group(1);
    }

    /** As Alipay would post it. */
    public String notify(RawForm message) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = Http.post(page("notify_url.jsp"), message);
        return new String(answer.body(), StandardCharsets.ISO_8859_1);
    }

    /** The order as the merchant has it; empty if there is none of that number. */
    public Optional<JsonObject> order(String out_trade_no) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = Http.getAsAdmin(page("admin/api/orders/" + out_trade_no));
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(json(answer).getAsJsonObject());
    }

    /** How often that happened to the order: {@code PAID}, {@code SHIPPED}, ... */
    long times(String event, String out_trade_no) throws IOException, InterruptedException {
        JsonArray history = order(out_trade_no).orElseThrow().getAsJsonArray("history");
        return objects(history).stream()
                .filter(step -> step.get("event").getAsString().equals(event))
                .count();
    }

    /** The notification log's rows about one order, as many as there are messages. */
    List<JsonObject> notifications(String out_trade_no) throws IOException, InterruptedException {
        String asked = "?out_trade_no=" + URLEncoder.encode(out_trade_no, StandardCharsets.UTF_8);
        return objects(messages(asked).getAsJsonArray("notices"));
    }

    /** What {@code admin/api/notices} answers to this question, from its {@code ?} on. */
    public JsonObject messages(String asked) throws IOException, InterruptedException {
        return json(Http.getAsAdmin(page("admin/api/notices" + asked))).getAsJsonObject();
    }

    /** Everything the merchant keeps about orders, to compare before and after. */
    public String everyOrder() throws IOException, InterruptedException {
        return json(Http.getAsAdmin(page("admin/api/orders"))).toString();
    }

    /** The field's text; "" when it is null or missing. */
    public static String text(JsonObject object, String field) {
        JsonElement value = object.get(field);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }

    public static List<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static JsonElement json(HttpResponse<byte[]> answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.uri() + " answered " + answer.statusCode() + ": " + body);
        }
        return JsonParser.parseString(body);
    }

    public static Shop at(RealTomcat tomcat, String context, Charset charset, Path log) {
        return new Shop(tomcat.url(context), charset, new LogFile(log));
    }
}
