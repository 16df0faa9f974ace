package com.alipay.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.MerchantConfig;
import com.alipay.gateway.GatewayResponse.Refused;
import com.alipay.gateway.GatewayResponse.SignatureCheck;
import com.alipay.gateway.GatewayResponse.Success;
import com.alipay.gateway.GatewayResponse.Unreadable;
import com.alipay.util.GatewayRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers as the gateway gives them, and as other servers would. The two worked examples in {@code answers/} carry signs that were
 * computed with Python's hashlib.
 */
class GatewayResponseParserTest {
    private static final String KEY = "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m";
    private static final Charset GBK = Charset.forName("GBK");
    private static final String REFUSED =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<alipay><is_success>F</is_success><error>%s</error></alipay>";

    private static MerchantConfig merchant(String charset) {
        return MerchantConfig.of(Map.of("partner", "2088000000000001", "key", KEY, "input_charset", charset));
    }

    private static GatewayResponse<Map<String, String>> read(byte[] body) {
        return new GatewayResponseParser(merchant("utf-8")).read(body);
    }

    private static GatewayResponse<Map<String, String>> read(String body) {
        return read(body.getBytes(UTF_8));
    }

    private static Success<Map<String, String>> success(GatewayResponse<Map<String, String>> answer) {
        assertThat(answer).isInstanceOf(Success.class);
        return (Success<Map<String, String>>) answer;
    }

    private static String unreadable(GatewayResponse<?> answer) {
        assertThat(answer).isInstanceOf(Unreadable.class);
        return ((Unreadable<?>) answer).why();
    }

    private static String example(String service) throws IOException {
        return Files.readString(Path.of("src/it/test-resources/answers", service + ".xml"), UTF_8);
    }

    @Test
    void theWorkedExampleOfShippingIsReadAndItsSignMatches() throws IOException {
        Success<Map<String, String>> answer = success(read(example("send_goods_confirm_by_platform")));

        assertThat(answer.sign()).isEqualTo(SignatureCheck.MATCHES);
        assertThat(answer.value())
                .hasSize(13)
                .containsEntry("trade_status", "WAIT_BUYER_CONFIRM_GOODS")
                .containsEntry("buyer_actions", "[REFUND, CONFIRM_GOODS]")
                .containsEntry("last_modified_time", "2011-03-15 10:10:00");
    }

    @Test
    void theWorkedExampleOfAQueryIsReadAndItsSignMatches() throws IOException {
        Success<Map<String, String>> answer = success(read(example("single_trade_query")));

        assertThat(answer.sign()).isEqualTo(SignatureCheck.MATCHES);
        assertThat(answer.value())
                .containsEntry("subject", "测试订单")
                .containsEntry("use_coupon", "F")
                .doesNotContainKey("param");
    }

    @Test
    void anAnswerInGbkIsReadByItsDeclarationAndSignedInGbk() throws IOException {
        String gbk = example("single_trade_query")
                .replace("encoding=\"utf-8\"", "encoding=\"GBK\"")
                .replace("e8683a55166e7d9091b19f0c09d2e103", "8202dfb8d1b0b769fb26d41b268fefde");
        Success<Map<String, String>> answer = success(read(gbk.getBytes(GBK)));

        assertThat(answer.value()).containsEntry("subject", "测试订单");
        assertThat(answer.sign()).isEqualTo(SignatureCheck.MATCHES);
    }

    @Test
    void withoutADeclarationTheCharsetIsThatOfTheRequest() {
        byte[] gbk =
                "<alipay><is_success>T</is_success><response><trade><subject>镕</subject></trade></response></alipay>"
                        .getBytes(GBK);

        assertThat(success(new GatewayResponseParser(merchant("gb2312")).read(gbk))
                        .value())
                .containsEntry("subject", "镕");
        assertThat(unreadable(read(gbk))).contains("UTF-8");
    }

    @Test
    void aChangedValueIsReadAndItsSignToldToDiffer() throws IOException {
        GatewayResponse<Map<String, String>> answer =
                read(example("single_trade_query").replace("<total_fee>338.00<", "<total_fee>338.01<"));

        assertThat(success(answer).sign()).isEqualTo(SignatureCheck.DIFFERS);
        assertThat(answer.reason()).contains("differs");
    }

    @Test
    void aSuccessWithoutAnObjectIsAnAnswerToo() {
        Success<Map<String, String>> answer = success(
                read("\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<alipay><is_success>T</is_success></alipay>"));

        assertThat(answer.value()).isEmpty();
        assertThat(answer.sign()).isEqualTo(SignatureCheck.NOT_CHECKED);
    }

    @ParameterizedTest
    @CsvSource({
        "ILLEGAL_SIGN, ILLEGAL_SIGN",
        "' illegal sign ', ILLEGAL_SIGN",
        "trade_not_exist, TRADE_NOT_EXIST",
        "'TRADE_STATUS\n NOT_AVAILD', TRADE_STATUS_NOT_AVAILD",
        "SOMETHING_NEW, SOMETHING_NEW"
    })
    void anErrorIsToldInOneSpelling(String sent, String code) {
        GatewayResponse<Map<String, String>> answer = read(REFUSED.formatted(sent));

        assertThat(answer).isEqualTo(new Refused<>(code));
        assertThat(answer.reason()).contains(code);
    }

    /** What comes back when a redirect on the way has lost every parameter: the gateway takes the call for a browser's. */
    @ParameterizedTest
    @CsvSource({"utf-8, utf-8", "utf-8, gbk", "gbk, gbk", "gbk, utf-8"})
    void theErrorPageForBrowsersIsARefusalWithItsCode(String own, String ofThePage) {
        byte[] page = ("<!DOCTYPE html>\n<html><head><title>调试错误</title></head><body>调试错误，请回到请求来源地，重新发起请求。"
                        + "<p>错误代码 ILLEGAL_SERVICE</p></body></html>")
                .getBytes(Charset.forName(ofThePage));
        GatewayResponse<Map<String, String>> answer = new GatewayResponseParser(merchant(own)).read(page);

        assertThat(answer).isEqualTo(new Refused<>("ILLEGAL_SERVICE"));
        assertThat(answer.advice().in(Locale.CHINESE))
                .startsWith("ILLEGAL_SERVICE（接口名称不正确）：核对 service 的拼写")
                .endsWith("（由商户程序处理）");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><title>调试错误</title>SOMETHING_NEW</html>",
                "<html><title>登录</title>ILLEGAL_SIGN</html>",
                "调试错误 ILLEGAL_SIGN"
            })
    void anyOtherPageStaysUnreadable(String page) {
        assertThat(read(page)).isInstanceOf(Unreadable.class);
    }

    @Test
    void aCodeThatIsNoneIsCutShort() {
        assertThat(read(REFUSED.formatted("x".repeat(5_000)))).isEqualTo(new Refused<>("X".repeat(100)));
    }

    @Test
    void aMerchantReadsInEveryCaseWhatToDo() {
        assertThat(read("<alipay><is_success>T</is_success></alipay>").advice().in(Locale.CHINESE))
                .isEqualTo("支付宝已受理");
        assertThat(read(REFUSED.formatted("TRADE_NOT_EXIST")).advice().in(Locale.CHINESE))
                .startsWith("TRADE_NOT_EXIST（交易不存在）：");
        assertThat(read(REFUSED.formatted("NEW")).advice().in(Locale.CHINESE)).contains("错误代码 NEW");
        assertThat(read(REFUSED.formatted("")).advice().in(Locale.CHINESE)).contains("错误代码没有给出");
        assertThat(read("<html>").advice().in(Locale.CHINESE)).contains("先查询交易再决定");
        assertThat(new GatewayResponse.Unreachable<String>("HTTP 503").advice().in(Locale.CHINESE))
                .contains("先查询交易再决定");
    }

    @Test
    void aKnownErrorHasARemedyAndAnUnknownOneStaysUnknown() {
        GatewayResponse<Map<String, String>> known = read(REFUSED.formatted("TRADE_NOT_EXIST"));

        assertThat(known.isRefusedWith(GatewayError.TRADE_NOT_EXIST)).isTrue();
        assertThat(known.isRefusedWith(GatewayError.TRADE_NOT_EXISTS)).isFalse();
        assertThat(known.reason()).contains("the trade does not exist");
        assertThat(new Refused<>("SOMETHING_NEW").error()).isEmpty();
        assertThat(read(REFUSED.formatted("")).reason()).isEqualTo("refused: without a code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "true",
                "success",
                "{\"is_success\":\"T\"}",
                "<alipay>",
                "<alipay/>",
                "<alipay><is_success>T</alipay>",
                "<alipay><is_success>Y</is_success></alipay>",
                "<alipay><is_success>T</is_success><is_success>F</is_success></alipay>",
                "<alipay><is_success>T</is_success></alipay><alipay/>",
                "<response><is_success>T</is_success></response>",
                "<alipay><is_success>T</is_success><response><a/><b/></response></alipay>",
                "<alipay><is_success>T</is_success><response><trade><x>1</x><x>2</x></trade></response></alipay>",
                "<alipay><is_success>T</is_success><response><trade><subject>&lt;&amp;total_fee=1</subject></trade></response></alipay>",
                "<alipay><is_success>&t;</is_success></alipay>",
                "<a><b><c><d><e><f><g><h><i>",
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?><alipay><is_success>T</is_success></alipay>",
                "<?xml version=\"1.0\" encoding=\"no-such\"?><alipay><is_success>T</is_success></alipay>",
                "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><html><body><br></body></html>"
            })
    void whatIsNoAnswerOfTheGatewaysIsUnreadable(String body) {
        assertThat(unreadable(read(body))).isNotBlank();
    }

    @Test
    void anErrorPageIsToldApart() {
        assertThat(unreadable(read("\n<!doctype HTML><html><p>502 Bad Gateway<hr></html>")))
                .isEqualTo("an HTML page instead of XML");
    }

    @Test
    void noFileIsReadForAnEntity(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "T");
        String entity = "<!DOCTYPE alipay [<!ENTITY secret SYSTEM \"" + secret.toUri() + "\">]>";

        assertThat(unreadable(read(entity + "<alipay><is_success>&secret;</is_success></alipay>")))
                .contains("DOCTYPE");
        assertThat(unreadable(read("<!DOCTYPE alipay SYSTEM \"" + secret.toUri()
                        + "\"><alipay><is_success>T</is_success></alipay>")))
                .contains("DOCTYPE");
        assertThat(unreadable(read("<!DOCTYPE alipay [<!ENTITY % remote SYSTEM \"" + secret.toUri()
                        + "\"> %remote;]><alipay><is_success>T</is_success></alipay>")))
                .isNotBlank();
    }

    @Test
    void aBillionLaughsAreNotLaughed() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE alipay [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            laughs.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        assertThat(unreadable(read(laughs + "]><alipay><is_success>&a29;</is_success></alipay>")))
                .contains("DOCTYPE");
    }

    @Test
    void aHugeAnswerIsNotRead() {
        String start = "<alipay><is_success>T</is_success><response><trade><body>";
        String end = "</body></trade></response></alipay>";
        int room = GatewayRequest.LONGEST_ANSWER - start.length() - end.length();

        assertThat(success(read(start + "x".repeat(room) + end)).value().get("body"))
                .hasSize(room);
        assertThat(unreadable(read(start + "x".repeat(room + 1) + end))).contains("65536");
    }

    @Test
    void deepNestingEndsBeforeTheStackDoes() {
        assertThat(unreadable(read("<alipay>" + "<a>".repeat(15_000)))).contains("nested");
    }

    @Test
    void malformedBytesAreNotReplaced() throws IOException {
        byte[] gbk = example("single_trade_query").getBytes(GBK);

        assertThat(unreadable(read(gbk))).contains("not well-formed UTF-8");
    }

    @Test
    void everyTruncationIsUnreadable() throws IOException {
        byte[] whole = example("send_goods_confirm_by_platform").strip().getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            assertThat(read(Arrays.copyOf(whole, length)))
                    .as("cut at %d", length)
                    .isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void anyBytesGiveAnAnswerAndNoException() throws IOException {
        byte[] good = example("send_goods_confirm_by_platform").getBytes(UTF_8);
        Random random = new Random(20110315);
        for (int round = 0; round < 5_000; round++) {
            byte[] bad = good.clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                bad[random.nextInt(bad.length)] = (byte)
                        (random.nextBoolean() ? "<>&;!-[]\"'/?".charAt(random.nextInt(12)) : random.nextInt(256));
            }
            assertThat(read(bad)).isNotNull();
        }
    }
}
