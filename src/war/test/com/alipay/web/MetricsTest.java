package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code admin/metrics}, as a Prometheus reads it. */
class MetricsTest {
    private static final Pattern COMMENT =
            Pattern.compile("# (HELP [a-z_]+ .+|TYPE [a-z_]+ (counter|gauge|histogram))");
    private static final Pattern SAMPLE =
            Pattern.compile("([a-z_]+(?:\\{[a-z_]+=\"[^\"]*\"(?:,[a-z_]+=\"[^\"]*\")*\\})?) ([0-9.E+-]+)");

    @TempDir
    Path folder;

    private HttpServer gateway;
    private MerchantServer server;

    @BeforeEach
    void start() throws Exception {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            byte[] answer = exchange.getRequestURI().getQuery().contains("notify_id=known")
                    ? "true".getBytes(StandardCharsets.US_ASCII)
                    : "false".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        gateway.start();
        Map<String, String> settings = MerchantServer.settings(folder);
        settings.put(
                "verify_gateway", "http://localhost:" + gateway.getAddress().getPort() + "/");
        server = MerchantServer.start(folder, settings);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        gateway.stop(0);
    }

    @Test
    void everyMessageIsCounted() throws Exception {
        assertThat(values(metrics("admin:admin")))
                .as("an alert on an increase needs the value before the first message")
                .containsEntry(messages("Genuine", "failed"), 0.0)
                .containsEntry(messages("SignatureDiffers", "refused"), 0.0);
        assertThat(notify("known1", MerchantServer.KEY)).isEqualTo("success");
        assertThat(notify("known1", MerchantServer.KEY)).isEqualTo("success");
        assertThat(notify("unknown", MerchantServer.KEY)).isEqualTo("fail");
        assertThat(notify("forged", "another")).isEqualTo("fail");

        assertThat(values(metrics("admin:admin")))
                .containsEntry(messages("Genuine", "held"), 2.0)
                .containsEntry(messages("NotConfirmed", "refused"), 1.0)
                .containsEntry(messages("SignatureDiffers", "refused"), 1.0)
                .containsEntry("alipay_page_seconds_count{page=\"notify_url\"}", 4.0)
                .containsEntry("alipay_page_seconds_bucket{page=\"notify_url\",le=\"+Inf\"}", 4.0)
                .containsEntry("alipay_listener_failures_total", 0.0)
                .containsEntry("alipay_database_up", 1.0)
                .containsEntry("alipay_held_messages", 1.0)
                .containsEntry("alipay_orders_to_ship", 0.0)
                .containsEntry("alipay_pool_connections{state=\"waiting\"}", 0.0)
                .containsKey("alipay_pool_connections{state=\"limit\"}");
    }

    @Test
    void theMonitoringLogsIn() throws Exception {
        assertThat(metrics("").statusCode()).isEqualTo(401);
        assertThat(metrics("admin:wrong").statusCode()).isEqualTo(401);
        assertThat(metrics("monitor:reads-numbers").statusCode()).isEqualTo(200);
        assertThat(server.send(server.request("admin/", "monitor:reads-numbers"))
                        .statusCode())
                .isEqualTo(403);
    }

    private static String messages(String verification, String outcome) {
        return "alipay_messages_total{outcome=\"" + outcome + "\",source=\"notify_url\",verification=\"" + verification
                + "\"}";
    }

    private HttpResponse<String> metrics(String login) throws IOException, InterruptedException {
        return server.send(server.request("admin/metrics", login));
    }

    /** Returns every sample by its name; each line has to be one of the format's. */
    private static Map<String, Double> values(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .matches("text/plain; ?version=0\\.0\\.4; ?charset=utf-8");
        Map<String, Double> values = new HashMap<>();
        for (String line : answer.body().split("\n")) {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                assertThat(values.put(sample.group(1), Double.valueOf(sample.group(2))))
                        .as(line)
                        .isNull();
            } else {
                assertThat(line).matches(COMMENT);
            }
        }
        return values;
    }

    private String notify(String id, String key) throws IOException, InterruptedException {
        Map<String, String> params = new TreeMap<>(Map.of(
                "notify_id", id,
                "notify_type", "trade_status_sync",
                "out_trade_no", "n1",
                "seller_email", "seller@example.com",
                "total_fee", "0.01",
                "trade_no", "2026120100001",
                "trade_status", "WAIT_SELLER_SEND_GOODS"));
        String text = params.entrySet().stream()
                .map(param -> param.getKey() + "=" + param.getValue())
                .collect(Collectors.joining("&"));
        params.put("sign", DigestUtils.md5Hex(text + key));
        params.put("sign_type", "MD5");
        String body = params.entrySet().stream()
                .map(param -> param.getKey() + "=" + URLEncoder.encode(param.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return server.send(server.request("notify_url.jsp")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)))
                .body();
    }
}
