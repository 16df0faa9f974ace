package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An operator acts on the admin pages behind a reverse proxy; a page of somebody else's cannot. */
class ReverseProxyIT {
    private static final String CONTEXT = "/alipay";

    private static LocalAlipay alipay;
    private static RealTomcat tomcat;
    private static String out_trade_no;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        alipay = LocalAlipay.start("alipay-behind-proxies");
        tomcat = RealTomcat.prepare(TomcatVersion.TOMCAT_10, "behind-proxies")
                .withAdmin()
                .deploy("alipay", Shop.settings("http://shop.example.com/alipay", StandardCharsets.UTF_8, alipay));
        tomcat.start();
        out_trade_no = new Shop("http://127.0.0.1:" + tomcat.port() + CONTEXT, StandardCharsets.UTF_8, null)
                .place(LocalAlipay.DUAL);
    }

    @AfterAll
    static void stop() {
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
