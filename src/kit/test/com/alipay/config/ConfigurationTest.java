package com.alipay.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.i18n.Languages;
import com.alipay.i18n.Messages;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One setting broken at a time, and everything reported at once. */
class ConfigurationTest {
    private static final String KEY = "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m";

    private static Map<String, String> valid() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("partner", "2088000000000001");
        settings.put("key", KEY);
        settings.put("seller_email", "seller@example.com");
        settings.put("mainname", "测试商店");
        settings.put("notify_url", "http://shop.example.com/alipay/notify_url.jsp");
        settings.put("return_url", "http://shop.example.com/alipay/return_url.jsp");
        return settings;
    }

    private static List<Violation> findings(String... changes) {
        Map<String, String> settings = valid();
        for (int i = 0; i < changes.length; i += 2) {
            settings.put(changes[i], changes[i + 1]);
        }
        return Configuration.of(settings).findings();
    }

    @Test
    void aGoodConfigurationHasNoFindings() {
        assertThat(findings()).isEmpty();
        assertThat(findings("seller_email", "13800000000")).isEmpty();
        assertThat(findings("input_charset", "GBK", "transport", "http", "form_method", "get"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}={1} is an {2}")
    @CsvSource({
        "partner, '', ERROR",
        "partner, 1088000000000001, ERROR",
        "partner, 208800000000001, ERROR",
        "key, '', ERROR",
        "key, k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2, ERROR",
        "key, k3ysim0a 1b2c3d4e5f6g7h8i9j0k1l2, ERROR",
        "seller_email, '', ERROR",
        "seller_email, seller, ERROR",
        "mainname, '', ERROR",
        "notify_url, '', ERROR",
        "notify_url, /alipay/notify_url.jsp, ERROR",
        "notify_url, http://shop.example.com/n.jsp?id=123, ERROR",
        "notify_url, ftp://shop.example.com/n.jsp, ERROR",
        "return_url, http://shop.example.com/r.jsp?id=123, ERROR",
        "return_url, http://shop example.com/r.jsp, ERROR",
        "show_url, http://shop.example.com/goods?id=1, WARNING",
        "show_url, goods.jsp, ERROR",
        "input_charset, utf8, ERROR",
        "input_charset, gb2312, WARNING",
        "sign_type, md5, ERROR",
        "sign_type, DSA, ERROR",
        "transport, HTTPS, ERROR",
        "form_method, put, ERROR",
        "service, create_direct_pay, ERROR",
        "verify_gateway, localhost, ERROR",
        "sellor_email, x, WARNING",
        "late_payment, refuse, ERROR",
        "check_at_start, no, ERROR",
        "reconcile_minutes, often, ERROR",
        "log_path, D:\\alipay\\log, WARNING",
    })
    void eachMistakeIsFound(String key, String value, Violation.Severity severity) {
        assertThat(findings(key, value)).singleElement().satisfies(finding -> {
            assertThat(finding.key()).isEqualTo(key);
            assertThat(finding.severity()).isEqualTo(severity);
            Languages.said(List.of(finding.text()), "“商家服务”", "“镕”");
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "http://my_shop.example.com/n.jsp, 下划线",
        "http://shop.example.com/n .jsp, 空格",
        "http://shop.example.com/n|m.jsp, “|”",
        "http://shop|example.com/n.jsp, 第 12 个字符是“|”",
        "http://shop example.com/n.jsp, 第 12 个字符是空格",
        "http://商店.example.com/n.jsp, 主机名里有“商”",
    })
    void whatIsWrongWithAnAddressIsSaid(String address, String reason) {
        assertThat(findings("notify_url", address))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.problem().in(Locale.CHINESE)).contains(reason));
    }

    @Test
    void everyFindingIsThereInBothLanguages() {
        Languages.check(
                Messages.of(Violation.class),
                Map.of("“商家服务”", "the page of Alipay where the values stand", "“镕”", "a character that gb2312 lacks"));
    }

    @Test
    void partnerAndKeySwappedAreOneFindingThatTellsNeither() {
        assertThat(findings("partner", KEY, "key", "2088000000000001"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.problem().in(Locale.CHINESE)).contains("填反");
                    assertThat(finding.toString()).doesNotContain(KEY).doesNotContain("2088000000000001");
                });
    }

    @Test
    void strayBlanksAreTrimmedAndTold() {
        Map<String, String> settings = valid();
        settings.put("key", KEY + " ");
        Configuration configuration = Configuration.of(settings);
        assertThat(configuration.isUsable()).isTrue();
        assertThat(configuration.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.key()).isEqualTo("key");
            assertThat(finding.toString()).doesNotContain(KEY);
        });
    }

    @Test
    void everythingIsReportedTogether() {
        assertThat(Configuration.of(Map.of()).errors())
                .extracting(Violation::key)
                .containsExactly("partner", "key", "seller_email", "mainname", "notify_url", "return_url");
    }

    @Test
    void aSandboxGatewayWithARealVerifyAddressIsAnErrorAndTheReverse() {
        assertThat(findings("gateway", "http://localhost:8090/gateway.do", "transport", "http"))
                .extracting(Violation::key)
                .containsExactly("verify_gateway");
        assertThat(findings("verify_gateway", "http://127.0.0.1:8090/trade/notify_query.do", "transport", "http"))
                .extracting(Violation::key)
                .containsExactly("verify_gateway");
        assertThat(findings("gateway", "http://localhost:8090/gateway.do")).isEmpty();
    }

    @Test
    void noTextOfTheMerchantHoldsTheKey() {
        assertThat(MerchantConfig.of(valid()).toString()).doesNotContain(KEY);
        assertThat(Configuration.of(valid()).toString()).doesNotContain(KEY);
    }

    @Test
    void gb2312MeansGbk() {
        assertThat(MerchantConfig.of(Map.of("input_charset", "gb2312")).charset())
                .isEqualTo(Charset.forName("GBK"));
    }

    @Test
    void aFileIsReadInUtf8WithOrWithoutNotepadsMark(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("alipay.properties");
        Files.writeString(file, "\uFEFFpartner=2088000000000001\nmainname=测试商店\n", StandardCharsets.UTF_8);
        Configuration configuration = Configuration.read(file.toString(), "test");
        assertThat(configuration.merchant().partner()).isEqualTo("2088000000000001");
        assertThat(configuration.merchant().mainname()).isEqualTo("测试商店");
    }

    @Test
    void aFileInAnotherEncodingIsAFindingThatSaysSo(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("alipay.properties");
        Files.writeString(file, "mainname=测试商店\n", Charset.forName("GBK"));
        assertThat(Configuration.read(file.toString(), "test").errors())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.remedy().in(Locale.CHINESE)).contains("UTF-8"));
    }

    @Test
    void aKeyThatStandsTwiceIsTold(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("alipay.properties");
        Files.writeString(file, "partner=2088000000000001\nmainname=a\npartner = 2088000000000002\n");
        Configuration configuration = Configuration.read(file.toString(), "test");
        assertThat(configuration.merchant().partner()).isEqualTo("2088000000000002");
        assertThat(configuration.findings())
                .filteredOn(finding -> finding.problem().in(Locale.CHINESE).contains("写了两次"))
                .extracting(Violation::key)
                .containsExactly("partner");
    }

    @Test
    void aMissingFileIsAFindingThatNamesThePlace(@TempDir Path folder) {
        Configuration configuration =
                Configuration.read(folder.resolve("gone.properties").toString(), "test");
        assertThat(configuration.isUsable()).isFalse();
        assertThat(configuration.errors().get(0).value()).contains("gone.properties");
    }

    @Test
    void theShippedFilesHoldWhatTheySay() {
        Configuration sandbox = Configuration.read("conf/sandbox.properties", "test");
        assertThat(sandbox.findings()).isEmpty();
        Configuration empty = Configuration.read("conf/alipay.properties", "test");
        assertThat(empty.errors())
                .extracting(Violation::key)
                .containsExactly("partner", "key", "seller_email", "mainname");
    }

    @Test
    void noFindingShowsASecretInWhateverLineItWasWritten() {
        String secret = "s3cret0a1b2c3d4e5f6g7h8i9j0k1l2m";
        for (String key : List.of("partner", "key", "rsa_private_key", "alipay_public_key", "db.password", "db.user")) {
            Map<String, String> settings = valid();
            settings.put("sign_type", key.startsWith("rsa") || key.startsWith("alipay") ? "RSA" : "MD5");
            settings.put(key, secret + " ");
            assertThat(Configuration.of(settings).findings().toString()).as(key).doesNotContain(secret);
        }
        assertThat(findings("key＝" + secret, ""))
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString()).doesNotContain(secret));
        assertThat(MerchantConfig.of(Map.of(
                                "db.url", "jdbc:postgresql://u:" + secret + "@localhost/shop?password=" + secret))
                        .database()
                        .toString())
                .isEqualTo("jdbc:postgresql://localhost/shop");
    }

    @Test
    void theVendorsGatewayWithAQuestionMarkAtItsEndIsTakenAndOneInsideIsNot() {
        assertThat(findings("gateway", "https://example.com/gateway.do?")).isEmpty();
        assertThat(findings("gateway", "https://example.com/gateway.do?a=1")).hasSize(1);
    }
}
