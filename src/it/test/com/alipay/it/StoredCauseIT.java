package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The notification log says what is wrong. Each message is a genuine one of Alipay's with one thing broken; it reaches the shop over HTTP, and
 * beside it stand the cause, who puts it right and the section.
 */
@ExtendWith(TestEnvironments.class)
class StoredCauseIT {
    private static final String MADE_UP = "0123456789abcdef0123456789abcdef";
    private static final int ATTEMPTS = 20_000;

    /** @param cause the code that the notification log names, or the state where there is none */
    private record Broken(String how, BiFunction<RawForm, Site, RawForm> breaking, String cause) {}

    private static final List<Broken> UNVERIFIED = List.of(
            new Broken("notify_url has ?id=123", (good, site) -> good.and("id", "123"), "EXTRA_PARAMETER"),
            new Broken(
                    "the key has a blank behind it",
                    (good, site) -> good.signed(site.charset(), Shop.KEY + " "),
                    "KEY_WITH_BLANKS"),
            new Broken(
                    "the key in capitals",
                    (good, site) -> good.signed(site.charset(), Shop.KEY.toUpperCase(Locale.ROOT)),
                    "KEY_LETTER_CASE"),
            new Broken(
                    "the other charset",
                    (good, site) -> in(other(site.charset()), good, site.charset()),
                    "OTHER_CHARSET"),
            new Broken("another amount", (good, site) -> good.with("total_fee", "9.99"), "VALUE_CHANGED"),
            new Broken("payment_type was lost", (good, site) -> good.without("payment_type"), "PARAMETER_LOST"),
            new Broken("a name came twice", (good, site) -> good.and("total_fee", "0.01"), "REPEATED_NAME"),
            new Broken("no sign", (good, site) -> good.without("sign"), "SIGN_MISSING"),
            new Broken("no real sign", (good, site) -> good.with("sign", "x"), "SIGN_MALFORMED"),
            new Broken(
                    "the sign in capitals",
                    (good, site) -> good.with(
                            "sign", good.params(site.charset()).get("sign").toUpperCase(Locale.ROOT)),
                    "UPPER_CASE_SIGN"),
            new Broken("cut short", StoredCauseIT::cut, "BODY_CUT"),
            new Broken("a parameter inside a value", StoredCauseIT::spliced, "PARAMETER_INSIDE_VALUE"),
            new Broken("made up by somebody", (good, site) -> good.with("sign", MADE_UP), "UNKNOWN"),
            new Broken("larger than is looked at", (good, site) -> good.and("x", "y".repeat(70_000)), "TOO_LARGE"));

    private static final List<Broken> NOT_CONFIRMED = List.of(
            new Broken(
                    "an old message",
                    (good, site) -> unknownId(good, site, "2011-03-15+10%3A00%3A00"),
                    "OLDER_THAN_A_MINUTE"),
            new Broken(
                    "an id of somebody else",
                    (good, site) -> unknownId(good, site, "2999-03-15+10%3A00%3A00"),
                    "SANDBOX_CLOCK_MOVED"));

    static Stream<Site> sites() {
        return Site.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void theCauseStandsBesideEachBrokenNotification(Site site) throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            order.payAndRecord(recorder, "instant");
            RawForm good = recorder.await("TRADE_FINISHED");
            for (Broken broken : UNVERIFIED) {
                RawForm message = broken.breaking().apply(good, site);
                assertThat(site.shop().notify(message)).as(broken.how()).isEqualTo("fail");
                named(site, broken, newest(site, "?kind=strangers", "strangers"), "stranger=", message);
            }
            for (Broken broken : NOT_CONFIRMED) {
                RawForm message = broken.breaking().apply(good, site);
                assertThat(site.shop().notify(message)).as(broken.how()).isEqualTo("fail");
                named(site, broken, newest(site, "?outcome=REFUSED", "notices"), "id=", message);
            }
            assertThat(site.shop().notify(good.and("id", "123"))).isEqualTo("fail");
            JsonObject unverified = newest(site, "?kind=strangers", "strangers");
            new Operator(site.shop()).examine(Shop.text(unverified, "id"));
            JsonObject examined = newest(site, "?kind=strangers", "strangers");
            assertThat(Shop.text(examined, "id")).isEqualTo(Shop.text(unverified, "id"));
            assertThat(Shop.text(examined.getAsJsonObject("diagnosis"), "state"))
                    .as("asked for by a person: the settings were not the cause")
                    .isEqualTo("found");
            assertThat(site.shop().notify(good)).as("nothing else was wrong").isEqualTo("success");
            String page = page(site, "notice.jsp?id=" + Shop.text(newest(site, "", "notices"), "id"));
            assertThat(page).contains("真实（Genuine）").doesNotContain("没有采用的原因");
        }
    }

    /** Opens its page, and compares what the JSON tells. */
    private static void named(Site site, Broken broken, JsonObject entry, String kind, RawForm message)
            throws IOException, InterruptedException {
        String id = Shop.text(entry, "id");
        String page = page(site, "notice.jsp?" + kind + id);
        assertThat(page)
                .as(broken.how())
                .contains("没有采用的原因", "<code>" + broken.cause() + "</code>")
                .doesNotContain(Shop.KEY)
                .doesNotContain(signature(message, site));
        boolean unverified = kind.startsWith("stranger");
        JsonObject told = Shop.objects(site.shop()
                        .messages(unverified ? "?kind=strangers" : "?outcome=REFUSED")
                        .getAsJsonArray(unverified ? "strangers" : "notices"))
                .stream()
                .filter(one -> Shop.text(one, "id").equals(id))
                .findFirst()
                .orElseThrow();
        JsonObject first = Shop.objects(told.getAsJsonObject("diagnosis").getAsJsonArray("says"))
                .get(0);
        assertThat(Shop.text(first, "code")).as(broken.how()).isEqualTo(broken.cause());
        assertThat(Shop.text(first, "english")).isNotBlank();
        assertThat(Shop.text(first, "chinese")).isNotBlank();
        boolean isCause = !List.of("UNKNOWN", "TOO_LARGE").contains(broken.cause());
        assertThat(Shop.text(first, "section")).matches(isCause ? "双功能 .*" : "");
        assertThat(page(site, "notices.jsp?" + (unverified ? "kind=strangers" : "outcome=REFUSED")))
                .as("the list has the first sentence")
                .contains("<strong>" + org.owasp.encoder.Encode.forHtml(Shop.text(first, "chinese")) + "</strong>");
    }

    /** 双功能 4.2 C: a return_url with a parameter of its own. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aReturnThatFailsIsExaminedByItselfAndTheLogSaysTheCause(Site site) throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            String return_url = Shop.text(order.payAndRecord(recorder, "instant"), "return_url");
            String trade_no = Shop.text(site.alipay().trade(order.out_trade_no()), "trade_no");
            String parameter = "shop" + site.charset().name().replaceAll("[^0-9A-Z]", "");

            assertThat(Http.get(return_url + "&" + parameter + "=1").statusCode())
                    .isEqualTo(200);

            JsonObject examined = awaitDiagnosis(site, trade_no);
            assertThat(Shop.text(examined, "state")).isEqualTo("found");
            JsonObject says = Shop.objects(examined.getAsJsonArray("says")).get(0);
            assertThat(Shop.text(says, "code")).isEqualTo("EXTRA_PARAMETER");
            assertThat(Shop.text(says, "detail")).isEqualTo(parameter);
            assertThat(Shop.text(says, "fixer")).isEqualTo("configuration");
            assertThat(Shop.text(says, "section")).isEqualTo("双功能 4.2 C / 担保 5.2 C");
        }
    }

    /** Nobody opens the message: the shop examines it by itself, once a second. */
    private static JsonObject awaitDiagnosis(Site site, String trade_no) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            JsonObject unverified = newest(site, "?kind=strangers&trade_no=" + trade_no, "strangers");
            if (!unverified.get("diagnosis").isJsonNull()) {
                return unverified.getAsJsonObject("diagnosis");
            }
        }
        throw new AssertionError("nobody has examined the return");
    }

    private static JsonObject newest(Site site, String asked, String list) throws IOException, InterruptedException {
        return Shop.objects(site.shop().messages(asked).getAsJsonArray(list)).get(0);
    }

    private static String page(Site site, String address) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = Http.getAsAdmin(site.shop().page("admin/" + address));
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return new String(answer.body(), site.charset());
    }

    private static Charset other(Charset charset) {
        return charset.equals(TestEnvironment.GBK) ? StandardCharsets.UTF_8 : TestEnvironment.GBK;
    }

    /** The same values, encoded and signed in another charset. */
    private static RawForm in(Charset charset, RawForm good, Charset before) {
        return RawForm.of(good.params(before), charset).signed(charset, Shop.KEY);
    }

    /** Without its last bytes, which are the end of the sign. */
    private static RawForm cut(RawForm good, Site site) {
        String sign = good.params(site.charset()).get("sign");
        return good.without("sign").and("sign", sign.substring(0, 20));
    }

    private static RawForm spliced(RawForm good, Site site) {
        Map<String, String> params = good.params(site.charset());
        String swollen = params.get("subject") + "&total_fee=" + params.get("total_fee");
        return good.without("total_fee").with("subject", URLEncoder.encode(swollen, site.charset()));
    }

    private static RawForm unknownId(RawForm good, Site site, String notify_time) {
        return good.with("notify_id", "0".repeat(34))
                .with("notify_time", notify_time)
                .signed(site.charset(), Shop.KEY);
    }

    /** What its signature would have to be. */
    private static String signature(RawForm message, Site site) {
        try {
            return message.without("total_fee")
                    .and("total_fee", "0.01")
                    .signed(site.charset(), Shop.KEY)
                    .params(site.charset())
                    .get("sign");
        } catch (IllegalStateException e) {
            // Two values of one name: there is none.
            return MADE_UP;
        }
    }
}
