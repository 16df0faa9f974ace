package com.alipay.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.web.MerchantServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first page of the admin pages. */
class TodayPageTest {
    @TempDir
    Path folder;

    @Test
    void aNewShopHasNothingToDo() throws IOException, InterruptedException, LifecycleException {
        try (MerchantServer server = MerchantServer.start(folder, MerchantServer.settings(folder))) {
            HttpResponse<String> answer = server.send(server.request("admin/", "admin:admin"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains(
                            "<h1>今天</h1>",
                            "id=\"held\" href=\"notices.jsp?outcome=HELD\"><b>0</b>",
                            "id=\"to_ship\" href=\"orders.jsp?trade_status=WAIT_SELLER_SEND_GOODS\"><b>0</b>",
                            "还没有收到过支付宝的通知",
                            "<a href=\"index.jsp\" aria-current=\"page\">今天</a>",
                            "<svg",
                            "http-equiv=\"refresh\"")
                    .doesNotContain("class=\"urgent\"", "style=", "<script");
            assertThat(server.send(server.request("admin/orders.jsp", "admin:admin"))
                            .body())
                    .contains("<a href=\"orders.jsp\" aria-current=\"page\">订单</a>");
            assertThat(server.send(server.request("admin/test.jsp", "admin:admin"))
                            .body())
                    .contains(
                            "<a href=\"test.jsp\" aria-current=\"page\">测试</a>",
                            "<strong>下一步：</strong>打开 index.jsp 或者自己的下单页面，下一笔 0.01 元的订单。",
                            "<tr id=\"placed\">");
            assertThat(server.send(server.request("admin/doctor.jsp", "admin:admin"))
                            .body())
                    .contains("<ol id=\"progress\"", "<li>配置文件：", "id=\"summary\"", "<table id=\"passed\"");
        }
    }
}
