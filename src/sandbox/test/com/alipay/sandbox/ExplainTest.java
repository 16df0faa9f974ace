package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.Merchants;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.Md5Signer;
import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever's signature is refused is told why: on the page that refuses it, under /explain, and as JSON. */
class ExplainTest {
    private static final MerchantAccount OTHER =
            MerchantAccount.of("2088000000000009", "0therfakekey0therfakekey0therfak", "other@example.com");

    @RegisterExtension
    static final SandboxExtension sandbox =
            SandboxExtension.of(SandboxOptions.forMerchants(Merchants.of(PayForm.MERCHANT, OTHER)));

    private static final Client client = sandbox.client();
    private static final Pattern DIFFERENT = Pattern.compile("<mark class=\"differs\">【(.*?)】</mark>");

    static Stream<Arguments> broken() {
        PayForm form = PayForm.dual("E1").with("subject", "测试 A");
        return Stream.of(
                arguments(
                        "NAMES_SORTED_BY_LOCALE",
                        signedAs(form, text(form).replace("_input_charset=utf-8&", "") + "&_input_charset=utf-8")),
                arguments("SIGN_TYPE_SIGNED", signedAs(form, text(form).replace("&subject", "&sign_type=MD5&subject"))),
                arguments("AMOUNT_REWRITTEN", signedAs(form, text(form).replace("price=328.00", "price=328"))),
                arguments("EXTRA_PARAMETER", signedAs(form, text(form)).with("submit", "ok")));
    }

    /** Both texts stand on the page, and the place where they part is marked by more than a colour. */
    @ParameterizedTest
    @MethodSource("broken")
    void thePageThatRefusesShowsTheCauseAndBothTexts(String cause, PayForm form) {
        String page = page(client.submit(form));

        assertThat(page)
                .contains("<code id=\"code\">ILLEGAL_SIGN</code>")
                .contains("id=\"difference\"", "id=\"explain\"");
        assertThat(firstCause(page)).isEqualTo(cause);
        assertThat(page).contains("由谁改正", "双功能 4.", "个字符起不同");
        assertThat(differences(page)).hasSize(2).doesNotHaveDuplicates();
        assertNoSecret(page, form);
    }

    static Stream<Arguments> notInTheText() {
        PayForm form = PayForm.dual("E2");
        PayForm gbk = form.with("_input_charset", "gbk");
        String signed = new Md5Signer(PayForm.KEY).sign(gbk.params(), StandardCharsets.UTF_8);
        return Stream.of(
                arguments("KEY_WITH_BLANKS", "安全校验码", form.signedWith(PayForm.KEY + " ")),
                arguments("KEY_OF_ANOTHER_MERCHANT", "安全校验码", form.signedWith(OTHER.key())),
                arguments("OTHER_CHARSET", "取字节用的编码", gbk.with("sign", signed)),
                arguments(
                        "UPPER_CASE_SIGN",
                        "sign 的写法",
                        form.with(
                                "sign",
                                new Md5Signer(PayForm.KEY)
                                        .sign(form.params(), StandardCharsets.UTF_8)
                                        .toUpperCase(Locale.ROOT))));
    }

    /** A second text would be the same: the page says where the difference is instead. */
    @ParameterizedTest
    @MethodSource("notInTheText")
    void aMistakeThatIsNotInTheTextIsSaidInItsPlace(String cause, String where, PayForm form) {
        String page = page(client.submit(form));

        assertThat(firstCause(page)).isEqualTo(cause);
        assertThat(page.replaceAll("(?s).*id=\"not-in-the-text\">([^<]*)<.*", "$1"))
                .contains(where);
        assertThat(differences(page)).isEmpty();
        assertNoSecret(page, form);
    }

    @Test
    void aKeyAmongTheParametersIsNotShown() {
        PayForm form = PayForm.dual("E3");
        PayForm leaking = signedAs(form, text(form)).with("key", PayForm.KEY.toUpperCase(Locale.ROOT));
        String page = page(client.submit(leaking));

        assertThat(firstCause(page)).isEqualTo("KEY_SENT");
        assertThat(page).contains("key=[key]").doesNotContainIgnoringCase(PayForm.KEY);
        assertThat(page).as("a request with a key in it is not handed on").doesNotContain("name=\"message\"");
    }

    @Test
    void whatIsUnseenIsSeen() {
        PayForm form = PayForm.dual("E4").with("body", "a\u00A0b");
        String page = page(client.submit(signedAs(form, text(form).replace("\u00A0", " "))));

        assertThat(page).contains("body=a[U+00A0]b");
    }

    @Test
    void fromThePageThatRefusesOneGoesOnToCompareOnesOwnText() {
        PayForm form = PayForm.dual("E5");
        String refused = page(client.submit(signedAs(form, text(form).replace("price=328.00", "price=328"))));
        Map<String, String> fields = Map.of(
                "kind",
                "request",
                "partner",
                PayForm.PARTNER,
                "query",
                hidden(refused, "query"),
                "message",
                hidden(refused, "message"),
                "signed_text",
                text(form).replace("price=328.00", "price=328") + PayForm.KEY);
        String page = explain(fields);

        assertThat(firstCause(page)).isEqualTo("AMOUNT_REWRITTEN");
        assertThat(page).contains("id=\"own\"", "参数 <code>price</code>").doesNotContain(PayForm.KEY);
    }

    /** What somebody has typed stands in the form again, to be mended; the key in it does not. */
    @Test
    void whatWasPastedStandsInTheFormAgain() {
        PayForm form = PayForm.dual("E10");
        String page = explain(Map.of(
                "message",
                form.body(),
                "query",
                form.query(),
                "partner",
                PayForm.PARTNER,
                "known",
                "price=328.00\nsubject=" + PayForm.KEY,
                "signed_text",
                "price=328" + PayForm.KEY));

        assertThat(page)
                .containsPattern("(?s)<textarea name=\"message\"[^>]*>[^<]*out_trade_no=E10")
                .containsPattern("<textarea name=\"signed_text\"[^>]*>price=328\\[key]</textarea>")
                .containsPattern("<textarea name=\"known\"[^>]*>price=328.00\nsubject=\\[key]</textarea>")
                .doesNotContain(PayForm.KEY);
    }

    static Stream<Arguments> holdingAKey() {
        Map<String, String> good = Map.of("message", "out_trade_no=E12", "partner", PayForm.PARTNER);
        return Stream.of(
                arguments(with(good, "message", "a=1&key=" + PayForm.KEY)),
                arguments(with(good, "query", "_input_charset=utf-8&key=" + PayForm.KEY)),
                arguments(with(good, "message", "https://shop.example.com/" + PayForm.KEY + "?a=1")),
                arguments(with(good, "partner", PayForm.KEY)));
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> changed = new HashMap<>(fields);
        changed.put(name, value);
        return changed;
    }

    @ParameterizedTest
    @MethodSource("holdingAKey")
    void aKeyIsNotShownAgainWhereverItWasPasted(Map<String, String> fields) {
        assertThat(page(client.post("/explain", form(fields)))).doesNotContain(PayForm.KEY);
    }

    /** Whoever forgot to say whose key to use does not paste the message again. */
    @Test
    void aRefusedInquiryStandsInTheFormAgain() {
        HttpResponse<byte[]> answer = client.post("/explain", form(Map.of("message", "out_trade_no=E11")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(page(answer)).containsPattern("<textarea name=\"message\"[^>]*>out_trade_no=E11</textarea>");
    }

    @Test
    void anybodysMessageIsExplainedWithAKeyThatIsTyped() {
        String key = "typedtypedtypedtypedtypedtyped00";
        String sign = new Md5Signer(key).sign(Map.of("out_trade_no", "1", "subject", "测试"), Charsets.GBK);
        Map<String, String> fields = Map.of(
                "message",
                        "http://shop.example.com/return_url.jsp?id=7&is_success=&out_trade_no=1&subject=%B2%E2%CA%D4&sign="
                                + sign + "&sign_type=MD5",
                "kind", "return",
                "key", key,
                "charset", "gbk",
                "signed_text", "out_trade_no=1&subject=测试");
        String page = explain(fields);

        assertThat(firstCause(page)).isEqualTo("EXTRA_PARAMETER");
        assertThat(page).contains("id=7&amp;out_trade_no=1&amp;subject=测试").doesNotContain(key);
        JsonObject json = client.api("explain", form(fields));
        assertThat(json.get("verdict").getAsString()).isEqualTo("Explained");
        assertThat(json.getAsJsonObject("signed").get("text").getAsString()).isEqualTo("out_trade_no=1&subject=测试");
        assertThat(json.getAsJsonObject("own").get("parameter").getAsString()).isEqualTo("id");
        assertThat(json.toString()).doesNotContain(key).doesNotContain(sign);
    }

    @Test
    void aGoodRequestIsFoundGood() {
        PayForm form = PayForm.dual("E6");
        JsonObject json = client.api("explain", form(Map.of("message", form.body(), "query", form.query())));

        assertThat(json.get("verdict").getAsString()).isEqualTo("Genuine");
        assertThat(json.get("to_sign").getAsString()).isEqualTo(text(form));
        assertThat(json.get("kind").getAsString()).isEqualTo("request");
    }

    static Stream<Arguments> useless() {
        return Stream.of(
                arguments(Map.of(), "message", "没有填写内容"),
                arguments(Map.of("message", "zz", "format", "hex", "key", "k"), "hex", "十六进制"),
                arguments(Map.of("message", "a=1", "partner", "2088000000000077"), "key", "不知道用哪个安全校验码"),
                arguments(Map.of("message", "a=1", "key", "k", "charset", "big5"), "charset", "utf-8 或 gbk"),
                arguments(Map.of("message", "a=1", "key", "k", "sign_type", "DSA"), "sign_type", "MD5 或 RSA"),
                arguments(Map.of("message", "a=1", "key", "k", "kind", "letter"), "kind", "请求、返回或通知"),
                arguments(Map.of("message", "a=1", "key", "k", "known", "total_fee"), "known", "total_fee=0.01"),
                arguments(Map.of("message", "a=1", "key", "-----BEGIN x"), "key", "PEM"));
    }

    @ParameterizedTest
    @MethodSource("useless")
    void aFieldOfNoUseIsNamed(Map<String, String> fields, String name, String chinese) {
        HttpResponse<byte[]> page = client.post("/explain", form(fields));
        HttpResponse<byte[]> json = client.post("/sandbox/api/explain", form(fields));

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page(page)).contains("id=\"problem\"", chinese);
        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(Client.json(json).getAsJsonObject().get("detail").getAsString())
                .contains(name);
    }

    @Test
    void aDeliveryThatWasNotAcknowledgedLeadsToItsSignature() {
        FakeMerchant merchant = sandbox.openShop();
        merchant.answers(200, "fail");
        client.login(PayForm.escrow("E7").with("notify_url", merchant.notifyUrl()));
        JsonObject delivery = client.list("deliveries").get(0);
        String address = "/explain?delivery=" + delivery.get("id").getAsString();

        assertThat(page(client.get("/deliveries"))).contains(address);
        assertThat(page(client.get("/deliveries/" + delivery.get("id").getAsString())))
                .contains(address);
        assertThat(page(client.get(address))).contains("data-verdict=\"Genuine\"", "out_trade_no=E7");
        assertThat(page(client.get("/"))).contains("href=\"/explain\"");
        assertThat(page(client.get("/explain"))).contains("name=\"message\"").doesNotContain("id=\"diagnosis\"");
    }

    @Test
    void whyANotifyIdWasNotConfirmedIsSaidWhereItWasDelivered() {
        FakeMerchant merchant = sandbox.openShop();
        client.login(PayForm.escrow("E8").with("notify_url", merchant.notifyUrl()));
        JsonObject delivery = client.list("deliveries").get(0);
        String id = delivery.get("notify_id").getAsString();
        verify(PayForm.PARTNER, id);
        verify(OTHER.partner(), id);
        verify("", id);
        verify(PayForm.KEY, id);
        verify(PayForm.PARTNER, "0123456789abcdef0123456789abcdefzz");
        String list = page(client.get("/deliveries"));

        assertThat(page(client.get("/deliveries/" + delivery.get("id").getAsString())))
                .contains("已经应答 success", "属于另一个商户", "partner 是空的")
                .doesNotContain(PayForm.KEY);
        assertThat(list).contains("没有得到确认的 notify_id", "0123456789abcdef0123456789abcdefzz", "本沙箱没有这个");
    }

    @Test
    void theAgeOfAReturnAndASecondQuestionAreSaid() {
        FakeMerchant merchant = sandbox.openShop();
        client.submit(PayForm.escrow("E9").with("return_url", merchant.returnUrl()));
        String address = client.api("pay", "out_trade_no=E9").get("return_url").getAsString();
        Matcher id = Pattern.compile("notify_id=([^&]+)").matcher(address);
        assertThat(id.find()).isTrue();
        client.api("clock", "advance=PT90S");
        assertThat(Client.text(
                        client.get("/trade/notify_query.do?partner=" + PayForm.PARTNER + "&notify_id=" + id.group(1))))
                .isEqualTo("false");

        assertThat(page(client.get("/deliveries"))).containsPattern("消息已经超过一分钟.*发出后 9\\d 秒");
    }

    private static void verify(String partner, String id) {
        client.get("/trade/notify_query.do?partner=" + partner + "&notify_id=" + id);
    }

    private static String text(PayForm form) {
        return Md5Signer.signedText(form.params());
    }

    /** Signed as a program does that has made this text of it. */
    private static PayForm signedAs(PayForm form, String text) {
        byte[] bytes = (text + form.key()).getBytes(form.charset());
        return form.with("sign", org.apache.commons.codec.digest.DigestUtils.md5Hex(bytes));
    }

    private static String explain(Map<String, String> fields) {
        HttpResponse<byte[]> answer = client.post("/explain", form(fields));
        assertThat(answer.statusCode()).isEqualTo(200);
        return page(answer);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String hidden(String page, String name) {
        Matcher value =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page);
        assertThat(value.find()).isTrue();
        return value.group(1).replace("&amp;", "&");
    }

    private static String page(HttpResponse<byte[]> answer) {
        boolean gbk = answer.headers().firstValue("Content-Type").orElse("").endsWith("GBK");
        return new String(answer.body(), gbk ? Charsets.GBK : StandardCharsets.UTF_8);
    }

    static String firstCause(String page) {
        Matcher cause = Pattern.compile("data-code=\"([A-Z_0-9]+)\"").matcher(page);
        return cause.find() ? cause.group(1) : "none";
    }

    private static List<String> differences(String page) {
        return DIFFERENT.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private static void assertNoSecret(String page, PayForm form) {
        assertThat(page)
                .doesNotContain(PayForm.KEY, OTHER.key())
                .doesNotContain(new Md5Signer(PayForm.KEY).sign(form.params(), form.charset()));
    }
}
