package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands on the wire, byte by byte: Alipay compares the answer with a word, and a cookie or a blank line breaks it. */
@ExtendWith(TestEnvironments.class)
class WireIT {
    static Stream<Site> sites() {
        return Site.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aGenuineNotificationIsAnsweredSuccessAndNothingElse(Site site) throws IOException, InterruptedException {
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            PlacedOrder.at(site).payAndRecord(recorder, "instant");
            RawForm genuine = recorder.await("TRADE_FINISHED");

            HttpResponse<byte[]> answer = Http.post(site.shop().page("notify_url.jsp"), genuine);

            isExactly(answer, "success", 7);
        }
    }

    /** The site's charset is agreed between merchant and Alipay; what a header says about it does not matter. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void theHeadersMayNameAnyCharsetAndNoLength(Site site) throws IOException, InterruptedException {
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            PlacedOrder.at(site).payAndRecord(recorder, "instant");
            RawForm genuine = recorder.await("TRADE_FINISHED");
            String notify_url = site.shop().page("notify_url.jsp");
            String form = "application/x-www-form-urlencoded";

            for (String type : List.of(form + ";charset=UTF-8", form + "; charset=GBK", form + ";charset=ISO-8859-1")) {
                isExactly(Http.postInChunks(notify_url, type, genuine), "success", 7);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void anythingElseIsAnsweredFailAndNothingElse(Site site) throws IOException, InterruptedException {
        String notify_url = site.shop().page("notify_url.jsp");

        isExactly(Http.post(notify_url, RawForm.parse("trade_status=TRADE_FINISHED&notify_id=1&sign=0")), "fail", 4);
        isExactly(Http.post(notify_url, new RawForm(List.of())), "fail", 4);
        isExactly(Http.get(notify_url), "fail", 4);
        isExactly(Http.get(notify_url + "?trade_status=TRADE_FINISHED&notify_id=1&sign=0"), "fail", 4);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void nobodyGetsIntoAdminWithoutLoggingIn(Site site) throws IOException, InterruptedException {
        for (String path : List.of(
                "admin",
                "admin/",
                "admin/orders.jsp",
                "admin/nothing",
                "admin/api/orders",
                "admin/api/orders/1",
                "admin/api/notices",
                "admin/api/doctor",
                "admin/../admin/orders.jsp",
                "admin;a=b/orders.jsp",
                "admin/orders.jsp;a=b",
                "%61dmin/orders.jsp",
                "admin//orders.jsp")) {
            for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND")) {
                HttpResponse<byte[]> answer = Http.method(method, site.shop().page(path));
                assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                        .as("%s %s", method, path)
                        .startsWith("Basic");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void thePagesOfTheBuyerNeedNoLoginAndNoCookie(Site site) throws IOException, InterruptedException {
        for (String path : List.of("index.jsp", "return_url.jsp", "")) {
            HttpResponse<byte[]> answer = Http.get(site.shop().page(path));
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().map()).as(path).doesNotContainKey("set-cookie");
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(path)
                    .isEqualToIgnoringCase("text/html;charset=" + site.charset().name());
        }
    }

    /** A style sheet that does not say its charset is read in that of the page: its dash becomes two Chinese characters. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void theStyleSheetMeansTheSameOnEverySite(Site site) throws IOException, InterruptedException {
        HttpResponse<byte[]> sheet = Http.get(site.shop().page("css/pay.css"));
        String type = sheet.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        String text = new String(sheet.body(), StandardCharsets.UTF_8);
        boolean saysItsCharset = type.contains("charset=utf-8") || text.startsWith("@charset \"UTF-8\";");

        assertThat(sheet.statusCode()).isEqualTo(200);
        assertThat(saysItsCharset || text.chars().allMatch(character -> character < 128))
                .as("pay.css, served as %s, holds characters beyond ASCII and does not say its charset", type)
                .isTrue();
    }

    private static void isExactly(HttpResponse<byte[]> answer, String word, int length) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(length).isEqualTo(word.getBytes(StandardCharsets.US_ASCII));
        assertThat(answer.headers().firstValue("Content-Length")).hasValue(String.valueOf(length));
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "location", "transfer-encoding");
    }
}
