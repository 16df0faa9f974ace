package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page the buyer comes back to: it may be the first to know, it may be loaded again, and it may be called by anybody. */
@ExtendWith(TestEnvironments.class)
class ReturnIT {
    static Stream<Site> sites() {
        return Site.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aReturnThatComesFirstPaysTheOrderAndALaterNotificationDoesNotPayItAgain(Site site)
            throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            String return_url = Shop.text(order.payAndRecord(recorder, "instant"), "return_url");

            assertThat(page(site, return_url)).contains("验证成功", LocalAlipay.SUBJECT, order.out_trade_no());
            assertThat(order.status()).isEqualTo("TRADE_FINISHED");
            assertThat(Shop.text(order.stored(), "mode")).isEqualTo("instant");

            assertThat(page(site, return_url)).contains("验证成功");
            assertThat(site.shop().notify(recorder.await("TRADE_FINISHED"))).isEqualTo("success");
            assertThat(order.times("PAID")).isEqualTo(1);
        }
    }

    /** 双功能 4.2 E: Alipay confirms the id of a return for one minute. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aReturnOfOverAMinuteAgoShowsTheStoredOrderAndAppliesNothing(Site site)
            throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            String return_url = Shop.text(order.payAndRecord(recorder, "escrow"), "return_url");
            String before = order.facts();
            site.alipay().advance(Duration.ofSeconds(61));

            assertThat(page(site, return_url))
                    .contains("等待支付宝确认", order.out_trade_no())
                    .doesNotContain("验证失败", "验证成功");
            assertThat(order.facts()).isEqualTo(before);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aForgedReturnChangesNothingAndNothingOfItIsShown(Site site) throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            String genuine = Shop.text(order.payAndRecord(recorder, "instant"), "return_url");
            String before = order.facts();
            int asked = site.environment().verifyEndpoint().requests();
            String forged = genuine.replaceFirst("buyer_email=[^&]+", "buyer_email=forged%40example.com");
            assertThat(forged).isNotEqualTo(genuine);

            assertThat(page(site, forged))
                    .contains("验证失败")
                    .doesNotContain("forged@example.com", order.out_trade_no(), LocalAlipay.SUBJECT);
            assertThat(order.facts()).isEqualTo(before);
            assertThat(site.environment().verifyEndpoint().requests()).isEqualTo(asked);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void withoutParametersItIsAFriendlyPage(Site site) throws IOException, InterruptedException {
        assertThat(page(site, site.shop().page("return_url.jsp"))).doesNotContain("验证失败", "验证成功", "Exception");
    }

    private static String page(Site site, String url) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = Http.get(url);
        assertThat(answer.statusCode()).as(url).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        return new String(answer.body(), site.charset());
    }
}
