package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a page of another site, open in the browser of whoever develops, can do to the sandbox: nothing but what a shop can. */
class ForeignPageIT {
    private static Chromium chromium;
    private static LocalAlipay alipay;
    private static HttpServer site;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        chromium = Chromium.start();
        alipay = LocalAlipay.start("foreign");
        alipay.accept(LocalAlipay.payRequest(LocalAlipay.DUAL, "FOREIGN-1", StandardCharsets.UTF_8)
                .signed(StandardCharsets.UTF_8, Shop.KEY));
        site = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        site.createContext("/attack", exchange -> {
            byte[] page = page().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        site.start();
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.stop(0);
        }
        if (alipay != null) {
            alipay.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    /** Forms and requests without CORS are sent by the browser, whatever the sandbox says; only it can refuse them. */
    private static String page() {
        String api = alipay.url() + "/sandbox/api/";
        return "<!DOCTYPE html><title>foreign</title>"
                + "<form id=move method=post target=moved action='" + alipay.url() + "/clock'>"
                + "<input name=advance value=PT48H><input name=trade_no value=''></form>"
                + "<form id=fault method=post target=faulted action='" + alipay.url() + "/faults'>"
                + "<input name=fault value=NOTICE_LOST></form>"
                + "<iframe name=moved id=moved></iframe><iframe name=faulted id=faulted></iframe>"
                + "<iframe id=framed src='" + alipay.url() + "/trades'></iframe>"
                + "<script>"
                + "var form = {'Content-Type': 'application/x-www-form-urlencoded'};"
                + "function post(path, body) { return fetch('" + api + "' + path,"
                + " {method: 'POST', mode: 'no-cors', headers: form, body: body}); }"
                + "function loaded(id, act) { return new Promise(function (done) {"
                + " document.getElementById(id).addEventListener('load', done, {once: true}); act(); }); }"
                + "addEventListener('load', async function () {"
                + " await loaded('moved', function () { document.getElementById('move').submit(); });"
                + " await loaded('faulted', function () { document.getElementById('fault').submit(); });"
                + " await post('clock', 'advance=PT240H');"
                + " await post('faults', 'fault=WRONG_AMOUNT');"
                + " await post('pay', 'out_trade_no=FOREIGN-1&mode=instant');"
                + " await fetch('" + api + "faults', {method: 'DELETE'}).catch(function () {});"
                + " var done = document.createElement('p'); done.id = 'done'; done.textContent = 'done';"
                + " document.body.appendChild(done); });"
                + "</script>";
    }

    @Test
    void itMovesNoClockPaysNothingSetsNoFaultAndShowsNoPageInAFrame() throws IOException, InterruptedException {
        alipay.fault("SHIPPING_FAILS");
        chromium.open("http://127.0.0.1:" + site.getAddress().getPort() + "/attack");
        assertThat(chromium.element("#done").getText()).isEqualTo("done");

        JsonObject clock = json("clock").getAsJsonObject();
        String faults =
                json("faults").getAsJsonObject().getAsJsonArray("faults").toString();
        String trades = text("trades");
        assertThat("clock " + clock.get("offset").getAsString() + ", faults " + faults.replaceAll("\\s", "")
                        + ", trades " + trades.replaceAll("\\s", "") + ", framed "
                        + (chromium.frame("#framed").contains("本地支付沙箱") ? "yes" : "no"))
                .startsWith("clock PT0S, ")
                .contains("SHIPPING_FAILS")
                .doesNotContain("NOTICE_LOST", "WRONG_AMOUNT", "FOREIGN-1")
                .endsWith("framed no");

        // The page of the sandbox itself still can.
        chromium.open(alipay.page("faults"));
        chromium.follow("#set-OTHER_SELLER");
        assertThat(chromium.text()).contains("OTHER_SELLER");
    }

    private static JsonElement json(String path) throws IOException, InterruptedException {
        return JsonParser.parseString(text(path));
    }

    private static String text(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = Http.get(alipay.page("sandbox/api/" + path));
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
