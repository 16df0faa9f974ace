package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.Configuration;
import com.alipay.config.MerchantConfig;
import com.alipay.i18n.Languages;
import com.alipay.i18n.Messages;
import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.Database;
import com.alipay.orders.rules.MessageSource;
import com.alipay.protocol.FormData;
import com.alipay.protocol.Notification;
import com.alipay.protocol.Notification.RawMessage;
import com.alipay.protocol.PayService;
import com.alipay.protocol.VerificationResult;
import com.alipay.services.PaymentRequest;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import merchant.ShopOrderListener;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every admin page and every answer of the admin API is in one language, its reader's. */
class AdminLanguagesTest {
    /** Parts of English pages in Chinese, each with its reason. */
    private static final List<String> DATA = List.of(
            "双功能",
            "担保", // the tutorials' names
            "调试错误", // the title of Alipay's page
            "业务数据被篡改", // what that page says instead of a code
            "测试订单", // the doctor's specimen
            "中文" // the name of the language, on the switch
            );

    private static final Pattern HAN = Pattern.compile("[\\p{IsHan}，。：；、（）]+");
    private static final Pattern SENTENCE = Pattern.compile("\\b[A-Za-z]?[a-z]+(?: [a-z]{2,}){2,}");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?:title|aria-label|placeholder|alt|data-label)=\"([^\"]*)\"");
    private static final Set<String> KEYS =
            ResourceBundle.getBundle("com.alipay.web.messages", Locale.ENGLISH).keySet().stream()
                    .filter(key -> key.contains("."))
                    .collect(Collectors.toSet());

    private static final List<String> PAGES = List.of(
            "admin/index.jsp",
            "admin/orders.jsp",
            "admin/orders.jsp?trade_status=WAIT_SELLER_SEND_GOODS&refund_status=none&mode=escrow&held=1&reason=AMOUNT",
            "admin/orders.jsp?trade_status=x&from=x&until=x&before=x&out_trade_no=%00&mode=a&mode=b",
            "admin/orders.jsp?from=2011-03-16&until=2011-03-15&buyer_email=" + "x".repeat(101),
            "admin/order.jsp?out_trade_no=A1",
            "admin/order.jsp?out_trade_no=A2",
            "admin/order.jsp?out_trade_no=A3",
            "admin/order.jsp?out_trade_no=none",
            "admin/notices.jsp",
            "admin/notices.jsp?outcome=HELD&verdict=Genuine",
            "admin/notices.jsp?outcome=x&before=x&from=x&notify_id=%FF",
            "admin/notices.jsp?kind=strangers",
            "admin/notices.jsp?notify_id=none",
            "admin/notice.jsp?id=1",
            "admin/notice.jsp?id=2",
            "admin/notice.jsp?id=3",
            "admin/notice.jsp?id=99",
            "admin/notice.jsp?stranger=1",
            "admin/notice.jsp?stranger=99",
            "admin/doctor.jsp",
            "admin/test.jsp",
            "admin/test.jsp?out_trade_no=A3",
            "admin/errors.jsp",
            "admin/reconcile.jsp",
            "admin/none.jsp");

    private static final List<String> API = List.of(
            "admin/api/none",
            "admin/api/orders/none",
            "admin/api/orders?trade_status=x&from=x&before=x",
            "admin/api/notices?outcome=x&before=x");

    @TempDir
    static Path folder;

    private static MerchantServer server;

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> settings = MerchantServer.settings(folder);
        fill(settings);
        server = MerchantServer.start(folder, settings);
        server.send(server.request("notify_url.jsp?out_trade_no=A1&trade_status=TRADE_FINISHED&notify_id=n9"
                + "&sign=00000000000000000000000000000000&sign_type=MD5"));
        server.send(server.request("return_url.jsp?out_trade_no=A1&sign=00000000000000000000000000000000&sign_type=MD5"
                + "&notify_id=n9&trade_status=TRADE_FINISHED&is_success=T"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** Three orders: unpaid; paid, with a held notification; finished. */
    private static void fill(Map<String, String> settings) {
        MerchantConfig merchant = Configuration.of(settings).merchant();
        try (Database database = Database.open(settings.get("db.url"), "", "", true)) {
            OrderService orders = new OrderService(
                    merchant, database, Optional.of(new ShopOrderListener()), Clock.systemUTC(), "test");
            for (String number : List.of("A1", "A2", "A3")) {
                orders.createOrder(PayService.DUAL, request(number));
            }
            receive(
                    orders,
                    MessageSource.NOTIFY_URL,
                    "A2",
                    "trade_status",
                    "WAIT_SELLER_SEND_GOODS",
                    "total_fee",
                    "0.01",
                    "notify_id",
                    "n1");
            receive(
                    orders,
                    MessageSource.NOTIFY_URL,
                    "A2",
                    "trade_status",
                    "WAIT_BUYER_CONFIRM_GOODS",
                    "total_fee",
                    "9.99",
                    "notify_id",
                    "n2");
            receive(
                    orders,
                    MessageSource.RETURN_URL,
                    "A3",
                    "trade_status",
                    "TRADE_FINISHED",
                    "total_fee",
                    "0.01",
                    "notify_id",
                    "n3");
        }
    }

    private static PaymentRequest request(String number) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("out_trade_no", number);
        request.put("subject", "tea");
        request.put("price", "0.01");
        request.put("quantity", "1");
        request.put("logistics_type", "EXPRESS");
        request.put("logistics_fee", "0.00");
        request.put("logistics_payment", "SELLER_PAY");
        return PaymentRequest.of(PayService.DUAL, request, StandardCharsets.UTF_8);
    }

    private static void receive(OrderService orders, MessageSource source, String number, String... fields) {
        Map<String, String> message = new LinkedHashMap<>();
        message.put("out_trade_no", number);
        message.put("trade_no", "201103150000000" + number.charAt(1));
        message.put("seller_email", "seller@example.com");
        for (int i = 0; i < fields.length; i += 2) {
            message.put(fields[i], fields[i + 1]);
        }
        byte[] raw = FormData.write(message, StandardCharsets.UTF_8).getBytes(StandardCharsets.US_ASCII);
        Notification notification = new Notification(message)
                .delivered(new RawMessage(raw, StandardCharsets.UTF_8, Instant.now(), "127.0.0.1"));
        orders.process(
                new VerificationResult.Verified(
                        notification.numbered(orders.received(notification).entry())),
                source);
    }

    @Test
    void everyTextIsThereInBothLanguages() {
        Languages.check(
                Messages.of(Labels.class),
                Map.of(
                        "双功能", "a tutorial",
                        "担保", "a tutorial",
                        "调试错误", "the title of Alipay's page",
                        "中文", "the switch",
                        "English", "the switch",
                        "orders", "an address",
                        "notices", "an address",
                        "listener", "a setting"));
    }

    @Test
    void thePagesAreNotEmpty() throws IOException, InterruptedException {
        assertThat(ask("admin/order.jsp?out_trade_no=A2", "en").body()).contains("class=\"card held\"");
        assertThat(ask("admin/notice.jsp?stranger=1", "en").body()).contains("id=\"causes\"");
        assertThat(ask("admin/notice.jsp?id=2", "en").body()).contains("id=\"repair\"");
    }

    @Test
    void everyPageIsInTheLanguageOfItsReader() throws IOException, InterruptedException {
        SoftAssertions softly = new SoftAssertions();
        for (String page : PAGES) {
            for (String language : List.of("zh", "en")) {
                HttpResponse<String> answer = ask(page, language);
                softly.assertThat(answer.body())
                        .as(page)
                        .contains("<html lang=\"" + (language.equals("zh") ? "zh-CN" : "en") + "\">");
                check(softly, page, language, visible(answer.body()));
            }
        }
        softly.assertAll();
    }

    @Test
    void everyRefusalIsInTheLanguageOfItsReader() throws IOException, InterruptedException {
        SoftAssertions softly = new SoftAssertions();
        String token = ask("admin/order.jsp?out_trade_no=A1", "en")
                .body()
                .replaceAll("(?s).*name=\"token\" value=\"([0-9a-f]{64})\".*", "$1");
        List<String> forms = Stream.of(
                        "action=x",
                        "action=release&id=99&reason=r",
                        "action=release&id=99",
                        "action=dismiss&id=99&reason=r",
                        "action=replay&id=99&reason=r",
                        "action=mark&out_trade_no=A1&reason=r",
                        "action=mark&out_trade_no=none&trade_status=TRADE_FINISHED&reason=r",
                        "action=confirm&out_trade_no=A1&reason=r",
                        "action=query&out_trade_no=none",
                        "action=reconcile&since=x",
                        "action=reconcile&since=2999-01-01",
                        "action=ship&out_trade_no=A1",
                        "action=ship&out_trade_no=A2",
                        "action=ship&out_trade_no=A2&transport_type=TRAIN&logistics_name=1%262&invoice_no="
                                + "1".repeat(33),
                        "action=ship&out_trade_no=A2&transport_type=EMS&logistics_name=EMS&invoice_no=%00%26partner=1",
                        "action=examine&stranger=99",
                        "action=query&out_trade_no=A1&colour=red",
                        "action=query&out_trade_no=A1&trade_status=TRADE_FINISHED",
                        "action=examine&stranger=1&out_trade_no=A1")
                .map(form -> form + "&token=" + token)
                .collect(Collectors.toCollection(ArrayList::new));
        forms.add("action=x&token=old");
        for (String form : forms) {
            for (String language : List.of("zh", "en")) {
                HttpResponse<String> answer = server.send(request("admin/act", language)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
                softly.assertThat(answer.statusCode()).as(form).isIn(403, 409);
                check(softly, form, language, visible(answer.body()));
            }
        }
        softly.assertAll();
    }

    @Test
    void everyAnswerOfTheApiIsInTheLanguageOfItsReader() throws IOException, InterruptedException {
        SoftAssertions softly = new SoftAssertions();
        for (String address : API) {
            for (String language : List.of("zh", "en")) {
                List<String> sentences = new ArrayList<>();
                collect("", JsonParser.parseString(ask(address, language).body()), sentences);
                assertThat(sentences).as(address).isNotEmpty();
                check(softly, address, language, String.join("\n", sentences));
            }
        }
        softly.assertAll();
    }

    @Test
    void aChoiceIsRemembered() throws IOException, InterruptedException {
        HttpResponse<String> plain = server.send(server.request("admin/orders.jsp", "admin:admin"));
        assertThat(plain.body()).contains("<html lang=\"zh-CN\">", "href=\"?lang=en\"");
        HttpResponse<String> chosen = ask("admin/orders.jsp?mode=escrow&lang=en", "zh");
        assertThat(chosen.body()).contains("<html lang=\"en\">", "href=\"?mode=escrow&amp;lang=zh\"");
        String cookie = chosen.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(server.send(request("admin/errors.jsp", "zh").header("Cookie", cookie.replaceAll(";.*", "")))
                        .body())
                .contains("<html lang=\"en\">");
    }

    private static HttpRequest.Builder request(String page, String language) {
        return server.request(page, "admin:admin").header("Accept-Language", language);
    }

    private static HttpResponse<String> ask(String page, String language) throws IOException, InterruptedException {
        return server.send(request(page, language));
    }

    private static void check(SoftAssertions softly, String what, String language, String text) {
        Pattern foreign = language.equals("zh") ? SENTENCE : HAN;
        String rest = text;
        for (String part : DATA) {
            rest = rest.replace(part, "");
        }
        softly.assertThat(foreign.matcher(rest)
                        .results()
                        .map(found -> found.group())
                        .toList())
                .as("foreign words on %s in %s", what, language)
                .isEmpty();
        softly.assertThat(text.split("[^\\w.-]+")).as("keys on %s", what).doesNotContainAnyElementsOf(KEYS);
    }

    /** What a reader sees: the text and the attributes that are read. */
    private static String visible(String html) {
        return ATTRIBUTE.matcher(html).results().map(found -> found.group(1)).collect(Collectors.joining("\n"))
                + html.replaceAll("(?s)<(style|code)\\b.*?</\\1>", "\n")
                        .replaceAll("<(/?)(b|small|strong|span|a)\\b[^>]*>", "")
                        .replaceAll("(?s)<[^>]*>", "\n");
    }

    private static void collect(String name, JsonElement json, List<String> found) {
        if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(each -> collect(name, each, found));
        } else if (json.isJsonObject()) {
            json.getAsJsonObject().asMap().forEach((member, value) -> collect(member, value, found));
        } else if (Set.of("error", "problem", "remedy", "title").contains(name)) {
            found.add(json.getAsString());
        }
    }
}
