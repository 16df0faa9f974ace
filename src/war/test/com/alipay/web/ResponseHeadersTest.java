package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.MerchantConfig;
import com.alipay.util.GatewayRequest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.LifecycleException;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers are told with every page and answer of the merchant's. */
class ResponseHeadersTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    static Path folder;

    private static MerchantServer server;

    @BeforeAll
    static void start() throws IOException, LifecycleException {
        server = MerchantServer.start(folder, MerchantServer.settings(folder));
    }

    @AfterAll
    static void stop() throws LifecycleException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  index.jsp, '', 200",
        "GET,  '', '', 200",
        "POST, alipayto.jsp, '', 400",
        "GET,  alipayto.jsp, '', 400",
        "GET,  return_url.jsp, '', 200",
        "GET,  return_url.jsp?a=1, '', 200",
        "GET,  notify_url.jsp, '', 200",
        "POST, notify_url.jsp, '', 200",
        "GET,  css/pay.css, '', 200",
        "GET,  images/pay.svg, '', 200",
        "GET,  nothing.jsp, '', 404",
        "GET,  nothing/here, '', 404",
        "GET,  WEB-INF/web.xml, '', 404",
        "PUT,  index.jsp, '', 405",
        "GET,  admin/, '', 401",
        "GET,  admin/orders.jsp, admin:wrong, 401",
        "GET,  admin/orders.jsp, admin:admin, 200",
        "GET,  admin/order.jsp?out_trade_no=1, admin:admin, 404",
        "GET,  admin/notices.jsp, admin:admin, 200",
        "GET,  admin/notice.jsp?id=1, admin:admin, 404",
        "GET,  admin/errors.jsp, admin:admin, 200",
        "GET,  admin/reconcile.jsp, admin:admin, 200",
        "GET,  admin/api/orders, '', 401",
        "GET,  admin/api/orders, admin:admin, 200",
        "GET,  admin/api/orders?from=x, admin:admin, 400",
        "GET,  admin/api/orders/1, admin:admin, 404",
        "GET,  admin/api/notices, admin:admin, 200",
        "GET,  admin/api/doctor, admin:admin, 200",
        "GET,  admin/api/nothing, admin:admin, 404",
        "GET,  admin/api/reconcile, '', 401",
        "GET,  admin/api/reconcile, admin:admin, 200",
        "POST, admin/api/reconcile, '', 401",
        "POST, admin/api/reconcile, admin:admin, 403",
        "POST, admin/api/orders, admin:admin, 405",
        "POST, admin/act, admin:admin, 403",
        "GET,  admin/act, admin:admin, 405",
    })
    void everyAnswerHasThem(String method, String path, String login, int status)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = server.send(server.request(path, login)
                .header("Content-Type", FORM)
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("a=1")));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "*");
        if (path.startsWith("admin")) {
            assertThat(answer.headers().allValues("Cache-Control"))
                    .singleElement()
                    .asString()
                    .contains("no-store");
        }
        assertThat(answer.body())
                .doesNotContain("<style", " style=", "<script>")
                .doesNotContainPattern("\\son[a-z]+=\"");
    }

    /** The one script of the kit, which sends the browser to the cashier. */
    @Test
    void thePolicyAllowsTheScriptThatSendsTheForm() throws IOException {
        MerchantConfig merchant = MerchantConfig.of(MerchantServer.settings(folder));
        Matcher script = Pattern.compile("(?s)<script>(.*?)</script>")
                .matcher(GatewayRequest.sign(Map.of("service", "trade_create_by_buyer"), merchant.gateway(), merchant)
                        .form("post", "pay"));
        assertThat(script.find()).isTrue();
        String hash = Base64.getEncoder().encodeToString(DigestUtils.sha256(script.group(1)));

        assertThat(Files.readString(Path.of("webapp/WEB-INF/web.xml"), StandardCharsets.UTF_8))
                .contains("script-src 'sha256-" + hash + "'");
    }
}
