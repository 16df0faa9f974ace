package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The second door of alipayto.jsp, for a shop with an order flow of its own, and pages under other names. */
@ExtendWith(TestEnvironments.class)
class OwnOrderIT {
    /** The shop's order page; its parameter {@code stored} stands for the price in the shop's database. */
    private static final String ORDER_PAGE = """
            <%%@ page pageEncoding="UTF-8" session="false" %%>
            <%%
                request.setAttribute("out_trade_no", request.getParameter("number"));
                request.setAttribute("subject", "%s");
                request.setAttribute("price", request.getParameter("stored"));
                request.setAttribute("logistics_type", "EXPRESS");
                request.setAttribute("logistics_fee", "0.00");
                request.setAttribute("logistics_payment", "SELLER_PAY");
                request.getRequestDispatcher("alipayto.jsp").forward(request, response);
            %%>
            """.formatted(LocalAlipay.SUBJECT);

    static Stream<Site> sites() {
        return Site.all();
    }

    private static Path webapp(Site site) throws IOException, InterruptedException {
        String context = site.charset().equals(TestEnvironment.GBK) ? "gbk" : "utf8";
        return site.environment().tomcat().base().resolve("webapps").resolve(context);
    }

    private static HttpResponse<byte[]> pay(Site site, String number, String stored, String more)
            throws IOException, InterruptedException {
        Files.writeString(webapp(site).resolve("own-order.jsp"), ORDER_PAGE, StandardCharsets.UTF_8);
        return Http.get(site.shop().page("own-order.jsp?number=" + number + "&stored=" + stored + more));
    }

    private static String html(Site site, HttpResponse<byte[]> answer) {
        return new String(answer.body(), site.charset());
    }

    private static String newNumber() {
        return "SHOP" + UUID.randomUUID();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void theOrderComesFromTheShopAndNoBrowserValueOverridesIt(Site site) throws IOException, InterruptedException {
        String number = newNumber();
        HttpResponse<byte[]> answer = pay(site, number, "0.01", "&price=0.02&out_trade_no=X&subject=cheap");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(html(site, answer))
                .contains("name=\"price\" value=\"0.01\"")
                .contains("name=\"out_trade_no\" value=\"" + number + "\"")
                .doesNotContain("cheap");
        assertThat(Shop.text(site.shop().order(number).orElseThrow(), "subject"))
                .isEqualTo(LocalAlipay.SUBJECT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void theSameNumberIsResumedWhenUnchangedAndRefusedWhenChangedOrPaid(Site site)
            throws IOException, InterruptedException {
        String number = newNumber();
        pay(site, number, "0.01", "");
        assertThat(pay(site, number, "0.01", "").statusCode())
                .as("unpaid and unchanged")
                .isEqualTo(200);

        HttpResponse<byte[]> changed = pay(site, number, "0.02", "");
        assertThat(changed.statusCode()).isEqualTo(409);
        assertThat(html(site, changed)).contains("TRADE_DATA_MATCH_ERROR").doesNotContain("alipaysubmit");

        new PlacedOrder(site, LocalAlipay.DUAL, number).pay("instant");
        site.alipay().settle();
        HttpResponse<byte[]> paid = pay(site, number, "0.01", "");
        assertThat(paid.statusCode()).isEqualTo(409);
        assertThat(html(site, paid)).contains("TRADE_NOT_ALLOWED_PAY", "交易完成").doesNotContain("alipaysubmit");
        assertThat(site.shop().times("PLACED", number)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void whatIsWrongWithTheShopsOrderIsSaidAndNothingIsStored(Site site) throws IOException, InterruptedException {
        String number = newNumber();
        HttpResponse<byte[]> answer = pay(site, number, "1e3", "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(html(site, answer)).contains("price（1e3）");
        assertThat(site.shop().order(number)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void openedByHandItSaysWhatIsMissing(Site site) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = Http.get(site.shop().page("alipayto.jsp"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(html(site, answer)).contains("没有订单号", "index.jsp");
    }

    /** 双功能 4.2 E: after a change of the server's address the vendor advises to rename the notify page. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aCopyOfTheNotifyPageUnderAnotherNameWorks(Site site) throws IOException, InterruptedException {
        Files.copy(webapp(site).resolve("notify_url.jsp"), webapp(site).resolve("renamed.jsp"));
        PlacedOrder order = PlacedOrder.at(site);
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            order.payAndRecord(recorder, "instant");
            HttpResponse<byte[]> answer = Http.post(site.shop().page("renamed.jsp"), recorder.await("TRADE_FINISHED"));
            assertThat(answer.body()).isEqualTo("success".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(order.times("PAID")).isEqualTo(1);
    }
}
