package com.alipay.sandbox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.alipay.sandbox.gateway.GatewayErrorCode;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.RsaKeyPair;
import com.alipay.sandbox.merchant.ServerService;
import com.alipay.sandbox.notification.NotificationProfile;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.trade.PayService;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration file of the sandbox, as people write it. */
class SandboxConfigTest {
    private static final String SHOP = """
            # a shop
            merchant.shop.partner=2088000000000031
            merchant.shop.key=secret00secret00secret00secret00
            merchant.shop.seller_email=shop@example.com
            merchant.shop.seller_id=2088000000000032
            """;

    @TempDir
    Path folder;

    @Test
    void theExampleIsTheDemoDataAndExplainsEveryKey() {
        SandboxConfig demo = SandboxConfig.demo();

        assertThat(demo.merchants().all()).hasSize(3);
        assertThat(demo.buyers()).isEqualTo(Accounts.DEMO_BUYERS);
        assertThat(SandboxConfig.example())
                .contains(
                        ".other_sellers=",
                        ".shop_host=",
                        ".notifications=",
                        ".own_timeouts=",
                        ".passwordless_refund=",
                        ".charset=",
                        ".trade_no_digits=",
                        ".rsa_public_key=")
                .contains("rsa_private_key=");
    }

    @Test
    void fourLinesAreAMerchantWithTheFullContract() {
        MerchantAccount shop = parse(SHOP).merchants().of("2088000000000031");

        assertThat(shop.contract().services()).containsOnly(PayService.values());
        assertThat(shop.contract().serverServices()).containsOnly(ServerService.values());
        assertThat(shop.contract().advancedInstant()).isFalse();
        assertThat(parse(SHOP).buyers()).isEqualTo(Accounts.DEMO_BUYERS);
    }

    @Test
    void theSellersIdIsThePartnerUnlessAnotherIsWritten() {
        String three = SHOP.replace("merchant.shop.seller_id=2088000000000032\n", "");

        assertThat(parse(three).merchants().all().get(0).seller().id()).isEqualTo("2088000000000031");
        assertThat(parse(SHOP).merchants().all().get(0).seller().id()).isEqualTo("2088000000000032");
    }

    @Test
    void everyKeyIsRead() throws IOException {
        Files.writeString(folder.resolve("shop.pem"), RsaKeyPair.generate().publicPem());
        MerchantAccount shop = parse(SHOP + """
                        merchant.shop.other_sellers = branch@example.com 2088000000000033 , c@example.com 2088000000000034
                        merchant.shop.services = trade_create_by_buyer, close_trade
                        merchant.shop.not_contracted = ILLEGAL_PARTNER_EXTERFACE
                        merchant.shop.shop_host = shop.example.com
                        merchant.shop.instant = advanced
                        merchant.shop.own_timeouts = no
                        merchant.shop.passwordless_refund = no
                        merchant.shop.rsa_public_key = shop.pem
                        """).merchants().all().get(0);

        assertThat(shop.sellers().map(seller -> seller.email()))
                .containsExactly("shop@example.com", "branch@example.com", "c@example.com");
        assertThat(shop.contract().services()).containsOnly(PayService.DUAL);
        assertThat(shop.contract().serverServices()).containsOnly(ServerService.CLOSE_TRADE);
        assertThat(shop.contract().terms().refusal()).isEqualTo(GatewayErrorCode.ILLEGAL_PARTNER_EXTERFACE);
        assertThat(shop.contract().terms().shopHost()).isEqualTo("shop.example.com");
        assertThat(shop.contract().advancedInstant()).isTrue();
        assertThat(shop.contract().ownTimeouts()).isFalse();
        assertThat(shop.contract().passwordless()).isFalse();
        assertThat(shop.verifier(SignType.RSA)).isPresent();
    }

    @Test
    void aMerchantMayBeNotifiedInAWayOfItsOwn() {
        SandboxConfig two = parse(SHOP
                + SHOP.replace(".shop.", ".old.")
                        .replace("000000003", "000000004")
                        .replace("shop@", "old@")
                + "merchant.old.notifications = v1.0+strict\n");

        assertThat(two.notifications().of("2088000000000041"))
                .isEqualTo(NotificationProfile.named("v1.0+strict").orElseThrow());
        assertThat(two.notifications().of("2088000000000031")).isEqualTo(NotificationProfile.OPEN_PLATFORM);
        assertThat(findings(SHOP + "merchant.shop.notifications=v1.0+lax\n"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString())
                        .contains("line 6, merchant.shop.notifications", "v1.0+lax", "open-platform", "ids-once"));
    }

    @ParameterizedTest
    @CsvSource({
        "'merchant.shop.partner=2088000000000031', 'merchant.shop.partner=123', 'line 2, merchant.shop.partner'",
        "'merchant.shop.key=secret00secret00secret00secret00', '', 'merchant.shop.key'",
        "'merchant.shop.seller_id=2088000000000032', 'merchant.shop.seller_id=32', 'line 5, merchant.shop.seller_id'",
        "'# a shop', 'merchant.shop.instant=often', 'line 1, merchant.shop.instant'",
        "'# a shop', 'merchant.shop.services=alipay.wap', 'line 1, merchant.shop.services'",
        "'# a shop', 'merchant.shop.other_sellers=b@example.com', 'line 1, merchant.shop.other_sellers'",
        "'# a shop', 'merchant.shop.rsa_public_key=nowhere.pem', 'line 1, merchant.shop.rsa_public_key'",
        "'# a shop', 'merchant.shop.shop_host=http://shop.example.com/', 'line 1, merchant.shop.shop_host'",
        "'# a shop', 'merchant.shop.sellers=x', 'line 1, merchant.shop.sellers'",
        "'# a shop', 'partner=2088000000000031', 'line 1, partner'",
        "'# a shop', 'merchant.shop.key=another', 'line 1, merchant.shop.key'",
        "'# a shop', 'buyer.a.login=a@example.com', 'buyer.a.id'",
        "'# a shop', 'merchant.shop.instant=\\users', 'somewhere'",
    })
    void whatIsWrongIsNamedWithItsLine(String line, String broken, String location) {
        assertThat(findings(SHOP.replace(line, broken)))
                .extracting(ConfigError::place)
                .as(broken)
                .anyMatch(each -> each.startsWith(location));
    }

    @Test
    void everythingIsReportedAtOnceAndNoKeyIsPrinted() {
        String text = SHOP.replace("2088000000000031", "secret00secret00secret00secret00")
                        .replace("2088000000000032", "12")
                + "merchant.shop.kye=secret00secret00secret00secret00\nbuyer.a.balance=1,000\n";
        InvalidConfigException bad = catchThrowableOfType(InvalidConfigException.class, () -> parse(text));

        assertThat(bad.findings()).hasSize(6);
        assertThat(bad)
                .hasMessageContaining("merchant.shop.kye: no such key")
                .message()
                .doesNotContain("secret00");
    }

    @Test
    void accountsAndPartnersAreDistinct() {
        assertThat(findings(SHOP + SHOP.replace(".shop.", ".twin.")))
                .extracting(ConfigError::reason)
                .containsExactly("two have the partner 2088000000000031");
        assertThat(findings(SHOP + "buyer.a.login=shop@example.com\nbuyer.a.id=2088000000000039\n"))
                .extracting(ConfigError::place)
                .containsExactly("accounts");
        assertThat(findings("# nothing\n")).extracting(ConfigError::place).containsExactly("merchant");
    }

    @Test
    void aFileMayHaveAMarkButMustBeUtf8() throws IOException {
        Path marked = Files.writeString(folder.resolve("marked.properties"), "\uFEFF" + SHOP);
        Path gbk = Files.writeString(folder.resolve("gbk.properties"), "# 商户\n" + SHOP, Charset.forName("GBK"));

        assertThat(SandboxConfig.read(marked).merchants().all()).hasSize(1);
        assertThat(catchThrowableOfType(InvalidConfigException.class, () -> SandboxConfig.read(gbk)))
                .hasMessageContaining("save it as UTF-8");
        assertThat(catchThrowableOfType(InvalidConfigException.class, () -> SandboxConfig.read(folder.resolve("none"))))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void theSandboxsKeyIsMadeOnceAndKept() throws IOException {
        SandboxConfig settings = parse(SHOP + "rsa_private_key=own.pem\n");
        String first = settings.rsaKey().orElseThrow().publicPem();

        assertThat(Files.readString(folder.resolve("own.pem"))).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(settings.rsaKey().orElseThrow().publicPem()).isEqualTo(first);
        Files.writeString(folder.resolve("own.pem"), RsaKeyPair.generate().publicPem());
        assertThat(catchThrowableOfType(InvalidConfigException.class, settings::rsaKey))
                .hasMessageContaining("openssl pkcs8");
    }

    private SandboxConfig parse(String text) {
        return SandboxConfig.parse("test.properties", text, folder);
    }

    private List<ConfigError> findings(String text) {
        return catchThrowableOfType(InvalidConfigException.class, () -> parse(text))
                .findings();
    }
}
