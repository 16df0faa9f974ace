package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the documents promise an operator: the WAR into {@code webapps}, one file into {@code conf}, nothing else. */
class WarDeploymentIT {
    @ParameterizedTest(name = "{0}")
    @EnumSource
    void theWarAndOneFileAreEnough(TomcatVersion version) throws IOException, InterruptedException {
        String name = "dropin-" + version.folder();
        try (LocalAlipay alipay = LocalAlipay.start("alipay-of-" + name);
                RealTomcat tomcat = RealTomcat.prepare(version, name);
                Buyer buyer = Buyer.withoutScripts()) {
            Path log = tomcat.base().resolve("log/log.txt");
            Shop shop = Shop.at(tomcat, "alipay", TestEnvironment.GBK, log);
            tomcat.deploy("alipay", Shop.settings(shop.url(), shop.charset(), alipay));
            tomcat.start();

            Purchase purchase = Purchase.of(Product.DUAL_ESCROW);
            HtmlPage cashier = buyer.proceed(buyer.order(shop, purchase));
            HtmlPage back = buyer.goBack(buyer.pay(cashier, Product.DUAL_ESCROW, purchase));

            assertThat(back.asNormalizedText()).contains("验证成功", purchase.subject(), purchase.receiver(), "0.01");
            String out_trade_no = back.getElementById("out_trade_no").getTextContent();
            List<JsonObject> deliveries = alipay.deliveries(out_trade_no);
            assertThat(deliveries)
                    .isNotEmpty()
                    .allSatisfy(delivery ->
                            assertThat(Shop.text(delivery, "answer")).isEqualTo("success"));
            assertThat(shop.log().lines())
                    .anyMatch(line ->
                            line.contains(out_trade_no) && line.contains("WAIT_BUYER_PAY -> WAIT_SELLER_SEND_GOODS"));
            assertThat(tomcat.base().resolve("alipay-data/alipay")).isNotEmptyDirectory();
            assertThat(Http.getAsAdmin(shop.page("admin/orders.jsp")).statusCode())
                    .as("nobody is a user of this server, so nobody gets in")
                    .isEqualTo(401);
            theKeyStandsInItsFileOnly(tomcat, shop);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void withoutThatFileEveryPageSaysWhatIsMissing(TomcatVersion version) throws IOException, InterruptedException {
        try (RealTomcat tomcat = RealTomcat.prepare(version, "unconfigured-" + version.folder())) {
            tomcat.deploy("alipay").start();
            Shop shop = Shop.at(
                    tomcat, "alipay", StandardCharsets.UTF_8, tomcat.base().resolve("log/log.txt"));
            String folder = tomcat.base().toString();

            for (String page : List.of("index.jsp", "return_url.jsp")) {
                assertThat(new String(Http.get(shop.page(page)).body(), StandardCharsets.UTF_8))
                        .as(page)
                        .contains("还不能付款", "log.txt")
                        .doesNotContain(folder);
            }
            RawForm form = RawForm.parse("subject=tea&price=0.01&body=");
            assertThat(new String(Http.post(shop.page("alipayto.jsp"), form).body(), StandardCharsets.UTF_8))
                    .contains("还不能付款", "log.txt")
                    .doesNotContain(folder)
                    .doesNotContain("alipaysubmit");
            assertThat(shop.notify(RawForm.parse("notify_id=1&sign=1"))).isEqualTo("fail");
        }
    }

    /** {@code success} means for ever: Alipay does not send it again. */
    @Test
    void aServerThatIsKilledAfterItsAnswerOrStoppedHasNotForgottenTheOrder() throws IOException, InterruptedException {
        try (LocalAlipay alipay = LocalAlipay.start("alipay-of-killed");
                RealTomcat tomcat =
                        RealTomcat.prepare(TomcatVersion.TOMCAT_11, "killed").withAdmin();
                Buyer buyer = Buyer.withoutScripts()) {
            Shop shop =
                    Shop.at(tomcat, "alipay", TestEnvironment.GBK, tomcat.base().resolve("log/log.txt"));
            tomcat.deploy("alipay", Shop.settings(shop.url(), shop.charset(), alipay));
            tomcat.start();
            HtmlPage alipayto = buyer.order(shop, Purchase.of(Product.PURE_ESCROW));
            String out_trade_no = Buyer.form(alipayto, "alipaysubmit")
                    .getInputByName("out_trade_no")
                    .getValue();
            buyer.pay(buyer.proceed(alipayto), Product.PURE_ESCROW, Purchase.of(Product.PURE_ESCROW));
            assertThat(alipay.deliveries(out_trade_no))
                    .isNotEmpty()
                    .allSatisfy(delivery ->
                            assertThat(Shop.text(delivery, "answer")).isEqualTo("success"));

            tomcat.kill();
            tomcat.start();
            assertThat(Shop.text(shop.order(out_trade_no).orElseThrow(), "trade_status"))
                    .isEqualTo("WAIT_SELLER_SEND_GOODS");

            tomcat.stop();
            assertThat(tomcat.console().lines().filter(line -> line.contains("Illegal access")))
                    .as("the application closes its database, not H2 by itself while its classes are being taken away")
                    .isEmpty();
            tomcat.start();
            assertThat(shop.times("PAID", out_trade_no)).isEqualTo(1);
        }
    }

    /** Not in the log, not in the database, not in a compiled page. */
    private static void theKeyStandsInItsFileOnly(RealTomcat tomcat, Shop shop) throws IOException {
        assertThat(shop.log().lines()).isNotEmpty();
        for (Path file : Folders.walk(tomcat.base())) {
            if (Files.isRegularFile(file) && !file.endsWith("conf/alipay.properties")) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(Shop.KEY))
                        .as("the key stands in %s", file)
                        .isFalse();
            }
        }
    }
}
