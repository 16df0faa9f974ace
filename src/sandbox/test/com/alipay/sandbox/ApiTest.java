package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.alipay.sandbox.merchant.MerchantAccount;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs get: JSON, problems, faults, and a start that says why it failed. */
class ApiTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();

    @Test
    void aLongListComesInPagesNewestFirst() {
        for (int i = 0; i < 101; i++) {
            client.submit(PayForm.dual("L" + i));
            client.api("pay", "out_trade_no=L" + i);
        }
        List<JsonObject> first = client.list("trades");
        String last = first.get(99).get("trade_no").getAsString();

        assertThat(first).hasSize(100);
        assertThat(first.get(0).get("out_trade_no").getAsString()).isEqualTo("L100");
        assertThat(client.list("trades?before=" + last))
                .extracting(trade -> trade.get("out_trade_no").getAsString())
                .containsExactly("L0");
        assertThat(client.list("trades?limit=1000")).hasSize(101);
        assertThat(Client.text(client.get("/trades")))
                .contains("id=\"older\" href=\"/trades?before=" + last)
                .doesNotContain("订单号 L0，");
        assertThat(Client.text(client.get("/trades?limit=2")))
                .contains(
                        "href=\"/trades?before=" + first.get(1).get("trade_no").getAsString() + "&amp;limit=2\"");
        assertThat(Client.text(client.get("/deliveries?limit=2"))).doesNotContain("id=\"older\"");
        assertThat(Client.text(client.get("/trades?before=" + last)))
                .contains("订单号 L0，")
                .doesNotContain("id=\"older\"");
    }

    @Test
    void thePageOfAnOrderNumberHoldsItsTradesAlone() {
        for (String number : List.of("N1", "N2", "N3")) {
            client.submit(PayForm.dual(number));
            client.api("pay", "out_trade_no=" + number);
        }
        List<JsonObject> all = client.list("trades");
        String newest = all.get(0).get("trade_no").getAsString();
        String oldest = all.get(2).get("trade_no").getAsString();

        assertThat(client.list("trades?out_trade_no=N1")).containsExactly(all.get(2));
        assertThat(client.list("trades?out_trade_no=N1&before=" + newest)).containsExactly(all.get(2));
        assertThat(client.list("trades?out_trade_no=N1&before=" + oldest)).isEmpty();
        assertThat(client.list("trades?out_trade_no=N4")).isEmpty();
        assertThat(client.get("/sandbox/api/trades?out_trade_no=N1&before=1").statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trades?limit=0",
                "trades?limit=1001",
                "trades?limit=all",
                "trades?before=1",
                "deliveries?limit=-1",
                "deliveries?before=x"
            })
    void aPageThatCannotBeIsABadRequest(String list) {
        assertThat(client.get("/sandbox/api/" + list).statusCode()).isEqualTo(400);
        assertThat(client.get("/" + list).statusCode()).isEqualTo(404);
    }

    @Test
    void anIllegalActionAnswers409AndSaysWhichAreLegal() {
        client.submit(PayForm.escrow("P1"));
        String tradeNo = client.api("pay", "out_trade_no=P1").get("trade_no").getAsString();
        HttpResponse<byte[]> answer = client.post("/sandbox/api/trades/" + tradeNo + "/confirm_goods", "");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        JsonObject problem = Client.json(answer).getAsJsonObject();
        assertThat(problem.getAsJsonArray("actions").toString()).isEqualTo("[\"send_goods\",\"apply_refund\"]");
        assertThat(problem.get("trade_status").getAsString()).isEqualTo("WAIT_SELLER_SEND_GOODS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trades/1", "nothing", "trades/1/2/3"})
    void whatIsNotThereAnswers404(String path) {
        HttpResponse<byte[]> answer = client.get("/sandbox/api/" + path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
    }

    @Test
    void payingForAnOrderTheGatewayNeverSawAnswers404() {
        assertThat(client.post("/sandbox/api/pay", "out_trade_no=P2").statusCode())
                .isEqualTo(404);
    }

    @Test
    void jsonIsTakenAsWellAsAForm() {
        client.submit(PayForm.dual("P3"));
        HttpResponse<byte[]> answer = client.postJson(
                "/sandbox/api/pay",
                "{\"out_trade_no\":\"P3\",\"mode\":\"instant\",\"logistics\":0,\"buyer\":\"someone@example.org\"}");

        JsonObject paid = Client.json(answer).getAsJsonObject();
        assertThat(paid.get("trade_status").getAsString()).isEqualTo("TRADE_FINISHED");
        assertThat(paid.get("buyer_email").getAsString()).isEqualTo("someone@example.org");
        assertThat(paid.get("buyer_id").getAsString()).matches("2088\\d{12}");
        assertThat(client.postJson("/sandbox/api/pay", "no object").statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"adjust_price, total=300.00, total_fee", "close, reason=none, reason"})
    void aParameterThatAnActionDoesNotHaveIsRefused(String action, String form, String named) {
        String tradeNo = client.login(PayForm.dual("P7"));

        HttpResponse<byte[]> answer = client.reading("en").post("/sandbox/api/trades/" + tradeNo + "/" + action, form);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.json(answer).getAsJsonObject().get("detail").getAsString())
                .contains(action, form.substring(0, form.indexOf('=')), named);
        JsonObject trade = client.api("trades/" + tradeNo);
        assertThat(trade.get("trade_status").getAsString()).isEqualTo("WAIT_BUYER_PAY");
        assertThat(trade.get("total_fee").getAsString()).isEqualTo("338.00");
    }

    @Test
    void aTradeIsFoundByEitherNumber() {
        client.submit(PayForm.dual("P4"));
        client.submit(PayForm.dual("P5"));
        client.api("pay", "out_trade_no=P4");
        String tradeNo = client.api("pay", "out_trade_no=P5").get("trade_no").getAsString();

        assertThat(client.list("trades")).hasSize(2);
        assertThat(client.list("trades?out_trade_no=P5")).hasSize(1);
        assertThat(client.list("trades?limit=1").get(0).get("trade_no").getAsString())
                .isEqualTo(tradeNo);
        assertThat(client.list("trades?before=" + tradeNo))
                .extracting(trade -> trade.get("out_trade_no").getAsString())
                .containsExactly("P4");
        assertThat(client.api("trades/" + tradeNo).get("out_trade_no").getAsString())
                .isEqualTo("P5");
    }

    @Test
    void theClockMovesOnButNotBack() {
        assertThat(client.api("clock", "advance=PT2M").get("offset").getAsString())
                .isEqualTo("PT2M");
        assertThat(client.api("clock").get("now").getAsString()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(client.post("/sandbox/api/clock", "advance=-PT1M").statusCode())
                .isEqualTo(400);
        assertThat(client.post("/sandbox/api/clock", "advance=2m").statusCode()).isEqualTo(400);
        for (String tooFar : new String[] {"P3650D", "P99999999999D", "PT9223372036854775807S"}) {
            assertThat(client.post("/sandbox/api/clock", "advance=" + tooFar).statusCode())
                    .as(tooFar)
                    .isEqualTo(400);
        }
    }

    @Covers("fault VERIFY_DOWN")
    @Test
    void verificationCanBeTakenDownAndComesBack() {
        String question = "/trade/notify_query.do?partner=1&notify_id=1";
        client.api("faults", "fault=VERIFY_DOWN");
        assertThat(client.get(question).statusCode()).isEqualTo(503);
        assertThat(client.get("/gateway.do?service=notify_verify&partner=1&notify_id=1")
                        .statusCode())
                .isEqualTo(503);
        assertThat(client.api("faults").getAsJsonArray("faults").toString())
                .isEqualTo("[{\"fault\":\"VERIFY_DOWN\",\"trade_no\":\"\",\"out_trade_no\":\"\"}]");
        client.delete("/sandbox/api/faults");
        assertThat(Client.text(client.get(question))).isEqualTo("false");
    }

    @Covers("fault VERIFY_SLOW")
    @Test
    void slowVerificationAnswersWhenTheFaultIsRemoved() {
        client.postJson("/sandbox/api/faults", "{\"fault\":\"VERIFY_SLOW\"}");
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(
                () -> Client.text(client.get("/trade/notify_query.do?partner=1&notify_id=1")));
        client.get("/");
        assertThat(answer).isNotDone();
        client.delete("/sandbox/api/faults");

        assertThat(answer.join()).isEqualTo("false");
    }

    @Test
    void anUnknownFaultIsRefusedWithTheListOfThoseThereAre() {
        assertThat(Client.text(client.post("/sandbox/api/faults", "fault=RAIN")))
                .contains("VERIFY_DOWN");
    }

    @Test
    void twoBuyersWhoPayOneOrderAtOncePayItOnce() {
        client.submit(PayForm.dual("RACE"));
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Integer>> payers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            payers.add(CompletableFuture.supplyAsync(() -> {
                awaitQuietly(go);
                return client.post("/sandbox/api/pay", "out_trade_no=RACE&mode=instant")
                        .statusCode();
            }));
        }
        go.countDown();

        assertThat(payers.stream().map(CompletableFuture::join).filter(status -> status == 200))
                .as("payments of one order that went through: each further one is money taken twice")
                .hasSize(1);
        assertThat(client.list("trades")).hasSize(1);
    }

    @Test
    void aPortInUseIsNamedWithTheRemedy() {
        SandboxOptions taken = SandboxOptions.forMerchant(PayForm.MERCHANT).withPort(sandbox.port());

        assertThatIllegalStateException()
                .isThrownBy(() -> Sandbox.start(taken))
                .withMessageContaining(String.valueOf(sandbox.port()))
                .withMessageContaining("-Dsandbox.port=");
    }

    @Test
    void aKeyIsNeverPrinted() {
        MerchantAccount merchant = MerchantAccount.of(PayForm.PARTNER, PayForm.KEY, PayForm.SELLER);

        assertThat(merchant.toString()).doesNotContain(PayForm.KEY);
        assertThat(SandboxOptions.forMerchant(merchant).toString()).doesNotContain(PayForm.KEY);
        assertThat(Client.text(client.get("/"))).contains(PayForm.PARTNER).doesNotContain(PayForm.KEY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MerchantAccount.of("12", PayForm.KEY, PayForm.SELLER))
                .withMessageContaining("2088");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/trades", "/deliveries", "/nowhere", "/trades/1"})
    void everyPageSaysThatItIsASimulation(String path) {
        assertThat(Client.text(client.get(path))).contains("本地模拟，不是支付宝", "不会发生真实付款");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
