package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator finds on the pages of the notification log, and what an unverified message cannot do there. */
@ExtendWith(TestEnvironments.class)
class NotificationPagesIT {
    private static final String SCRIPT = "<script>alert(1)</script>";

    static Stream<Site> sites() {
        return Site.all();
    }

    private static String page(Site site, String address) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = Http.getAsAdmin(site.shop().page("admin/" + address));
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return new String(answer.body(), site.charset());
    }

    private static JsonObject unverified(Site site, String trade_no) throws IOException, InterruptedException {
        return Shop.objects(site.shop()
                        .messages("?kind=strangers&trade_no=" + trade_no)
                        .getAsJsonArray("strangers"))
                .get(0);
    }

    private static String unique() {
        return "T" + System.nanoTime();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void everyMessageIsListedWithItsDeliveriesAndTheRepeatSaysSo(Site site) throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        RawForm message;
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            order.payAndRecord(recorder, "instant");
            message = recorder.await("TRADE_FINISHED");
        }
        assertThat(site.shop().notify(message)).isEqualTo("success");
        for (int i = 1; i <= 2; i++) {
            RawForm resend = message.with("notify_time", "2011-03-15+10%3A0" + i + "%3A00")
                    .signed(site.charset(), Shop.KEY);
            for (int times = 0; times < 2; times++) {
                assertThat(site.shop().notify(resend)).isEqualTo("success");
            }
        }
        List<JsonObject> deliveries = site.shop().notifications(order.out_trade_no());
        assertThat(deliveries)
                .extracting(notification -> Shop.text(notification, "outcome"))
                .containsExactly("REPEAT", "REPEAT", "ADVANCED");
        assertThat(deliveries)
                .extracting(notification -> Shop.text(notification, "reason_code"))
                .containsExactly("ID_APPLIED", "ID_APPLIED", "MOVED");
        assertThat(deliveries)
                .extracting(notification -> notification.get("deliveries").getAsInt())
                .containsExactly(2, 2, 1);
        assertThat(deliveries.get(0).keySet())
                .contains("first_received_at", "last_received_at", "last_outcome", "last_answer");
        assertThat(Shop.objects(order.stored().getAsJsonArray("notices")))
                .as("the order's JSON tells as much of a message as the notification log's")
                .hasSize(3)
                .allSatisfy(notification -> assertThat(notification.keySet())
                        .contains("reason", "reason_code", "verdict", "charset", "node", "remote_addr", "took_millis"));
        assertThat(deliveries).allSatisfy(notification -> {
            assertThat(Shop.text(notification, "verdict")).isEqualTo("Genuine");
            assertThat(Shop.text(notification, "answer")).isEqualTo("success");
            assertThat(Shop.text(notification, "charset"))
                    .isEqualTo(site.charset().name());
            assertThat(Shop.text(notification, "remote_addr")).isEqualTo("127.0.0.1");
            assertThat(Shop.text(notification, "node")).matches(".+:[0-9]+");
            assertThat(notification.get("took_millis").getAsLong()).isNotNegative();
        });
        String id = Shop.text(deliveries.get(0), "id");
        assertThat(page(site, "notice.jsp?id=" + id))
                .contains(
                        "重复（REPEAT）",
                        "共送到 2 次，最后一次 ",
                        "真实（Genuine）",
                        "127.0.0.1",
                        site.charset().name(),
                        LocalAlipay.SUBJECT);
        String notify_id = URLEncoder.encode(Shop.text(deliveries.get(0), "notify_id"), StandardCharsets.UTF_8);
        for (String filter : List.of("notify_id=" + notify_id, "out_trade_no=" + order.out_trade_no())) {
            String list = page(site, "notices.jsp?" + filter);
            assertThat(list.split("notice\\.jsp\\?id=", -1)).as(filter).hasSize(1 + 3);
            assertThat(page(site, "notices.jsp?outcome=REPEAT&" + filter).split("notice\\.jsp\\?id=", -1))
                    .hasSize(1 + 2);
            assertThat(page(site, "notices.jsp?outcome=HELD&verdict=Genuine&" + filter))
                    .contains("没有找到");
        }
        assertThat(page(site, "notices.jsp?until=2011-03-15&out_trade_no=" + order.out_trade_no()))
                .contains("没有找到");
        assertThat(page(site, "notices.jsp?from=2011-03-15T10:00&out_trade_no=" + order.out_trade_no()))
                .contains("notice.jsp?id=" + id);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aStrangersMessageIsShownHarmlessAndCannotBeUsed(Site site) throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        String trade_no = unique();
        RawForm forged = order.request()
                .with("out_trade_no", order.out_trade_no())
                .with("trade_no", trade_no)
                .with("trade_status", "TRADE_FINISHED")
                .with("body", URLEncoder.encode(SCRIPT + "\u0000\u0007", StandardCharsets.US_ASCII))
                .with("receive_name", "x".repeat(5_000))
                .with("notify_id", "1")
                .with("sign", "0123456789abcdef0123456789abcdef")
                .with("sign_type", "MD5");
        assertThat(site.shop().notify(forged)).isEqualTo("fail");

        JsonObject kept = unverified(site, trade_no);
        String id = Shop.text(kept, "id");
        assertThat(page(site, "notices.jsp?kind=strangers&trade_no=" + trade_no))
                .contains("签名不一致（SignatureDiffers）", "notice.jsp?stranger=" + id, "每分钟收到的条数");
        assertThat(page(site, "notice.jsp?stranger=" + id))
                .contains("不能证明来自支付宝", "&lt;script&gt;alert(1)&lt;/script&gt;[U+0000][U+0007]", "…[5000]")
                .contains("<dd>0123…</dd>")
                .doesNotContain(SCRIPT, "放行：", "重放：", "id=\"repair\"", Shop.KEY)
                .doesNotContain("0123456789abcdef0123456789abcdef")
                .doesNotContain(signature(forged, site));
        assertThat(order.status()).isEqualTo("WAIT_BUYER_PAY");
    }

    /** What the message's signature would have to be. */
    private static String signature(RawForm message, Site site) {
        return message.signed(site.charset(), Shop.KEY).params(site.charset()).get("sign");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void whatCannotBeReadIsKeptWithItsReason(Site site) throws IOException, InterruptedException {
        String twice = unique();
        assertThat(site.shop().notify(RawForm.parse("body=" + twice + "&body=%FF%FE&a=1&a=2")))
                .isEqualTo("fail");
        JsonObject newest = Shop.objects(site.shop()
                        .messages("?kind=strangers&verdict=Unreadable")
                        .getAsJsonArray("strangers"))
                .get(0);
        assertThat(Shop.text(newest, "reason")).contains("the bytes of body");
        assertThat(page(site, "notice.jsp?stranger=" + Shop.text(newest, "id")))
                .contains("读不出来（Unreadable）", "<dt>body</dt><dd>" + twice + "</dd>", "<dt>body</dt><dd>%FF%FE</dd>")
                .contains("<dt>a</dt><dd>1</dd>", "<dt>a</dt><dd>2</dd>");
        assertThat(site.shop().notify(RawForm.parse("a=" + "y".repeat(200_000))))
                .isEqualTo("fail");
        newest = Shop.objects(site.shop()
                        .messages("?kind=strangers&verdict=Unreadable")
                        .getAsJsonArray("strangers"))
                .get(0);
        assertThat(Shop.text(newest, "reason")).isEqualTo("unreadable: 200002 bytes, more than 65536");
        assertThat(page(site, "notice.jsp?stranger=" + Shop.text(newest, "id"))).contains("…[65534]");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aQuestionThatIsNotUnderstoodIsSaidSo(Site site) throws IOException, InterruptedException {
        for (String question : List.of("from=yesterday", "before=x", "until=2011-02-30")) {
            HttpResponse<byte[]> answer = Http.getAsAdmin(site.shop().page("admin/notices.jsp?" + question));
            assertThat(answer.statusCode()).as(question).isEqualTo(400);
            assertThat(new String(answer.body(), site.charset())).contains("role=\"alert\"");
            assertThat(Http.getAsAdmin(site.shop().page("admin/api/notices?" + question))
                            .statusCode())
                    .as(question)
                    .isEqualTo(400);
        }
        assertThat(Http.getAsAdmin(site.shop().page("admin/notice.jsp?stranger=999999999999"))
                        .statusCode())
                .isEqualTo(404);
    }
}
