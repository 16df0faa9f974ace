package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An operator acts on the admin pages behind a reverse proxy; a page of somebody else's cannot. */
class ReverseProxyIT {
    private static final String CONTEXT = "/alipay";
    private static final String WHY = "已与买家核对";

    private static LocalAlipay alipay;
    private static RealTomcat tomcat;
    private static Shop shop;
    private static String out_trade_no;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException, InterruptedException, SQLException {
        alipay = LocalAlipay.start("alipay-behind-proxies");
        tomcat = RealTomcat.prepare(TomcatVersion.TOMCAT_10, "behind-proxies").withAdmin();
        Map<String, String> settings = Shop.settings("http://shop.example.com/alipay", StandardCharsets.UTF_8, alipay);
        settings.put("order_listener", CommittingListener.class.getName());
        tomcat.deploy("alipay", settings).addClass("alipay", CommittingListener.class);
        try (Connection database =
                DriverManager.getConnection("jdbc:h2:file:" + tomcat.base().resolve("alipay-data/alipay/orders"))) {
            database.createStatement().execute("create table gift (number varchar(64))");
        }
        tomcat.start();
        shop = new Shop("http://127.0.0.1:" + tomcat.port() + CONTEXT, StandardCharsets.UTF_8, null);
        out_trade_no = shop.place(LocalAlipay.DUAL);
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (tomcat != null) {
            tomcat.close();
        }
        if (alipay != null) {
            alipay.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOperatorActs(ReverseProxy.Kind kind) throws IOException, InterruptedException {
        assumeTrue(kind.isInstalled(), kind + " is not installed");
        try (ReverseProxy proxy = ReverseProxy.start(kind, tomcat.port())) {
            Operator operator = operator(proxy);
            Map<String, String> browser = new HashMap<>(operator.ownPage());

            HttpResponse<byte[]> answer = operator.act(mark(operator), browser);
            assertThat(answer.statusCode()).as("over TLS").isEqualTo(409);
            assertThat(text(answer)).contains("没有选择交易状态").doesNotContain("不是从本站的页面发出的");

            browser.remove("Sec-Fetch-Site");
            answer = operator.act(mark(operator), browser);
            boolean hostGetsLost = kind != ReverseProxy.Kind.NGINX_DEBIAN && kind != ReverseProxy.Kind.APACHE_HOST;
            if (hostGetsLost) {
                assertThat(answer.statusCode()).as("without TLS").isEqualTo(403);
                assertThat(text(answer))
                        .contains(
                                "浏览器打开的是 " + proxy.url().replace("http://", ""),
                                "proxy_set_header Host $http_host;",
                                "ProxyPreserveHost On");
            } else {
                assertThat(answer.statusCode()).as("without TLS").isEqualTo(409);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void somebodyElsesPageDoesNotAct(ReverseProxy.Kind kind) throws IOException, InterruptedException {
        assumeTrue(kind.isInstalled(), kind + " is not installed");
        try (ReverseProxy proxy = ReverseProxy.start(kind, tomcat.port())) {
            Operator operator = operator(proxy);
            for (Map<String, String> browser : List.of(
                    Map.of("Origin", proxy.url(), "Sec-Fetch-Site", "cross-site"),
                    Map.of("Origin", proxy.url(), "Sec-Fetch-Site", "same-site"),
                    Map.of("Origin", "http://evil.example"),
                    Map.of("Origin", "null"),
                    Map.<String, String>of())) {
                assertThat(operator.act(mark(operator), browser).statusCode())
                        .as(browser.toString())
                        .isEqualTo(403);
            }
            assertThat(operator.act(mark(operator), Map.of("Origin", "http://shop.example.com"))
                            .statusCode())
                    .as("the site by the name that its notify_url has")
                    .isEqualTo(409);
        }
    }

    /** Each action once, by the buttons of the pages. */
    @ParameterizedTest
    @EnumSource
    void everyActionInARealBrowser(ReverseProxy.Kind kind) throws IOException, InterruptedException {
        assumeTrue(kind.isInstalled(), kind + " is not installed");
        String shipped = paid();
        String closed = paid();
        shop.notify(LocalAlipay.payRequest(LocalAlipay.DUAL, out_trade_no, shop.charset())
                .with("notify_id", kind.name())
                .with("sign", "0".repeat(32)));
        try (ReverseProxy proxy = ReverseProxy.start(kind, tomcat.port())) {
            String page = "order.jsp?out_trade_no=" + shipped;
            open(proxy, page);
            chromium.type("#checked", WHY);
            click("#reset_calls", page, "body:not(:has(#unfinished)) #history");
            chromium.follow("section.held a");
            chromium.type("#why", WHY);
            click("#replay", "notice.jsp?id=", "#notice");
            chromium.follow("#about");
            chromium.type("#checked", WHY);
            click("#confirm_calls", page, "body:not(:has(#unfinished)) #history");
            chromium.type("section.held [name=reason]", WHY);
            click("section.held [value=release]", page, "#ship");
            chromium.type("#logistics_name", "顺丰速运");
            chromium.type("#invoice_no", "10086");
            click("#send_goods", page, "#history");
            alipay.settle();
            click("#ask", page, "body:not(:has(#ship)) #repair");

            page = "order.jsp?out_trade_no=" + closed;
            open(proxy, page);
            chromium.type("section.held [name=reason]", WHY);
            click("section.held [value=dismiss]", page, "body:not(:has(section.held)) #history .decided");
            chromium.element("#mark_to [value=TRADE_CLOSED]").click();
            chromium.type("#reason", WHY);
            click("#mark", page, "#closed_at:not(:empty)");
            assertThat(chromium.element("#history").getText()).contains("操作人 admin · 原因：" + WHY);

            open(proxy, "notices.jsp?kind=strangers");
            chromium.follow("#notices a");
            click("#examine", "notice.jsp?stranger=", "#causes");

            open(proxy, "reconcile.jsp");
            chromium.type("#since", now());
            click("#start", "reconcile.jsp", "#run");
            operator(proxy).awaitReconciled();
        }
    }

    /** An order that Alipay said is paid; the shop's code broke off, so the message waits for a person. */
    private static String paid() throws IOException, InterruptedException {
        String number = shop.place(LocalAlipay.DUAL);
        alipay.accept(LocalAlipay.payRequest(LocalAlipay.DUAL, number, shop.charset())
                .with("notify_url", PlacedOrder.escaped(shop.page("notify_url.jsp")))
                .signed(shop.charset(), Shop.KEY));
        alipay.pay(number, "escrow");
        alipay.settle();
        return number;
    }

    private static void open(ReverseProxy proxy, String page) throws IOException {
        chromium.open(proxy.url().replace("http://", "http://admin:admin@") + CONTEXT + "/admin/" + page);
    }

    /** Performs an action, which leads to that page; a refusal stands at the address of the form. */
    private static void click(String button, String page, String seen) {
        chromium.follow(button);
        assertThat(chromium.url()).as(chromium::text).contains("/admin/" + page);
        chromium.element(seen);
    }

    /** This minute, as the operator of a shop in China writes it. */
    private static String now() {
        return LocalDateTime.now(ZoneId.of("Asia/Shanghai"))
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT));
    }

    private static Operator operator(ReverseProxy proxy) {
        return new Operator(new Shop(proxy.url() + CONTEXT, StandardCharsets.UTF_8, null));
    }

    /** Without a status to mark the order with: the refusal comes from behind every check. */
    private static Map<String, String> mark(Operator operator) throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("action", "mark");
        fields.put("out_trade_no", out_trade_no);
        fields.put("token", operator.token("admin/order.jsp?out_trade_no=" + out_trade_no));
        return fields;
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
