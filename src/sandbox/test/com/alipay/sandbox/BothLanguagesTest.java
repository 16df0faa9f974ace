package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.i18n.Languages;
import com.alipay.i18n.Messages;
import com.alipay.sandbox.cashier.Banks;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every page and every answer says the same in Chinese and in English, each in one language alone. */
class BothLanguagesTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.advanced();

    private static final Messages TEXTS = new Messages("com.alipay.sandbox.messages", Sandbox.class.getClassLoader());

    /** Parts of texts in the other language, with the reason. */
    private static final Map<String, String> KEPT = Map.ofEntries(
            Map.entry("调试错误", "the title of Alipay's page, which people search for"),
            Map.entry("业务数据被篡改", "the sentence on Alipay's page"),
            Map.entry("支付宝", "the name of the service"),
            Map.entry("【】", "the marks around a difference"),
            Map.entry("中文", "the name of the language, on the switch"),
            Map.entry("English", "the name of the language, on the switch"));

    /** Names of parameters, resources, values and programs that Chinese texts keep, beside those of every bundle. */
    private static final List<String> NAMES = List.of(
            ("advance agent alipay any before clock count days deliveries discount escrow explain fault faults gem hosts"
                            + " instant java limit mode notifier pay println print reset trades transport urlencode value message known kind format hex")
                    .split(" "));

    /** What a page shows of data, in Chinese also for English readers: the tutorials' names, banks, buyers, goods. */
    private static final List<String> DATA = Stream.concat(
                    Banks.NAMES.stream(),
                    Stream.of(
                            "双功能", "担保", "张三", "李四", "上海 上海市 普陀区 示例路1号", "浙江省 杭州市 西湖区 示例路2号", "演示订单", "测试订单", "【", "】"))
            .toList();

    private static final Set<String> ALL_KEYS = ResourceBundle.getBundle("com.alipay.sandbox.messages", Locale.ENGLISH)
            .keySet();

    /** Keys that no page can show as a word of a sentence. */
    private static final Set<String> KEYS =
            ALL_KEYS.stream().filter(key -> key.contains(".")).collect(Collectors.toSet());

    private static final Pattern HAN = Pattern.compile("[\\p{IsHan}，。：；、（）]+");
    private static final Pattern SENTENCE = Pattern.compile("\\b[A-Za-z]?[a-z]+(?: [a-z]{2,}){2,}");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?:title|aria-label|placeholder|alt)=\"([^\"]*)\"");

    private final Client client = sandbox.client();
    private FakeMerchant merchant;
    private final List<String> trades = new ArrayList<>();

    /** An answer that people read, made anew for each language. */
    private record Answer(String name, Function<Client, HttpResponse<byte[]>> asked) {}

    @BeforeEach
    void open() {
        merchant = sandbox.openShop();
    }

    @Test
    void everyTextIsThereInBothLanguagesAndInOneAlone() {
        Languages.check(TEXTS, kept());
    }

    @Test
    void everyPageIsInTheLanguageOfItsReader() {
        List<Answer> pages = pages();
        assertThat(pages).hasSizeGreaterThan(60);
        check(pages, BothLanguagesTest::visible);
    }

    @Test
    void everyAnswerOfTheApiIsInTheLanguageOfItsReader() {
        check(answers(), BothLanguagesTest::sentences);
    }

    @Test
    void theLanguageIsChineseUnlessEnglishIsPreferredOrChosen() {
        assertThat(language(client.get("/trades"))).isEqualTo("zh-CN");
        assertThat(language(client.reading("en-US,en;q=0.9,zh;q=0.8").get("/trades")))
                .isEqualTo("en");
        assertThat(language(client.reading("fr,zh-CN;q=0.5,en;q=0.2").get("/trades")))
                .isEqualTo("zh-CN");
        assertThat(language(client.reading("de, en;q=0").get("/trades"))).isEqualTo("zh-CN");
        assertThat(language(client.reading(";;").get("/trades"))).isEqualTo("zh-CN");
        HttpResponse<byte[]> chosen = client.reading("zh").get("/trades?q=x&lang=en");
        assertThat(language(chosen)).isEqualTo("en");
        assertThat(chosen.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("lang=en; Path=/;");
        assertThat(Client.text(chosen)).contains("value=\"x\"", "href=\"?q=x&amp;lang=zh\"");
    }

    @Test
    void theVendorsAddressesAreNoSwitch() {
        PayForm form = PayForm.dual("L1");
        assertThat(client.get("/gateway.do?lang=en&" + form.body()).headers().firstValue("X-Sandbox-Error"))
                .contains("ILLEGAL_SIGN");
        HttpResponse<byte[]> signed =
                client.get("/gateway.do?" + form.with("lang", "en").body());
        assertThat(signed.headers().firstValue("Location").orElseThrow()).startsWith("/cashier/");
        assertThat(signed.headers().firstValue("Set-Cookie")).isEmpty();
    }

    private void check(List<Answer> answers, Function<HttpResponse<byte[]>, String> read) {
        SoftAssertions.assertSoftly(softly -> {
            for (Answer answer : answers) {
                Languages.BOTH.forEach(language -> check(softly, answer, language, read));
            }
        });
    }

    private void check(
            SoftAssertions softly, Answer answer, Locale language, Function<HttpResponse<byte[]>, String> read) {
        boolean isEnglish = language.equals(Locale.ENGLISH);
        String name = answer.name() + " in " + language;
        String text = read.apply(answer.asked().apply(client.reading(isEnglish ? "en" : "zh-CN")));
        softly.assertThat(text)
                .as(name)
                .isNotBlank()
                .doesNotContainPattern("\\{\\d}")
                .doesNotContain("&lt;code");
        softly.assertThat(text.split("[^\\w.-]+")).as("keys in " + name).doesNotContainAnyElementsOf(KEYS);
        String rest = text;
        for (String kept : Stream.concat(DATA.stream(), KEPT.keySet().stream()).toList()) {
            rest = rest.replace(kept, "");
        }
        Pattern foreign = isEnglish ? HAN : SENTENCE;
        softly.assertThat(foreign.matcher(rest).results().map(MatchResult::group))
                .as("foreign words in " + name)
                .isEmpty();
    }

    /** Returns the parts that stay, the longer ones first. */
    private static Map<String, String> kept() {
        Map<String, String> kept =
                new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        kept.putAll(KEPT);
        kept.put("最后一条的 id", "the name of a member");
        NAMES.forEach(name -> kept.put(name, "a name"));
        Pattern tag = Pattern.compile("<[^>]*>");
        for (Locale language : Languages.BOTH) {
            for (String key : ALL_KEYS) {
                tag.matcher(TEXTS.text(language, key, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"))
                        .results()
                        .forEach(found -> kept.put(found.group(), "markup"));
            }
        }
        return kept;
    }

    private static String language(HttpResponse<byte[]> page) {
        return Client.text(page).replaceAll("(?s).*<html lang=\"([^\"]+)\".*", "$1");
    }

    /** What a page says, without code and input. */
    private static String visible(HttpResponse<byte[]> page) {
        String type = page.headers().firstValue("Content-Type").orElse("nothing;charset=UTF-8");
        String html = new String(page.body(), Charset.forName(type.replaceAll(".*charset=", "")));
        String attributes =
                ATTRIBUTE.matcher(html).results().map(found -> found.group(1)).collect(Collectors.joining("\n"));
        return attributes
                + html.replaceAll("(?s)<(pre|code|script|textarea|style)\\b.*?</\\1>", "\n")
                        .replaceAll("<(/?)(b|small|strong|span|a|mark)\\b[^>]*>", "")
                        .replaceAll("(?s)<[^>]*>", "\n");
    }

    /** The sentences in an answer of the API, which are in members of these names. */
    private static String sentences(HttpResponse<byte[]> answer) {
        List<String> found = new ArrayList<>();
        collect("", Client.json(answer), found);
        return String.join("\n", found);
    }

    private static void collect(String name, JsonElement json, List<String> found) {
        if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(each -> collect(name, each, found));
        } else if (json.isJsonObject()) {
            JsonObject object = json.getAsJsonObject();
            object.keySet().forEach(member -> collect(member, object.get(member), found));
        } else if (Set.of(
                        "detail",
                        "meaning",
                        "explanation",
                        "cause",
                        "remedy",
                        "failure",
                        "remark",
                        "lint",
                        "warnings",
                        "fixer")
                .contains(name)) {
            found.add(json.getAsString());
        }
    }

    private List<Answer> pages() {
        prepare();
        List<Answer> pages = new ArrayList<>();
        Stream.of(
                        "/",
                        "/trades",
                        "/trades?q=none",
                        "/trades?limit=1",
                        "/trades/1",
                        "/deliveries",
                        "/deliveries/99999",
                        "/journal",
                        "/journal?refused=1",
                        "/journal/99999",
                        "/faults",
                        "/explain",
                        "/demo/return",
                        "/unknown",
                        "/demo/return?out_trade_no=1",
                        "/cashier/unknown",
                        "/refunds/unknown",
                        "/trades?limit=x")
                .forEach(path -> get(pages, path));
        trades.forEach(trade -> get(pages, "/trades/" + trade));
        client.list("deliveries").stream().limit(8).forEach(each -> {
            get(pages, "/deliveries/" + each.get("id"));
            get(pages, "/explain?delivery=" + each.get("id"));
        });
        client.list("requests?refused=true").stream().limit(6).forEach(each -> {
            get(pages, "/journal/" + each.get("id"));
            get(pages, "/explain?request=" + each.get("id"));
        });
        for (PayForm form : List.of(PayForm.escrow("C1"), PayForm.dual("C2"), PayForm.direct("C3"))) {
            String cashier =
                    client.submit(form).headers().firstValue("Location").orElseThrow();
            get(pages, cashier);
            post(pages, cashier, "step=pay&buyer=&other_buyer=&seal=" + seal(cashier));
            post(pages, cashier, "step=guest&contact=x&seal=" + seal(cashier));
        }
        String paid = client.submit(PayForm.dual("C4").with("return_url", merchant.returnUrl()))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        client.api("pay", "out_trade_no=C4");
        get(pages, paid + "/paid");
        get(pages, paid);
        String refund =
                client.submit(refund("C4")).headers().firstValue("Location").orElseThrow();
        get(pages, refund);
        post(pages, "/clock", "advance=soon");
        post(pages, "/faults", "fault=NOTICE_LOST&count=many");
        post(pages, "/trades/" + trades.get(0) + "/adjust_price", "total_fee=x");
        post(pages, "/trades/" + trades.get(0) + "/refund", "");
        post(pages, "/trades/" + trades.get(0) + "/unknown", "");
        post(pages, "/explain", "message=");
        post(pages, "/explain", "message=a&format=hex");
        post(pages, "/explain", "message=a%3D1%26sign%3D0&key=k&charset=utf-8&signed_text=a%3D2&kind=return");
        refused().forEach(form -> pages.add(new Answer("refused " + form.params(), reader -> reader.submit(form))));
        return pages;
    }

    private List<Answer> answers() {
        prepare();
        List<Answer> answers = new ArrayList<>();
        Stream.of(
                        "faults",
                        "deliveries",
                        "journal",
                        "requests?refused=true",
                        "unknown",
                        "trades/1",
                        "deliveries/99999",
                        "trades?limit=x",
                        "trades?before=x",
                        "deliveries?before=x",
                        "journal?before=x")
                .forEach(path -> get(answers, "/sandbox/api/" + path));
        post(answers, "/sandbox/api/pay", "out_trade_no=unknown");
        post(answers, "/sandbox/api/pay", "out_trade_no=T1&mode=x");
        post(answers, "/sandbox/api/pay", "out_trade_no=T1&buyer=" + PayForm.SELLER);
        post(answers, "/sandbox/api/clock", "advance=soon");
        post(answers, "/sandbox/api/clock", "advance=-PT1M");
        post(answers, "/sandbox/api/clock", "advance=P9999D");
        Stream.of("fault=x", "fault=NOTICE_LOST&count=x", "fault=NOTICE_LOST&trade_status=x")
                .forEach(form -> post(answers, "/sandbox/api/faults", form));
        String trade = "/sandbox/api/trades/" + trades.get(0);
        post(answers, trade + "/unknown", "");
        post(answers, trade + "/adjust_price", "total_fee=x");
        post(answers, trade + "/adjust_price", "total_fee=0.01");
        post(answers, trade + "/confirm_goods", "");
        Stream.of(
                        "message=",
                        "message=a%3D1&key=k&charset=x",
                        "message=a%3D1&key=k&kind=x",
                        "message=a%3D1",
                        "message=a%3D1&format=x")
                .forEach(form -> post(answers, "/sandbox/api/explain", form));
        post(answers, "/sandbox/api/explain", "message=a%3D1%26sign%3D0&key=k%20&charset=utf-8");
        answers.add(new Answer("no JSON", reader -> reader.postJson("/sandbox/api/pay", "[")));
        return answers;
    }

    /** Trades in several states, notifications that were acknowledged and that failed, faults, refused requests. */
    private void prepare() {
        client.submit(order("T1"));
        trades.add(client.login(
                order("T0").with("notify_url", merchant.notifyUrl() + "?own=1").with("receive_zip", "x")));
        merchant.answers(200, "\n success");
        paid("T2", "");
        merchant.answers(302, "");
        trades.add(paid("T3", "mode=instant"));
        merchant.answers(200, "<html>");
        String refunding = paid("T4", "");
        client.api("trades/" + refunding + "/send_goods", "");
        client.api("trades/" + refunding + "/apply_refund", "refund_fee=1&goods_received=T&return_goods=T");
        trades.add(refunding);
        merchant.answers(200, "success");
        for (String fault :
                List.of("NOTICE_LOST", "SLOW_CONNECTION", "RETURN_WITH_NOTICE", "HTTP_1_0", "WRONG_AMOUNT")) {
            client.api("faults", "fault=" + fault + "&count=1");
            trades.add(paid("F-" + fault, ""));
        }
        client.get("/trade/notify_query.do?partner=" + PayForm.PARTNER + "&notify_id=unknown");
        client.get("/trade/notify_query.do?notify_id=unknown");
        client.api("faults", "fault=VERIFY_DOWN&out_trade_no=T2&trade_status=any");
        client.api("faults", "fault=VERIFY_SLOW&count=3&trade_status=TRADE_FINISHED&trade_no=" + refunding);
        client.api("notifier/pause", "");
        refused().forEach(client::submit);
        client.get("/nothing");
    }

    private PayForm order(String number) {
        return PayForm.dual(number).with("notify_url", merchant.notifyUrl()).with("return_url", merchant.returnUrl());
    }

    private String paid(String order, String form) {
        client.submit(order(order));
        return client.api("pay", "out_trade_no=" + order + "&" + form)
                .get("trade_no")
                .getAsString();
    }

    private PayForm refund(String order) {
        String trade = client.list("trades?out_trade_no=" + order)
                .get(0)
                .get("trade_no")
                .getAsString();
        String now = client.api("clock").get("now").getAsString();
        return PayForm.call("refund_fastpay_by_platform_pwd")
                .with("seller_email", PayForm.SELLER)
                .with("batch_no", now.substring(0, 10).replace("-", "") + "001")
                .with("refund_date", now)
                .with("batch_num", "1")
                .with("detail_data", trade + "^1.00^x");
    }

    private List<PayForm> refused() {
        PayForm good = order("R1");
        return List.of(
                good.signedWith("another key"),
                good.with("partner", "2088000000000009"),
                good.with("service", "alipay.acquire.query"),
                good.with("service", "x"),
                good.with("sign_type", "md5"),
                good.with("_input_charset", "utf8"),
                good.without("subject"),
                good.with("price", "1,000"),
                good.with("logistics_fee", "1.234"),
                good.with("notify_url", "localhost"),
                good.with("seller_email", "nobody@example.com"),
                good.with("buyer_email", PayForm.SELLER),
                good.with("it_b_pay", "1.5h"),
                good.with("discount", "-400.00"),
                good.with("anti_phishing_key", "x"));
    }

    private void get(List<Answer> answers, String path) {
        answers.add(new Answer("GET " + path, reader -> reader.get(path)));
    }

    private void post(List<Answer> answers, String path, String form) {
        answers.add(new Answer("POST " + path + " " + form, reader -> reader.post(path, form)));
    }

    private String seal(String cashier) {
        return Client.text(client.get(cashier)).replaceAll("(?s).*name=\"seal\" value=\"([0-9a-f]+)\".*", "$1");
    }
}
