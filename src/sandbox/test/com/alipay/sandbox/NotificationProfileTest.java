package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.notification.NotificationProfile;
import com.alipay.sandbox.protocol.Parameters;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of what a merchant is notified, what counts as an answer, and how long an id is good: each by the merchant's profile. */
class NotificationProfileTest {
    /** A row is a story and what is told of it, in order; {@code ·} separates, {@code -} is nothing. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "v1.7,           escrow login close,   WAIT_BUYER_PAY",
        "v1.7,           escrow login P15D,    WAIT_BUYER_PAY",
        "v1.7,           escrow pay,           WAIT_BUYER_PAY · WAIT_BUYER_PAY · WAIT_SELLER_SEND_GOODS",
        "v1.7,           dual login close,     WAIT_BUYER_PAY",
        "v1.7,           dual pay,             WAIT_BUYER_PAY · WAIT_BUYER_PAY · WAIT_SELLER_SEND_GOODS",
        "v1.7,           dual instant,         WAIT_BUYER_PAY · TRADE_FINISHED",
        "every-change,   escrow login close,   WAIT_BUYER_PAY · TRADE_CLOSED",
        "every-change,   escrow login P15D,    WAIT_BUYER_PAY · TRADE_CLOSED",
        "every-change,   dual login P15D,      WAIT_BUYER_PAY · TRADE_CLOSED",
        "every-change,   dual instant,         WAIT_BUYER_PAY · TRADE_FINISHED",
        "instant-silent, dual instant,         TRADE_FINISHED",
        "instant-silent, dual login close,     -",
        "instant-silent, dual pay,             WAIT_BUYER_PAY · WAIT_SELLER_SEND_GOODS",
        "instant-silent, escrow login close,   WAIT_BUYER_PAY",
        "v1.7,           escrow pay apply_refund refuse_refund withdraw_refund send_goods confirm_goods,"
                + " WAIT_BUYER_PAY · WAIT_BUYER_PAY · WAIT_SELLER_SEND_GOODS"
                + " · WAIT_SELLER_SEND_GOODS/WAIT_SELLER_AGREE · WAIT_SELLER_SEND_GOODS/SELLER_REFUSE_BUYER"
                + " · WAIT_SELLER_SEND_GOODS/REFUND_CLOSED · WAIT_BUYER_CONFIRM_GOODS/REFUND_CLOSED"
                + " · TRADE_FINISHED/REFUND_CLOSED",
        "v1.7,           escrow pay apply_refund agree_refund,"
                + " WAIT_BUYER_PAY · WAIT_BUYER_PAY · WAIT_SELLER_SEND_GOODS"
                + " · WAIT_SELLER_SEND_GOODS/WAIT_SELLER_AGREE · TRADE_CLOSED/REFUND_SUCCESS",
    })
    void aProfileSaysWhatIsTold(String profile, String story, String told) {
        try (Bench bench = Bench.start(profile)) {
            bench.play(story.split(" "));

            assertThat(new RecordedNotifications(bench.merchant()).lines())
                    .containsExactlyElementsOf(told.equals("-") ? List.of() : Arrays.asList(told.split(" · ")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v1.7,   'success\n', true",
        "strict, 'success\n', false",
        "strict, ' success',  false",
        "strict, success,     true"
    })
    void aProfileSaysHowExactlyTheAnswerMustBe(String profile, String answer, boolean acknowledged) {
        try (Bench bench = Bench.start(profile)) {
            bench.merchant().answers(200, answer);
            bench.play("escrow", "login");
            JsonObject delivery = bench.client().list("deliveries").get(0);

            assertThat(delivery.get("acknowledged").getAsBoolean()).isEqualTo(acknowledged);
            assertThat(delivery.get("profile").getAsString()).isEqualTo(profile);
        }
    }

    @Test
    void underV10AnIdIsGoodForAMinuteFromEachSendingAndOnce() {
        try (Bench bench = Bench.start("v1.0")) {
            bench.merchant().answers(200, "fail");
            bench.play("escrow", "login");
            bench.advance("PT2M5S");
            Parameters last = new RecordedNotifications(bench.merchant()).last();
            bench.advance("PT45S");
            assertThat(bench.verify(last)).isEqualTo("true");
            assertThat(bench.verify(last)).isEqualTo("false");
            bench.advance("PT10M");
            assertThat(bench.verify(last))
                    .as("the next attempt made it good again")
                    .isEqualTo("true");
            bench.advance("PT15M");
            bench.advance("PT61S");
            assertThat(bench.verify(last)).isEqualTo("false");
        }
    }

    @Test
    void underV10AnAnswerOfSuccessDoesNotUseUpTheId() {
        try (Bench bench = Bench.start("v1.0")) {
            bench.play("escrow", "login");

            assertThat(bench.verify(new RecordedNotifications(bench.merchant()).last()))
                    .isEqualTo("true");
        }
    }

    @Test
    void aMerchantsOwnProfileComesBeforeTheSandboxs() {
        SandboxOptions options = SandboxOptions.forMerchant(PayForm.MERCHANT)
                .withNotifications(NotificationProfile.V1_0)
                .withNotifications(PayForm.PARTNER, NotificationProfile.EVERY_CHANGE);

        assertThat(options.notifications().of(PayForm.PARTNER)).isEqualTo(NotificationProfile.EVERY_CHANGE);
        assertThat(options.notifications().of("2088000000000099")).isEqualTo(NotificationProfile.V1_0);
        try (Bench bench = Bench.start(options)) {
            bench.play("escrow", "login", "close");
            assertThat(new RecordedNotifications(bench.merchant()).lines())
                    .containsExactly("WAIT_BUYER_PAY", "TRADE_CLOSED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v2", "v1.0+", "v1.0+rain", "V1.0"})
    void aNameThatIsNoneIsNotGuessed(String name) {
        assertThat(NotificationProfile.named(name)).isEmpty();
    }

    /** A sandbox of that profile with a merchant's server. */
    private record Bench(Sandbox sandbox, FakeMerchant merchant, Client client) implements AutoCloseable {
        static Bench start(String profile) {
            return start(SandboxOptions.forMerchant(PayForm.MERCHANT)
                    .withNotifications(NotificationProfile.named(profile).orElseThrow()));
        }

        static Bench start(SandboxOptions options) {
            Sandbox sandbox = Sandbox.start(options);
            return new Bench(sandbox, FakeMerchant.start(), new Client(sandbox));
        }

        /** {@code escrow} or {@code dual}, then {@code login}, {@code pay} or {@code instant}, then steps and durations. */
        void play(String... story) {
            PayForm form = (story[0].equals("escrow") ? PayForm.escrow("T1") : PayForm.dual("T1"))
                    .with("notify_url", merchant.notifyUrl());
            String tradeNo = begin(form, story[1]);
            for (String step : List.of(story).subList(2, story.length)) {
                if (step.startsWith("P")) {
                    advance(step);
                } else {
                    client.api("trades/" + tradeNo + "/" + step, "");
                }
            }
        }

        private String begin(PayForm form, String how) {
            if (how.equals("login")) {
                return client.login(form);
            }
            client.submit(form);
            return client.api("pay", "out_trade_no=T1" + (how.equals("instant") ? "&mode=instant" : ""))
                    .get("trade_no")
                    .getAsString();
        }

        void advance(String duration) {
            client.api("clock", "advance=" + duration);
        }

        String verify(Parameters notice) {
            return Client.text(client.get(
                    "/trade/notify_query.do?partner=" + PayForm.PARTNER + "&notify_id=" + notice.get("notify_id")));
        }

        @Override
        public void close() {
            merchant.close();
            sandbox.close();
        }
    }
}
