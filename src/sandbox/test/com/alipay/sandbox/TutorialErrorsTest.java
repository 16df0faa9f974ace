package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.merchant.Contract;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.sandbox.trade.PayService;
import com.alipay.security.KnownKeys;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tutorials' list of errors, each entry provoked and its page read: the code, the parameter, what usually causes it, what to do,
 * and where the tutorials have it. What the pages said is written to {@code target/sandbox-errors.md}.
 *
 * @tutorial 双功能 4.1 / 担保 5.1
 */
class TutorialErrorsTest {
    private static final String SECTION = "双功能 4.1 / 担保 5.1";
    private static final String TAMPERED = "业务数据被篡改";
    private static final PayForm ESCROW = PayForm.escrow("T1");
    private static final PayForm DUAL = PayForm.dual("T1");

    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    @RegisterExtension
    static final SandboxExtension onlyEscrow =
            SandboxExtension.of(SandboxOptions.forMerchant(withContractFor(PayService.ESCROW)));

    private static final Client client = sandbox.client();

    /** What the sandbox says in other words than the tutorials' list, and why. */
    private static final Map<String, String> SAID_OTHERWISE = new TreeMap<>(Map.of(
            "业务数据被篡改: an edited pay link",
            "its signature no longer fits, so the page says ILLEGAL_SIGN and shows the signed text",
            "业务数据被篡改: malformed logistics",
            "the page says ILLEGAL_LOGISTICS_FORMAT, which names the parameter"));

    private static final List<String> TABLE = new ArrayList<>();

    /** Brings an error about; answers the page that tells it. */
    private interface Provocation {
        HttpResponse<byte[]> page();
    }

    /**
     * One cause of one entry.
     *
     * @param code as the tutorials print it
     * @param parameter which one the page names; "" for none
     * @param says a word that the usual cause must hold, so that no two entries share their text
     */
    private record Row(String code, String cause, String parameter, String says, Provocation provocation) {
        @Override
        public String toString() {
            return code + ": " + cause;
        }
    }

    private static Row row(String code, String cause, String parameter, String says, PayForm form) {
        return new Row(code, cause, parameter, says, () -> client.submit(form));
    }

    private static Row row(String code, String cause, String parameter, String says, Provocation provocation) {
        return new Row(code, cause, parameter, says, provocation);
    }

    static Stream<Row> rows() {
        PayForm twice = DUAL.with("logistics_type_1", "EXPRESS")
                .with("logistics_fee_1", "5.00")
                .with("logistics_payment_1", "SELLER_PAY");
        return Stream.of(
                row(
                        "HAS_NO_PRIVILEGE",
                        "the contract lacks the service",
                        "service",
                        "权限",
                        () -> onlyEscrow.client().submit(DUAL)),
                row(
                        "ILLEGAL_PARTNER",
                        "a blank behind it",
                        "partner",
                        "空格",
                        DUAL.with("partner", PayForm.PARTNER + " ")),
                row("ILLEGAL_PARTNER", "mistyped", "partner", "填写错误", DUAL.with("partner", "2088000000000099")),
                row("ILLEGAL_PARTNER", "swapped with the key", "partner", "填反", DUAL.with("partner", PayForm.KEY)),
                row("ILLEGAL_ARGUMENT", "a required parameter is missing", "subject", "缺失", DUAL.without("subject")),
                row("ILLEGAL_ARGUMENT", "too long", "body", "过长", DUAL.with("body", "长".repeat(201))),
                row("ILLEGAL_ARGUMENT", "malformed", "seller_id", "格式", DUAL.with("seller_id", "12")),
                row("ILLEGAL_SIGN", "another key", "sign", "安全校验码", DUAL.signedWith(KnownKeys.OF_A_STRANGER)),
                row("ILLEGAL_SIGN", "edited on its way", "sign", "签名", TutorialErrorsTest::edited),
                row(
                        "ILLEGAL_SIGN",
                        "an empty value was signed",
                        "sign",
                        "空值",
                        TutorialErrorsTest::signedWithAnEmptyValue),
                row(
                        "ILLEGAL_SIGN",
                        "the charset only in the body",
                        "sign",
                        "编码",
                        () -> client.post("/gateway.do", DUAL.body())),
                row(
                        "ILLEGAL_SIGN",
                        "a named button",
                        "sign",
                        "按钮",
                        () -> client.post("/gateway.do" + DUAL.query(), DUAL.body() + "&submit=1")),
                row(
                        "seller_not_in_specified_sellers",
                        "another account",
                        "seller_email",
                        "不是签约的账号",
                        DUAL.with("seller_email", "other-seller@example.com")),
                row(
                        "ILLEGAL_LOGISTICS_FORMAT",
                        "a group incomplete",
                        "logistics_fee",
                        "写全",
                        DUAL.without("logistics_fee")),
                row("ILLEGAL_LOGISTICS_FORMAT", "a type twice", "logistics_type_1", "相同", twice),
                row(TAMPERED, "an edited cashier's form", "", "修改", TutorialErrorsTest::tampered),
                row("TRADE_NOT_ALLOWED_PAY", "paid already", "out_trade_no", "已经付款", TutorialErrorsTest::paidAlready),
                row("TRADE_NOT_ALLOWED_PAY", "closed", "out_trade_no", "已经关闭", TutorialErrorsTest::closed),
                row(
                        "SELLER_NOT_EXIST",
                        "mistyped",
                        "seller_email",
                        "填写错误",
                        DUAL.with("seller_email", "no@example.com")),
                row(
                        "BUYER_SELLER_EQUAL",
                        "named by the merchant",
                        "buyer_email",
                        "同一个账号",
                        DUAL.with("buyer_email", PayForm.SELLER)),
                row(
                        "BUYER_SELLER_EQUAL",
                        "logs in at the cashier",
                        "buyer",
                        "收款账号付款",
                        () -> step(DUAL, "step=login&buyer=" + PayForm.SELLER)),
                row("TRADE_DATA_MATCH_ERROR", "another price", "out_trade_no", "与上次不同", TutorialErrorsTest::changed),
                row("ILLEGAL_SERVICE", "misspelled", "service", "拼错", DUAL.with("service", "trade_create_by_buyers")),
                row("ILLEGAL_SERVICE", "every parameter lost", "service", "丢失", () -> client.post("/gateway.do", "")),
                row("ILLEGAL_FEE_PARAM", "three decimals", "price", "两位小数", DUAL.with("price", "0.001")),
                row("ILLEGAL_FEE_PARAM", "a comma", "price", "逗号", DUAL.with("price", "1,000.00")),
                row("ILLEGAL_FEE_PARAM", "contradictory", "total_fee", "矛盾", DUAL.with("total_fee", "1.00")),
                row("ILLEGAL_SIGN_TYPE", "lower case", "sign_type", "小写", ESCROW.with("sign_type", "md5")),
                row("ILLEGAL_SIGN_TYPE", "a blank", "sign_type", "空格", ESCROW.with("sign_type", "MD5 ")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void thePageNamesTheErrorWithItsCauseItsRemedyAndItsSection(Row row) {
        HttpResponse<byte[]> answer = row.provocation().page();
        Page page = Page.of(answer);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(page.html()).contains("<title>调试错误", "调试错误，请回到请求来源地，重新发起请求。").doesNotContain(PayForm.KEY);
        if (row.code().equals(TAMPERED)) {
            assertThat(page.text("code")).isEmpty();
            assertThat(page.text("detail")).startsWith(TAMPERED);
        } else {
            assertThat(page.text("code")).isEqualTo(row.code().toUpperCase(Locale.ROOT));
        }
        assertThat(page.text("parameter")).isEqualTo(row.parameter());
        assertThat(page.text("detail")).matches(".*\\p{IsHan}.*");
        assertThat(page.text("cause")).contains(row.says());
        assertThat(page.text("remedy")).matches(".*\\p{IsHan}.*").isNotEqualTo(page.text("cause"));
        assertThat(page.text("section")).isEqualTo(SECTION);
        assertThat(page.text("help-id")).matches("2411[89][0-9]");
        TABLE.add("| %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        row.code(),
                        row.cause(),
                        page.text("parameter"),
                        page.text("detail"),
                        page.text("cause"),
                        page.text("remedy"),
                        page.text("section")));
    }

    @Test
    void everyEntryOfTheTutorialsListIsProvoked() throws IOException {
        Set<String> listed = Files.readAllLines(Path.of("src/it/test-resources/errors/tutorials.csv")).stream()
                .map(line -> line.split(",")[0])
                .collect(Collectors.toSet());

        assertThat(rows().map(Row::code)).hasSizeGreaterThan(listed.size());
        assertThat(rows().map(Row::code).collect(Collectors.toSet())).isEqualTo(listed);
    }

    @AfterAll
    static void write() throws IOException {
        StringBuilder text = new StringBuilder(
                "# The tutorials' errors (" + SECTION + "), as the sandbox's pages tell them\n\n"
                        + "| entry | provoked by | 参数 | 问题 | 通常原因 | 怎么办 | 教程 |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        TABLE.forEach(line -> text.append(line).append('\n'));
        text.append("\nCauses that the sandbox tells by another code:\n\n| cause | why |\n| --- | --- |\n");
        SAID_OTHERWISE.forEach((cause, why) ->
                text.append("| ").append(cause).append(" | ").append(why).append(" |\n"));
        Path file = Path.of("target", "sandbox-errors.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        System.out.printf("ERRORS %d causes of the tutorials' entries provoked%n", TABLE.size());
    }

    private static MerchantAccount withContractFor(PayService service) {
        return PayForm.MERCHANT.withContract(Contract.full().withServices(service));
    }

    private static HttpResponse<byte[]> edited() {
        return client.post("/gateway.do" + DUAL.query(), DUAL.body().replace("price=328.00", "price=0.01"));
    }

    private static HttpResponse<byte[]> signedWithAnEmptyValue() {
        Map<String, String> sent = new TreeMap<>(DUAL.with("body", "").params());
        String text = sent.entrySet().stream()
                .filter(each -> !each.getKey().equals("sign_type"))
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&"));
        sent.put("sign", DigestUtils.md5Hex((text + PayForm.KEY).getBytes(StandardCharsets.UTF_8)));
        return client.post("/gateway.do" + DUAL.query(), FormCodec.encode(sent.entrySet(), StandardCharsets.UTF_8));
    }

    private static HttpResponse<byte[]> tampered() {
        return client.post(cashier(ESCROW), "step=pay&buyer=buyer@example.com&seal=0");
    }

    private static HttpResponse<byte[]> paidAlready() {
        client.submit(DUAL);
        client.api("pay", "out_trade_no=T1");
        return client.submit(DUAL);
    }

    private static HttpResponse<byte[]> closed() {
        client.api("trades/" + client.login(DUAL) + "/close", "");
        return client.submit(DUAL);
    }

    private static HttpResponse<byte[]> changed() {
        client.login(DUAL);
        return client.submit(DUAL.with("price", "1.00"));
    }

    private static String cashier(PayForm form) {
        return client.submit(form).headers().firstValue("Location").orElseThrow();
    }

    private static HttpResponse<byte[]> step(PayForm form, String filledIn) {
        String cashier = cashier(form);
        String seal = Client.text(client.get(cashier)).replaceAll("(?s).*name=\"seal\" value=\"([0-9a-f]+)\".*", "$1");
        return client.post(cashier, filledIn + "&seal=" + seal);
    }

    /** An error page, read by the ids of what it shows. */
    private record Page(String html) {
        static Page of(HttpResponse<byte[]> answer) {
            boolean gbk = answer.headers().firstValue("Content-Type").orElse("").endsWith("GBK");
            return new Page(new String(answer.body(), gbk ? Charsets.GBK : StandardCharsets.UTF_8));
        }

        /** What stands in the element; "" if there is none. */
        String text(String id) {
            Matcher element = Pattern.compile("id=\"" + id + "\">([^<]*)<").matcher(html);
            return element.find() ? element.group(1).strip() : "";
        }
    }
}
