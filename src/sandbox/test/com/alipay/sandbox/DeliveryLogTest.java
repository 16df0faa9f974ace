package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.notification.AckMismatch;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of a notification and can do with it: the page and the same for programs. */
class DeliveryLogTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();
    private final FakeMerchant merchant = sandbox.openShop();
    private final RecordedNotifications journal = new RecordedNotifications(merchant);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'\uFEFFsuccess',           0, BOM",
        "' success',                0, 空格",
        "'\r\nsuccess',             0, 换行",
        "'success\n',               7, 换行",
        "'success ',                7, 空格",
        "'success<br>',             7, HTML",
        "'<html>success</html>',    0, HTML",
        "'{\"result\":\"success\"}', 0, JSON",
        "'SUCCESS',                 0, 大小写",
        "'successsuccess',          7, 不止一次",
        "'fail',                    0, fail",
        "'succes',                  6, 不完整",
        "'',                        0, 没有任何内容",
        "'sucess',                  3, 应当是 63（c），实际是 65",
        "'success!',                7, 别的内容"
    })
    void theFirstWrongByteIsNamed(String answer, int offset, String meaning) {
        assertThat(AckMismatch.in(answer.getBytes(StandardCharsets.UTF_8))).hasValueSatisfying(wrong -> {
            assertThat(wrong.offset()).isEqualTo(offset);
            assertThat(wrong.meaning().in(Locale.CHINESE)).contains(meaning);
        });
    }

    @Test
    void theSevenBytesHaveNoWrongOne() {
        assertThat(AckMismatch.in("success".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(Optional.empty());
    }

    @Test
    void pageAndProgramAreShownWhichByteIsWrong() {
        merchant.answers(200, "\uFEFFsuccess");
        JsonObject delivery = client.api("deliveries/" + notified());
        String page = page("/deliveries/" + delivery.get("id").getAsLong());

        assertThat(delivery.getAsJsonObject("wrong_byte").get("offset").getAsInt())
                .isZero();
        assertThat(delivery.get("answer_hex").getAsString()).isEqualTo("efbbbf73756363657373");
        assertThat(page).contains("<mark>EF</mark> BB BF 73 75 63 63 65 73 73", "BOM");
        assertThat(page("/deliveries")).contains("<mark>EF</mark>", "BOM");
    }

    @ParameterizedTest
    @CsvSource({"302, 跳转", "404, 找不到页面", "403, 被拒绝", "500, 商户程序出错", "204, 只有 HTTP 200"})
    void aStatusOtherThan200IsExplained(int status, String meaning) {
        merchant.answers(status, "");

        assertThat(page("/deliveries/" + notified())).contains("HTTP " + status, meaning);
    }

    @Test
    void onePageShowsRequestAnswerAndEveryAttempt() {
        merchant.answers(200, "fail");
        long id = notified();
        client.api("clock", "advance=PT4M");
        JsonObject second = client.list("deliveries").get(0);
        String page = page("/deliveries/" + second.get("id").getAsLong());

        assertThat(page)
                .contains("POST " + merchant.notifyUrl(), "Mozilla/4.0", "application/x-www-form-urlencoded")
                .contains("<th scope=\"row\">subject</th><td>测试订单</td>")
                .contains(second.get("request").getAsString().replace("&", "&amp;"))
                .contains(
                        "第 1 次",
                        "第 2 次",
                        "/deliveries/" + id,
                        second.get("next_try").getAsString());
        assertThat(second.getAsJsonObject("parameters").get("subject").getAsString())
                .isEqualTo("测试订单");
    }

    @Test
    void aTradesPageShowsTheAttemptsToTellOfItAndNoOthers() {
        long first = notified();
        String tradeNo = client.list("trades").get(0).get("trade_no").getAsString();
        client.login(PayForm.escrow("D2").with("notify_url", merchant.notifyUrl()));
        long other = client.list("deliveries").get(0).get("id").getAsLong();
        client.post("/deliveries/" + first + "/resend", "");
        String again = client.list("deliveries").get(0).get("id").getAsString();

        assertThat(page("/trades/" + tradeNo))
                .contains("/deliveries/" + first + "\"", "/deliveries/" + again + "\"")
                .doesNotContain("/deliveries/" + other + "\"");
        client.api("reset", "");
        assertThat(client.get("/deliveries/" + first).statusCode()).isEqualTo(404);
    }

    @Test
    void theNextTryIsShownWhileItIsToCome() {
        merchant.answers(200, "fail");
        long first = notified();
        String next = client.api("deliveries/" + first).get("next_try").getAsString();
        assertThat(page("/deliveries/" + first)).contains("下次重发", next);
        client.api("clock", "advance=PT4M");
        assertThat(page("/deliveries/" + first)).doesNotContain("下次重发");
        merchant.answers(200, "success");
        client.post("/deliveries/" + first + "/resend", "");

        assertThat(page("/deliveries")).doesNotContain("下次重发");
    }

    @Test
    void aPausedNotificationWaitsAndGoesOnWhereItWas() {
        merchant.answers(200, "fail");
        long id = notified();
        client.post("/deliveries/" + id + "/pause", "");
        journal.fresh();
        client.api("clock", "advance=P2D");
        assertThat(journal.lines()).isEmpty();
        assertThat(client.api("deliveries/" + id).get("paused").getAsBoolean()).isTrue();
        assertThat(client.api("notifier").get("waiting").getAsInt()).isEqualTo(1);
        client.post("/deliveries/" + id + "/resume", "");
        assertThat(journal.lines()).containsExactly("WAIT_BUYER_PAY");
        client.api("clock", "advance=P2D");

        assertThat(journal.lines()).as("the other six of the ladder").hasSize(7);
    }

    @Test
    void allNotificationsWaitInTheirOrder() {
        client.post("/deliveries/pause", "");
        client.submit(PayForm.escrow("D1").with("notify_url", merchant.notifyUrl()));
        String tradeNo = client.api("pay", "out_trade_no=D1").get("trade_no").getAsString();
        client.api("trades/" + tradeNo + "/send_goods", "");
        client.api("clock", "advance=P1D");
        assertThat(journal.lines()).isEmpty();
        assertThat(page("/deliveries")).contains("通知已暂停", "4 个通知在等待");
        client.post("/deliveries/resume", "");

        assertThat(journal.lines())
                .containsExactly(
                        "WAIT_BUYER_PAY", "WAIT_BUYER_PAY", "WAIT_SELLER_SEND_GOODS", "WAIT_BUYER_CONFIRM_GOODS");
        assertThat(client.api("notifier").get("paused").getAsBoolean()).isFalse();
        client.api("clock", "advance=P2D");
        assertThat(journal.lines()).hasSize(4);
    }

    @Test
    void programsPauseAndResumeToo() {
        long id = notified();
        assertThat(client.api("notifier/pause", "").get("paused").getAsBoolean())
                .isTrue();
        assertThat(client.api("notifier/resume", "").get("paused").getAsBoolean())
                .isFalse();
        assertThat(client.api("deliveries/" + id + "/pause", "").get("paused").getAsBoolean())
                .isTrue();
        assertThat(client.api("deliveries/" + id + "/resume", "").get("paused").getAsBoolean())
                .isFalse();
    }

    @Test
    void aButtonSendsItAgainAndShowsTheNewAttempt() {
        long id = notified();
        HttpResponse<byte[]> answer = client.post("/deliveries/" + id + "/resend", "");
        String location = answer.headers().firstValue("Location").orElseThrow();

        assertThat(location).isNotEqualTo("/deliveries/" + id);
        assertThat(page(location)).contains("第 2 次发送");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/deliveries/999", "/deliveries/nothing", "/faults/nothing"})
    void whatIsNotThereIsNotFound(String path) {
        assertThat(client.get(path).statusCode()).isEqualTo(404);
        assertThat(client.post(path, "").statusCode()).isEqualTo(404);
    }

    /** Somebody logs in at the cashier: one notification. Its first attempt. */
    private long notified() {
        client.login(PayForm.escrow("D1").with("notify_url", merchant.notifyUrl()));
        return client.list("deliveries").get(0).get("id").getAsLong();
    }

    private static String page(String path) {
        return Client.text(client.get(path));
    }
}
