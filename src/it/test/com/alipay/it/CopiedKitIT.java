package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.readme.Jars;
import com.alipay.readme.Readme;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;

/**
 * Shops that took what integrate.md says may be taken, and nothing else: one keeps its own orders over the copied kit, one over the
 * installed artifacts, one has our order service and a listener of its own. Lists, statements, sources and settings come from the
 * document itself.
 */
class CopiedKitIT {
    private static final int ROUNDS = Boolean.getBoolean("soak") ? 200 : 5;
    private static final String SUCCESS = HexFormat.of().formatHex("success".getBytes(StandardCharsets.US_ASCII));

    private static final Pattern ARTIFACT =
            Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");

    /** What the document says to leave out when depending instead of copying. */
    private static final Set<String> IN_ARTIFACTS = Set.of(
            "src/kit", "src/orders/java/com/alipay/orders/rules", "src/orders/resources/com/alipay/orders/rules");

    private final Readme readme;

    CopiedKitIT() throws IOException {
        readme = Readme.integrate();
    }

    @Test
    void aShopWithTheBareKitAndItsOwnOrdersIsPaidReturnedToAndNotified() throws Exception {
        theShopIsPaidReturnedToAndNotified(TomcatVersion.TOMCAT_11, "copied-bare", List.of());
    }

    /** The artifacts as {@code mvn install} installs them, and the pages. */
    @Test
    void aShopThatDependsOnTheArtifactsAndCopiesThePagesIsPaidReturnedToAndNotified() throws Exception {
        theShopIsPaidReturnedToAndNotified(TomcatVersion.TOMCAT_10, "dependent-bare", artifacts());
    }

    private List<Path> artifacts() {
        return ARTIFACT.matcher(readme.block("dependencies: bare kit"))
                .results()
                .map(artifact ->
                        Path.of("target", artifact.group(1), artifact.group(1) + "-" + artifact.group(2) + ".jar"))
                .toList();
    }

    private void theShopIsPaidReturnedToAndNotified(TomcatVersion version, String name, List<Path> artifacts)
            throws Exception {
        RealTomcat tomcat = RealTomcat.prepare(version, name).withAdmin();
        Path folder = tomcat.base().resolve("shop");
        String database = "jdbc:h2:file:" + folder.resolve("orders");
        try (Connection shops = DriverManager.getConnection(database, "shop", "")) {
            shops.createStatement().execute(readme.block("sql: bare kit"));
        }
        List<String> numbers = new ArrayList<>();
        try (tomcat;
                LocalAlipay alipay = LocalAlipay.start("alipay-of-" + name)) {
            bareKit(ForeignWebapp.on(tomcat, "teashop"), folder, artifacts);
            Shop shop = shop(tomcat, "teashop", TestEnvironment.GBK, alipay, Map.of());
            tomcat.start();

            for (Product product : Product.values()) {
                HtmlPage back = buy(shop, product);

                assertThat(back.getElementById("result").asNormalizedText()).contains("验证成功");
                assertThat(back.getElementById("subject").asNormalizedText())
                        .isEqualTo(Purchase.of(product).subject());
                assertThat(back.getElementById("stored_status").asNormalizedText())
                        .as("what the shop's own orders says")
                        .isEqualTo(product.isEscrow() ? "买家已付款，等待卖家发货" : "交易完成");
                everyDeliveryIsAcknowledged(alipay, back);
                numbers.add(back.getElementById("out_trade_no").asNormalizedText());
            }
            whatIsHeldIsShown(tomcat, shop, alipay);
        }
        assertThat(rows(database, "shop", "select out_trade_no from shop_delivery"))
                .containsExactlyInAnyOrderElementsOf(numbers);
        assertThat(rows(database, "shop", "select distinct out_trade_no from shop_message where effect = 'HELD'"))
                .containsExactly("NOBODYS1");
    }

    /** A payment for an order that the shop does not have. */
    private static void whatIsHeldIsShown(RealTomcat tomcat, Shop shop, LocalAlipay alipay)
            throws IOException, InterruptedException {
        alipay.accept(LocalAlipay.payRequest(LocalAlipay.DUAL, "NOBODYS1", shop.charset())
                .with("notify_url", escaped(shop.page("notify_url.jsp")))
                .with("return_url", escaped(shop.page("return_url.jsp")))
                .signed(shop.charset(), Shop.KEY));
        alipay.pay("NOBODYS1", "instant");
        alipay.settle();
        assertThat(alipay.deliveries("NOBODYS1"))
                .isNotEmpty()
                .allSatisfy(delivery ->
                        assertThat(Shop.text(delivery, "answer_hex")).isEqualTo(SUCCESS));

        String page = shop.page("admin/held.jsp");
        assertThat(Http.get(page).statusCode()).as("without log-in").isEqualTo(401);
        assertThat(new String(Http.getAsAdmin(page).body(), shop.charset()))
                .contains("NOBODYS1", "本站没有这个订单号", "trade_status=TRADE_FINISHED");
        assertThat(tomcat.console())
                .as("the log, with the back end that the document names")
                .contains("HELD: no order of this number");
    }

    @Test
    void aShopWithTheOrderBookTopsUpOnceThoughReturnAndNotificationComeTogether() throws Exception {
        RealTomcat tomcat = RealTomcat.prepare(TomcatVersion.TOMCAT_10, "copied-orders");
        String database = "jdbc:h2:file:" + tomcat.base().resolve("alipay-data/recharge/orders");
        List<String> numbers = new ArrayList<>();
        try (Connection shops = DriverManager.getConnection(database)) {
            // No unique key: a second row shall be seen, not refused.
            shops.createStatement().execute("create table top_up (order_no varchar(64), yuan decimal(12, 2))");
        }
        try (tomcat;
                LocalAlipay alipay = LocalAlipay.start("alipay-of-copied-orders")) {
            orderService(ForeignWebapp.on(tomcat, "recharge"));
            Shop shop = shop(
                    tomcat, "recharge", StandardCharsets.UTF_8, alipay, Map.of("order_listener", "shop.TopUpListener"));
            tomcat.start();

            HtmlPage back = buy(shop, Product.PURE_ESCROW);
            assertThat(back.getElementById("result").asNormalizedText()).contains("验证成功");
            everyDeliveryIsAcknowledged(alipay, back);
            numbers.add(back.getElementById("out_trade_no").asNormalizedText());
            for (int round = 0; round < ROUNDS; round++) {
                numbers.add(payWithReturnAndNotificationAtOnce(shop, alipay));
            }
        }
        assertThat(rows(database, "", "select order_no from top_up where yuan = 0.01"))
                .as("each number once: a second row is money given away, a missing one a customer who paid for nothing")
                .containsExactlyInAnyOrderElementsOf(numbers);
    }

    private void bareKit(ForeignWebapp webapp, Path folder, List<Path> artifacts) throws IOException {
        List<Path> toCompile = new ArrayList<>(artifacts);
        toCompile.addAll(Jars.named(readme.list("jars: bare kit, to compile")));
        webapp.copy(readme.list("copy: bare kit").stream()
                .filter(path -> artifacts.isEmpty() || !IN_ARTIFACTS.contains(path))
                .toList());
        webapp.webXml(readme.block("web.xml: bare kit"));
        webapp.file(
                "META-INF/context.xml", readme.block("context.xml: bare kit").replace("/srv/shop", folder.toString()));
        webapp.file("admin/held.jsp", readme.block("page: admin/held.jsp"));
        for (String page : List.of("alipayto.jsp", "return_url.jsp", "notify_url.jsp")) {
            webapp.replaceTheStatement(page, readme.block("replace: " + page));
        }
        webapp.source("shop/ShopOrders.java", readme.block("source: shop/ShopOrders.java"));
        webapp.compile(toCompile);
        webapp.lib(toCompile.stream().filter(jar -> !isOfTheContainer(jar)).toList());
        webapp.lib(Jars.named(readme.list("jars: bare kit, for the pages")));
    }

    private void orderService(ForeignWebapp webapp) throws IOException {
        webapp.copy(readme.list("copy: with our order service"));
        webapp.source("shop/TopUpListener.java", readme.block("source: shop/TopUpListener.java"));
        List<Path> withWhatTheyDependOn = jarsOfTheWar();
        List<Path> toCompile = new ArrayList<>(withWhatTheyDependOn);
        toCompile.addAll(Jars.named(readme.list("jars: bare kit, to compile")).stream()
                .filter(CopiedKitIT::isOfTheContainer)
                .toList());
        webapp.compile(toCompile);
        webapp.lib(withWhatTheyDependOn);
        assertThat(withWhatTheyDependOn)
                .extracting(Path::getFileName)
                .containsAll(Jars.named(readme.list("jars: with our order service")).stream()
                        .map(Path::getFileName)
                        .toList());
    }

    /** Maven has resolved for the WAR what the named jars depend on. The drivers of other databases are not wanted. */
    private List<Path> jarsOfTheWar() throws IOException {
        Path unpacked = Folders.fresh(Build.folder("copied-orders-war"));
        Folders.unzip(Build.war(), unpacked);
        List<Path> otherDatabases = Stream.of("jars: PostgreSQL", "jars: MariaDB")
                .flatMap(list -> Jars.named(readme.list(list)).stream())
                .map(Path::getFileName)
                .toList();
        try (Stream<Path> jars = Files.list(unpacked.resolve("WEB-INF/lib"))) {
            return jars.filter(jar -> !otherDatabases.contains(jar.getFileName()))
                    .toList();
        }
    }

    private static boolean isOfTheContainer(Path jar) {
        return jar.getFileName().toString().startsWith("jakarta.servlet-api");
    }

    private static Shop shop(
            RealTomcat tomcat, String context, Charset charset, LocalAlipay alipay, Map<String, String> more)
            throws IOException {
        Path logs = tomcat.base().resolve("log").resolve(context);
        Map<String, String> settings = Shop.settings(tomcat.url(context), charset, alipay);
        settings.put("log_path", logs.toString());
        settings.putAll(more);
        tomcat.configure(context, settings);
        return Shop.at(tomcat, context, charset, logs.resolve("log.txt"));
    }

    private static HtmlPage buy(Shop shop, Product product) throws IOException {
        Purchase purchase = Purchase.of(product);
        try (Buyer buyer = Buyer.withoutScripts()) {
            HtmlPage cashier = buyer.proceed(buyer.order(shop, purchase));
            return buyer.goBack(buyer.pay(cashier, product, purchase));
        }
    }

    private static void everyDeliveryIsAcknowledged(LocalAlipay alipay, HtmlPage back)
            throws IOException, InterruptedException {
        String out_trade_no = back.getElementById("out_trade_no").asNormalizedText();
        assertThat(alipay.deliveries(out_trade_no))
                .isNotEmpty()
                .allSatisfy(delivery ->
                        assertThat(Shop.text(delivery, "answer_hex")).isEqualTo(SUCCESS));
    }

    /** Answers the order's number. */
    private static String payWithReturnAndNotificationAtOnce(Shop shop, LocalAlipay alipay) throws Exception {
        Purchase purchase = new Purchase(LocalAlipay.DUAL, LocalAlipay.SUBJECT, "0.01", "", "", "");
        String out_trade_no;
        try (Buyer buyer = Buyer.withoutScripts()) {
            out_trade_no = Buyer.form(buyer.order(shop, purchase), "alipaysubmit")
                    .getInputByName("out_trade_no")
                    .getValue();
        }
        ExecutorService two = Executors.newFixedThreadPool(2);
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            alipay.accept(LocalAlipay.payRequest(LocalAlipay.DUAL, out_trade_no, shop.charset())
                    .with("notify_url", escaped(recorder.url()))
                    .with("return_url", escaped(shop.page("return_url.jsp")))
                    .signed(shop.charset(), Shop.KEY));
            JsonObject paid = alipay.pay(out_trade_no, "instant");
            RawForm message = recorder.await("TRADE_FINISHED");
            CyclicBarrier together = new CyclicBarrier(2);
            Future<String> notified = two.submit(() -> {
                together.await();
                return shop.notify(message);
            });
            Future<HttpResponse<byte[]>> returned = two.submit(() -> {
                together.await();
                return Http.get(Shop.text(paid, "return_url"));
            });
            assertThat(notified.get()).isEqualTo("success");
            assertThat(new String(returned.get().body(), shop.charset())).contains("验证成功");
        } finally {
            two.shutdownNow();
        }
        return out_trade_no;
    }

    private static String escaped(String url) {
        return URLEncoder.encode(url, StandardCharsets.US_ASCII);
    }

    private static List<String> rows(String database, String user, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database, user, "");
                ResultSet row = connection.createStatement().executeQuery(query)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }
}
