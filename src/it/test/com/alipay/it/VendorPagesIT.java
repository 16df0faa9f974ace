package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pages as a merchant wrote them years ago to the calls of the vendor's 3.2 sample, saved in the charset of his site, over our
 * classes. They are in the vendor's manner but for one thing: nothing recodes a parameter.
 */
class VendorPagesIT {
    /** Fills in every parameter itself and calls AlipaySubmit.buildForm with an address that ends in a question mark. */
    private static final String BY_HAND = "by hand";

    private static final Map<TomcatVersion, RealTomcat> TOMCATS = new EnumMap<>(TomcatVersion.class);
    private static LocalAlipay alipay;

    /** Its name is the line of the test report. */
    private record Cell(TomcatVersion version, Charset charset) {
        Shop shop() {
            RealTomcat tomcat = TOMCATS.get(version);
            return Shop.at(
                    tomcat, context(charset), charset, logs(tomcat, charset).resolve("log.txt"));
        }

        @Override
        public String toString() {
            return version + " · " + charset.name();
        }
    }

    static Stream<Cell> cells() {
        return Arrays.stream(TomcatVersion.values())
                .flatMap(version -> Stream.of(TestEnvironment.GBK, StandardCharsets.UTF_8)
                        .map(charset -> new Cell(version, charset)));
    }

    @BeforeAll
    static void deployThePages() throws IOException, InterruptedException {
        alipay = LocalAlipay.start("alipay-of-vendor-pages");
        for (TomcatVersion version : TomcatVersion.values()) {
            RealTomcat tomcat = RealTomcat.prepare(version, "vendor-pages-" + version.folder());
            TOMCATS.put(version, tomcat);
            for (Charset charset : new Charset[] {TestEnvironment.GBK, StandardCharsets.UTF_8}) {
                Path root = tomcat.base().resolve("webapps").resolve(context(charset));
                Folders.unzip(Build.war(), root);
                savePages(root, charset);
                Map<String, String> settings = Shop.settings(tomcat.url(context(charset)), charset, alipay);
                settings.put("log_path", logs(tomcat, charset).toString());
                tomcat.configure(context(charset), settings);
            }
            tomcat.start();
        }
    }

    @AfterAll
    static void stop() {
        TOMCATS.values().forEach(RealTomcat::close);
        alipay.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void aBuyerPaysAndBothPagesVerify(Cell cell) throws IOException, InterruptedException {
        for (Product product : Product.values()) {
            pay(cell.shop(), product, product.service);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void aFormBuiltByHandPaysToo(Cell cell) throws IOException, InterruptedException {
        pay(cell.shop(), Product.DUAL_ESCROW, BY_HAND);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void theHelpersAnswerAsTheSampleSaysTheyDo(Cell cell) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = Http.get(cell.shop().page("helpers.jsp"));
        String page = new String(answer.body(), cell.charset());
        String mysign = md5("price=0.01&subject=龙井茶" + Shop.KEY, cell.charset());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(shown(page, "text")).isEqualTo("price=0.01&subject=龙井茶");
        assertThat(shown(page, "mysign")).isEqualTo(mysign);
        assertThat(shown(page, "md5")).isEqualTo(mysign);
        assertThat(shown(page, "number")).matches("20[0-9]{12}[0-9a-z]{12}");
        assertThat(shown(page, "time")).matches("20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}");
        assertThat(shown(page, "date")).matches("20[0-9]{6}");
        assertThat(shown(page, "three")).matches("[0-9]{3}");
        assertThat(cell.shop().log().lines()).anyMatch(line -> line.contains("helpers http "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void aForgedReturnIsNotVerified(Cell cell) throws IOException, InterruptedException {
        String forged = "?out_trade_no=1&trade_status=TRADE_FINISHED&total_fee=0.01&notify_id=1&sign=" + "0".repeat(32);

        String page =
                new String(Http.get(cell.shop().page("return_url.jsp") + forged).body(), cell.charset());

        assertThat(shown(page, "result")).isEqualTo("验证失败");
    }

    private static void pay(Shop shop, Product product, String service) throws IOException, InterruptedException {
        Purchase ordinary = Purchase.of(product);
        Purchase purchase = new Purchase(
                service,
                ordinary.subject(),
                ordinary.price(),
                ordinary.body(),
                ordinary.receiver(),
                ordinary.address());
        try (Buyer buyer = Buyer.withoutScripts()) {
            HtmlPage cashier = buyer.proceed(buyer.order(shop, purchase));
            HtmlPage back = buyer.goBack(buyer.pay(cashier, product, purchase));

            assertThat(back.getCharset()).isEqualTo(shop.charset());
            assertThat(text(back, "result")).isEqualTo("验证成功");
            assertThat(text(back, "subject")).isEqualTo(purchase.subject());
            assertThat(text(back, "receive_name")).isEqualTo(purchase.receiver());
            String out_trade_no = text(back, "out_trade_no");
            assertThat(alipay.deliveries(out_trade_no))
                    .isNotEmpty()
                    .allSatisfy(delivery ->
                            assertThat(Shop.text(delivery, "answer").strip()).isEqualTo("success"));
            String paid = product.isEscrow() ? "WAIT_SELLER_SEND_GOODS" : "TRADE_FINISHED";
            assertThat(shop.log().lines())
                    .as("the notification was verified, and its Chinese is right")
                    .anyMatch(line ->
                            line.contains("notify_url " + out_trade_no + " " + paid + " " + purchase.subject()));
        }
    }

    /** As the merchant's editor saved them: the site's charset in the directive and in the bytes. */
    private static void savePages(Path root, Charset charset) throws IOException {
        for (Path page : Folders.walk(Path.of("src/it/test-resources/vendor-pages"))) {
            if (Files.isRegularFile(page)) {
                String text = Files.readString(page, StandardCharsets.UTF_8)
                        .replace("@charset@", charset.name())
                        .replace("@gateway@", alipay.gateway());
                Files.writeString(root.resolve(page.getFileName().toString()), text, charset);
            }
        }
    }

    private static String context(Charset charset) {
        return "vendor-" + charset.name().toLowerCase(Locale.ROOT);
    }

    private static Path logs(RealTomcat tomcat, Charset charset) {
        return tomcat.base().resolve("log").resolve(context(charset));
    }

    private static String text(HtmlPage page, String id) {
        return page.getElementById(id).asNormalizedText();
    }

    private static String shown(String page, String id) {
        Matcher paragraph = Pattern.compile("<p id=\"" + id + "\">([^<]*)</p>").matcher(page);
        if (!paragraph.find()) {
            throw new AssertionError("no paragraph " + id + ":\n" + page);
        }
        return paragraph.group(1);
    }

    private static String md5(String text, Charset charset) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(charset)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
