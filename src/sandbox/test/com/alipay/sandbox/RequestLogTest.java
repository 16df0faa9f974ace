package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.alipay.security.KnownKeys;
import com.alipay.security.RecordedBrowser;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever reaches the sandbox leaves a trace: what it was, how it was answered and, if it was refused, why. */
class RequestLogTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();
    private final FakeMerchant merchant = sandbox.openShop();

    /** A request, its kind, and the code and parameter of its refusal. */
    static Stream<Arguments> refused() {
        PayForm query = PayForm.call("single_trade_query");
        return Stream.of(
                arguments(
                        "PAYMENT", "ILLEGAL_SIGN", "sign", PayForm.escrow("L1").signedWith(KnownKeys.OF_A_STRANGER)),
                arguments(
                        "PAYMENT",
                        "ILLEGAL_ARGUMENT",
                        "subject",
                        PayForm.dual("L2").without("subject")),
                arguments("PAYMENT", "ILLEGAL_SERVICE", "service", PayForm.call("create_forex_trade")),
                arguments("SERVICE", "ILLEGAL_ARGUMENT", "out_trade_no", query),
                arguments("SERVICE", "TRADE_NOT_EXIST", "trade_no", query.with("trade_no", "1".repeat(16))),
                arguments("SERVICE", "ILLEGAL_SIGN", "sign", query.signedWith(KnownKeys.OF_A_STRANGER)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refused")
    void aRefusedRequestIsLoggedWithCodeParameterAndCause(String kind, String code, String parameter, PayForm form) {
        HttpResponse<byte[]> answer = client.submit(form);
        JsonObject logged = client.list("requests?refused=true").get(0);

        assertThat(answer.headers().firstValue("X-Sandbox-Error")).contains(code);
        assertThat(answer.headers().firstValue("X-Sandbox-Parameter")).contains(parameter);
        assertThat(text(logged, "kind")).isEqualTo(kind);
        assertThat(text(logged, "error")).isEqualTo(code);
        assertThat(text(logged, "parameter")).isEqualTo(parameter);
        assertThat(text(logged, "detail")).isNotEmpty();
        assertThat(text(logged, "cause")).isNotEmpty();
        assertThat(text(logged, "path")).isEqualTo("/gateway.do");
        assertThat(text(logged, "body")).isEqualTo(form.body());
        assertThat(Client.text(client.get("/journal"))).contains(code, text(logged, "explanation"));
        String explanation = Client.text(client.get(text(logged, "explanation")));
        assertThat(explanation).contains(code.equals("ILLEGAL_SIGN") ? "签名不对" : text(logged, "remedy"));
    }

    @Test
    void anXmlAnswerNamesTheParameterBehindWhatTheVendorAnswers() {
        HttpResponse<byte[]> answer = client.submit(PayForm.call("close_trade"));

        assertThat(XmlAnswer.of(answer).error()).isEqualTo("ILLEGAL_ARGUMENT");
        assertThat(Client.text(answer))
                .contains(
                        "<alipay><is_success>F</is_success><error>ILLEGAL_ARGUMENT</error></alipay>\n<!-- out_order_no: ");
    }

    @Test
    void aServiceThatIsNotImitatedIsCalledByItsName() {
        assertThat(Client.text(client.submit(PayForm.call("mobile.securitypay.pay"))))
                .contains("移动快捷支付", "沙箱没有模拟它");
        assertThat(Client.text(client.submit(PayForm.call("mobile.securitypay.pays"))))
                .doesNotContain("没有模拟");
    }

    @Test
    void everythingInAndOutIsThereInItsOrder() {
        client.submit(PayForm.dual("O1").with("notify_url", merchant.notifyUrl()));
        merchant.onNotify(notice -> client.get("/gateway.do?service=notify_verify&partner=" + PayForm.PARTNER
                + "&notify_id=" + notice.in(StandardCharsets.UTF_8).get("notify_id")));
        client.api("pay", "out_trade_no=O1&mode=instant");
        client.get("/nowhere");

        List<String> lines = new ArrayList<>(client.list("journal").stream()
                .map(each -> text(each, "direction") + " " + text(each, "kind"))
                .toList());
        assertThat(lines)
                .containsSubsequence(
                        "in UNKNOWN_ADDRESS", "in API", "out NOTIFICATION", "in VERIFICATION", "in PAYMENT");
        assertThat(client.list("journal").stream()
                        .map(each -> each.get("id").getAsLong())
                        .toList())
                .isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }

    @Test
    void aQuestionThatIsNotConfirmedSaysWhy() {
        client.get("/trade/notify_query.do?partner=" + PayForm.PARTNER + "&notify_id=unheardof");
        JsonObject logged = client.list("requests").get(0);

        assertThat(text(logged, "outcome")).isEqualTo("false");
        assertThat(text(logged, "detail")).contains("没有这个 notify_id");
        assertThat(logged.get("refused").getAsBoolean()).isTrue();
    }

    /** A merchant who has confused the two fields sends the key as the partner. */
    @Test
    void aRequestWithAKeyInItIsNotKept() {
        client.submit(PayForm.dual("K1").with("partner", PayForm.KEY));
        String logged = Client.text(client.get("/sandbox/api/requests"));

        assertThat(logged).doesNotContain(PayForm.KEY).contains("\"withheld\": true", "ILLEGAL_PARTNER");
        assertThat(Client.text(client.get("/journal"))).doesNotContain(PayForm.KEY);
    }

    @Test
    void thePageIsCompleteWithoutScriptsAndCanShowOnlyWhatWasRefused() throws IOException {
        client.submit(PayForm.dual("P1"));
        client.submit(PayForm.dual("P2").with("logistics_fee", "1.234"));
        try (WebClient browser = RecordedBrowser.of(new WebClient())) {
            browser.getOptions().setJavaScriptEnabled(false);
            HtmlPage page = browser.getPage(sandbox.url() + "/journal");
            assertThat(page.asNormalizedText())
                    .contains("P1", "进入收银台", "P2", "ILLEGAL_LOGISTICS_FORMAT", "logistics_fee");
            HtmlPage refused = page.getHtmlElementById("only-refused").click();
            assertThat(refused.asNormalizedText()).contains("P2").doesNotContain("进入收银台");
            HtmlPage request =
                    refused.getAnchorByText("ILLEGAL_LOGISTICS_FORMAT").click();
            assertThat(request.getHtmlElementById("remedy").getTextContent()).isNotEmpty();
            assertThat(request.asNormalizedText()).contains("logistics_fee", "1.234");
        }
    }

    @Test
    void aPaidTradeHasItsReturnUrlWhenItIsAskedForLater() {
        client.submit(PayForm.dual("R1").with("return_url", merchant.returnUrl()));
        String tradeNo = text(client.api("pay", "out_trade_no=R1"), "trade_no");

        assertThat(text(client.api("trades/" + tradeNo), "return_url")).startsWith(merchant.returnUrl() + "?");
        assertThat(client.list("trades").get(0).has("return_url")).isFalse();
    }

    @Test
    void tradesAreFoundAndThoseWithAFailedNotificationAreMarked() {
        merchant.answers(500, "");
        client.submit(PayForm.dual("FIND-1").with("notify_url", merchant.notifyUrl()));
        client.api("pay", "out_trade_no=FIND-1");
        client.submit(PayForm.dual("OTHER-1"));
        client.api("pay", "out_trade_no=OTHER-1");

        assertThat(Client.text(client.get("/trades?q=find-")))
                .contains("FIND-1", "有通知没有得到确认")
                .doesNotContain("OTHER-1");
        assertThat(Client.text(client.get("/trades?q=OTHER"))).doesNotContain("有通知没有得到确认");
        assertThat(Client.text(client.get("/trades?q=nothing"))).contains("没有找到“nothing”");
    }

    /** The first line tells where the journal stands, the next what has come since. */
    @Timeout(120)
    @Test
    void whoeverListensIsToldOfANewEntry() throws IOException, InterruptedException {
        long before = client.list("journal").stream()
                .mapToLong(each -> each.get("id").getAsLong())
                .max()
                .orElse(0);
        try (InputStream events = admitted()) {
            assertThat(nextId(events)).isGreaterThanOrEqualTo(before);
            client.submit(PayForm.dual("E1").without("subject"));
            long told = nextId(events);
            assertThat(told).isGreaterThan(before);
            assertThat(client.list("journal").get(0).get("id").getAsLong()).isGreaterThanOrEqualTo(told);
        }
    }

    @Timeout(120)
    @Test
    void asManyAsFitListenAndThoseBeyondAreRefusedAndThenServedAgain() throws IOException, InterruptedException {
        List<InputStream> open = new ArrayList<>();
        try {
            HttpResponse<InputStream> answer = listen();
            while (answer.statusCode() == 200 && open.size() < 100) {
                open.add(answer.body());
                answer = listen();
            }
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(open.size()).isBetween(1, 20);
            assertThat(client.submit(PayForm.dual("E2")).statusCode()).isEqualTo(303);
        } finally {
            for (InputStream each : open) {
                each.close();
            }
        }
        admitted().close();
    }

    /** A page that has gone is noticed with the next entry. */
    private static InputStream admitted() throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = listen();
        while (answer.statusCode() == 503) {
            client.submit(PayForm.dual("E3"));
            answer = listen();
        }
        return answer.body();
    }

    @Timeout(120)
    @Test
    void aSandboxStopsAlthoughSomebodyListens() throws IOException, InterruptedException {
        Sandbox other = Sandbox.start(SandboxOptions.forMerchant(PayForm.MERCHANT));
        try (InputStream events = listen(other.url()).body()) {
            nextId(events);
            other.close();
            assertThat(new String(events.readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("data: 9");
        }
    }

    private static HttpResponse<InputStream> listen() throws IOException, InterruptedException {
        return listen(sandbox.url());
    }

    private static HttpResponse<InputStream> listen(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/journal/events"))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
    }

    private static long nextId(InputStream events) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = events.read();
            if (next == '\n' && line.toString().startsWith("data: ")) {
                return Long.parseLong(line.substring("data: ".length()));
            }
            if (next == '\n') {
                line.setLength(0);
            } else {
                assertThat(next).as("the stream goes on").isNotEqualTo(-1);
                line.append((char) next);
            }
        }
    }

    private static String text(JsonObject json, String name) {
        return json.get(name).getAsString();
    }
}
