package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.security.KnownKeys;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages that must not move an order. Each is a genuine message of Alipay, which the shop has not seen yet, with one thing
 * broken; at the end the unbroken one pays the order, so nothing else was wrong with the others.
 */
@ExtendWith(TestEnvironments.class)
class BadMessageIT {
    /**
     * @param reason what the line in log.txt says
     * @param asks whether it is right to ask Alipay about it
     */
    private record Broken(String how, BiFunction<RawForm, Site, RawForm> breaking, String reason, boolean asks) {}

    private static final List<Broken> ALL = List.of(
            new Broken("tampered", (good, site) -> good.with("total_fee", "0.02"), "mysign=different", false),
            new Broken(
                    "signed with another key",
                    (good, site) -> good.signed(site.charset(), KnownKeys.OF_A_STRANGER),
                    "mysign=different",
                    false),
            new Broken("a name twice", (good, site) -> good.and("total_fee", "0.01"), "total_fee came twice", false),
            new Broken("spliced", BadMessageIT::spliced, "holds &total_fee=", false),
            new Broken(
                    "malformed bytes", (good, site) -> good.with("subject", "%FF%FF"), "the bytes of subject", false),
            new Broken("a broken escape", (good, site) -> good.with("subject", "%ZZ"), "the bytes of subject", false),
            new Broken(
                    "without notify_id",
                    (good, site) -> good.without("notify_id").signed(site.charset(), Shop.KEY),
                    "notify_id",
                    false),
            new Broken("without sign", (good, site) -> good.without("sign"), "sign", false),
            new Broken(
                    "with an id that Alipay never gave out",
                    (good, site) -> good.with(
                                    "notify_id",
                                    "00" + UUID.randomUUID().toString().replace("-", ""))
                            .signed(site.charset(), Shop.KEY),
                    "responseTxt=false",
                    true));

    static Stream<Site> sites() {
        return Site.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aBrokenMessageIsAnsweredFailAndLeavesTheOrderAlone(Site site) throws IOException, InterruptedException {
        Shop shop = site.shop();
        PlacedOrder order = PlacedOrder.at(site);
        String before = order.facts();
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            order.payAndRecord(recorder, "instant");
            RawForm good = recorder.await("TRADE_FINISHED");
            for (Broken broken : ALL) {
                int asked = site.environment().verifyEndpoint().requests();
                int logged = shop.log().lines().size();

                String answer = shop.notify(broken.breaking().apply(good, site));

                assertThat(answer).as(broken.how()).isEqualTo("fail");
                assertThat(order.facts()).as(broken.how()).isEqualTo(before);
                assertThat(shop.log().linesAfter(logged))
                        .as("log.txt about: %s", broken.how())
                        .singleElement()
                        .asString()
                        .contains("notify_url", broken.reason(), "answer=fail")
                        .doesNotContain(Shop.KEY);
                assertThat(site.environment().verifyEndpoint().requests() - asked)
                        .as("questions to Alipay about: %s", broken.how())
                        .isEqualTo(broken.asks() ? 1 : 0);
            }

            everyPageAboutThemIsRead(shop, order);
            assertThat(shop.notify(good)).isEqualTo("success");
            assertThat(order.times("PAID")).isEqualTo(1);
        }
    }

    /** What the doctor says of each: the clients record it, and the build's last step searches it for signatures. */
    private static void everyPageAboutThemIsRead(Shop shop, PlacedOrder order)
            throws IOException, InterruptedException {
        String about = "out_trade_no=" + order.out_trade_no();
        JsonObject unverified = shop.messages("?kind=strangers&" + about);
        List<JsonObject> kept = Shop.objects(unverified.getAsJsonArray("strangers"));
        assertThat(kept).as("without a right signature").hasSizeGreaterThanOrEqualTo(4);
        for (JsonObject message : kept) {
            assertThat(Http.getAsAdmin(shop.page("admin/notice.jsp?stranger=" + Shop.text(message, "id")))
                            .statusCode())
                    .isEqualTo(200);
        }
        for (JsonObject message : shop.notifications(order.out_trade_no())) {
            assertThat(Http.getAsAdmin(shop.page("admin/notice.jsp?id=" + Shop.text(message, "id")))
                            .statusCode())
                    .isEqualTo(200);
        }
        for (String page : List.of("admin/notices.jsp?kind=strangers&" + about, "admin/order.jsp?" + about)) {
            assertThat(Http.getAsAdmin(shop.page(page)).statusCode()).isEqualTo(200);
        }
    }

    /** The signed text joins raw values, so these two have the same signature; only who reads them sees a difference. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void theSplicedMessageHasTheSignatureOfTheHonestOne(Site site) throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            order.payAndRecord(recorder, "instant");
            RawForm honest = recorder.await("TRADE_FINISHED");
            RawForm forged = spliced(honest, site);

            assertThat(forged.params(site.charset())).isNotEqualTo(honest.params(site.charset()));
            assertThat(forged.toSign(site.charset())).isEqualTo(honest.toSign(site.charset()));
            assertThat(site.shop().notify(forged)).isEqualTo("fail");
            assertThat(site.shop().notify(honest)).isEqualTo("success");
        }
    }

    /** Takes total_fee out of the message and writes it into the value before it. */
    private static RawForm spliced(RawForm good, Site site) {
        Map<String, String> params = good.params(site.charset());
        String swollen = params.get("subject") + "&total_fee=" + params.get("total_fee");
        return good.without("total_fee").with("subject", URLEncoder.encode(swollen, site.charset()));
    }
}
