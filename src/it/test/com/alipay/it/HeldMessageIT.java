package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages that are Alipay's own and yet contradict what the shop agreed on. They are kept, a person decides, and Alipay is told
 * {@code success}: sending them again would change nothing.
 */
@ExtendWith(TestEnvironments.class)
class HeldMessageIT {
    static Stream<Site> sites() {
        return Site.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void anUnknownOrder(Site site) throws IOException, InterruptedException {
        String nobodys =
                "NOBODYS-" + site.version().folder() + "-" + site.charset().name();
        PlacedOrder unknown = new PlacedOrder(site, LocalAlipay.DUAL, nobodys);
        String before = site.shop().everyOrder();

        unknown.pay("instant");

        assertThat(site.alipay().deliveries(nobodys)).isNotEmpty().allSatisfy(delivery -> {
            assertThat(Shop.text(delivery, "answer")).isEqualTo("success");
            assertThat(delivery.get("attempt").getAsInt()).isEqualTo(1);
        });
        isHeld(site.shop().notifications(nobodys).get(0), "no order");
        assertThat(site.shop().order(nobodys)).isEmpty();
        assertThat(site.shop().everyOrder()).isEqualTo(before);
    }

    /** Somebody who has the key asked for 99 yuan; the shop's order says 0.01. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aWrongAmount(Site site) throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        String before = order.facts();
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            order.pay(order.request().with("price", "99.00").with("notify_url", recorder.url()), "instant");
            RawForm paid = recorder.await("TRADE_FINISHED");
            assertThat(paid.pairs()).contains("total_fee=99.00");

            assertThat(site.shop().notify(paid)).isEqualTo("success");
        }

        assertThat(order.facts()).isEqualTo(before);
        isHeld(site.shop().notifications(order.out_trade_no()).get(0), "99.00");
    }

    /** Signed with the right key, about an id that Alipay confirms. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aWrongSeller(Site site) throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        String before = order.facts();
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            order.payAndRecord(recorder, "instant");
            RawForm paid = recorder.await("TRADE_FINISHED");
            RawForm toAnother = paid.with("seller_email", "other%40example.com").signed(site.charset(), Shop.KEY);

            assertThat(site.shop().notify(toAnother)).isEqualTo("success");
            assertThat(order.facts()).isEqualTo(before);
            List<JsonObject> notifications = site.shop().notifications(order.out_trade_no());
            assertThat(notifications).hasSize(1);
            isHeld(notifications.get(0), "other@example.com");

            assertThat(site.shop().notify(paid))
                    .as("the held message does not stand in the way of the right one")
                    .isEqualTo("success");
            assertThat(order.times("PAID")).isEqualTo(1);
        }
    }

    private static void isHeld(JsonObject notification, String reason) {
        assertThat(Shop.text(notification, "outcome")).isEqualTo("HELD");
        assertThat(Shop.text(notification, "reason")).contains(reason);
        assertThat(Shop.text(notification, "answer")).isEqualTo("success");
    }
}
