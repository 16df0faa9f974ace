package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told when the application has not started. */
class StartedTest {
    private static final String[] PAGES = {
        "admin/",
        "admin/orders.jsp",
        "admin/order.jsp?out_trade_no=1",
        "admin/notices.jsp",
        "admin/notice.jsp?id=1",
        "admin/notice.jsp?stranger=1",
        "admin/doctor.jsp",
        "admin/test.jsp",
        "admin/errors.jsp",
        "admin/reconcile.jsp",
        "admin/act",
        "admin/api/reconcile",
        "admin/api/orders",
        "admin/api/notices",
        "admin/api/doctor"
    };

    @TempDir
    Path folder;

    /** The container's entry of that name is no data source; whatever the cause, the pages say that there is one, and where. */
    @Test
    void everyAdminPageSaysThatTheStartFailed() throws IOException, InterruptedException, LifecycleException {
        Map<String, String> settings = MerchantServer.settings(folder);
        settings.remove("db.url");
        try (MerchantServer server = MerchantServer.start(
                folder,
                settings,
                "</web-app>",
                "<env-entry><env-entry-name>jdbc/alipay</env-entry-name>"
                        + "<env-entry-type>java.lang.String</env-entry-type>"
                        + "<env-entry-value>no data source</env-entry-value></env-entry></web-app>")) {
            for (String page : PAGES) {
                HttpResponse<String> answer = server.send(server.request(page, "admin:admin"));
                assertThat(answer.statusCode()).as(page).isEqualTo(503);
                assertThat(answer.body()).as(page).contains("ClassCastException", "log");
            }
            assertThat(server.send(server.request("index.jsp")).statusCode()).isEqualTo(200);
            assertThat(server.send(server.request("notify_url.jsp")).body()).isEqualTo("fail");
        }
    }

    @Test
    void everyAdminPageSaysThatTheListenerIsMissing() throws IOException, InterruptedException, LifecycleException {
        try (MerchantServer server = MerchantServer.start(
                folder,
                MerchantServer.settings(folder),
                "<listener>\n    <listener-class>com.alipay.web.ApplicationInitializer</listener-class>\n  </listener>",
                "")) {
            for (String page : PAGES) {
                HttpResponse<String> answer = server.send(server.request(page, "admin:admin"));
                assertThat(answer.statusCode()).as(page).isEqualTo(503);
                assertThat(answer.body())
                        .as(page)
                        .contains("com.alipay.web.ApplicationInitializer")
                        .doesNotContain("NullPointer");
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith(page.startsWith("admin/api") ? "application/json" : "text/html");
            }
            assertThat(server.send(server.request("index.jsp")).statusCode()).isEqualTo(200);
            assertThat(server.send(server.request("notify_url.jsp")).body()).isEqualTo("fail");
        }
    }

    @Test
    void aPageThatFailsForWantOfADatabaseHasTheHeadersToo()
            throws IOException, InterruptedException, LifecycleException {
        Map<String, String> settings = MerchantServer.settings(folder);
        settings.put("db.url", "jdbc:h2:tcp://localhost:9/orders");
        try (MerchantServer server = MerchantServer.start(folder, settings)) {
            HttpResponse<String> broken = server.send(server.request("admin/orders.jsp", "admin:admin"));

            assertThat(broken.statusCode()).isEqualTo(500);
            assertThat(broken.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(broken.headers().allValues("X-Frame-Options")).containsExactly("DENY");
            assertThat(broken.headers().allValues("Content-Security-Policy")).hasSize(1);
            assertThat(broken.headers().allValues("Cache-Control")).containsExactly("no-store");
        }
    }
}
