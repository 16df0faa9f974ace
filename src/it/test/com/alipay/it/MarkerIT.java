package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.security.KnownKeys;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The place that the tutorials name for the shop's code. A line put directly under the marker of either page, in a copy of the web
 * application on a real Tomcat, runs once for each genuine message that is the first to bring its news, and for nothing else.
 */
class MarkerIT {
    private static final String MARKER = "请在这里加上商户的业务逻辑程序代码";

    @Test
    void aLineUnderTheMarkerRunsOnceForWhatIsGenuineAndNewOnTomcat10() throws IOException, InterruptedException {
        tryEverything(TomcatVersion.TOMCAT_10, TestEnvironment.GBK);
    }

    @Test
    void aLineUnderTheMarkerRunsOnceForWhatIsGenuineAndNewOnTomcat11() throws IOException, InterruptedException {
        tryEverything(TomcatVersion.TOMCAT_11, StandardCharsets.UTF_8);
    }

    private static void tryEverything(TomcatVersion version, Charset charset) throws IOException, InterruptedException {
        try (LocalAlipay alipay = LocalAlipay.start("alipay-of-marker-" + version.folder());
                RealTomcat tomcat = RealTomcat.prepare(version, "marker-" + version.folder())
                        .withAdmin()) {
            Path ran = tomcat.base().resolve("ran.txt");
            Files.createFile(ran);
            Path root = tomcat.base().resolve("webapps/shop");
            Folders.unzip(Build.war(), root);
            for (String page : List.of("notify_url", "return_url")) {
                insertLine(root.resolve(page + ".jsp"), page, ran);
            }
            Map<String, String> settings = Shop.settings(tomcat.url("shop"), charset, alipay);
            settings.put("log_path", tomcat.base().resolve("log").toString());
            tomcat.configure("shop", settings);
            tomcat.start();
            Shop shop = Shop.at(tomcat, "shop", charset, tomcat.base().resolve("log/log.txt"));

            new Marker(shop, alipay, ran).tryEverything();
        }
    }

    private static void insertLine(Path page, String name, Path ran) throws IOException {
        String source = Files.readString(page, StandardCharsets.UTF_8);
        assertThat(source.split(MARKER, -1)).as("the marker in " + name).hasSize(2);
        String line = "try (java.io.Writer ran = new java.io.FileWriter(\"" + ran + "\", true)) { ran.write(\"" + name
                + " \" + trade_status + \" \" + out_trade_no + \"\\n\"); }";
        Files.writeString(page, source.replaceFirst(MARKER + "[^\n]*\n", "$0" + line.replace("\\", "\\\\") + "\n"));
    }

    private record Marker(Shop shop, LocalAlipay alipay, Path ran) {
        void tryEverything() throws IOException, InterruptedException {
            try (NotificationRecorder recorder = NotificationRecorder.open()) {
                theNotificationComesFirst(recorder);
                theReturnComesFirst(recorder);
                nothingIsConfirmed(recorder);
                theOrderIsUnknown(recorder);
            }
            silent("notify_url opened in a browser", () -> Http.get(shop.page("notify_url.jsp")));
            silent("notify_url without parameters", () -> shop.notify(new RawForm(List.of(""))));
            silent("return_url opened in a browser", () -> opened(shop.page("return_url.jsp")));
        }

        private void theNotificationComesFirst(NotificationRecorder recorder) throws IOException, InterruptedException {
            String number = shop.place(LocalAlipay.DUAL);
            String return_url = Shop.text(pay(recorder, number, "instant"), "return_url");
            RawForm early = recorder.await("WAIT_BUYER_PAY");
            RawForm good = recorder.await("TRADE_FINISHED");
            refused("tampered", good.with("total_fee", "0.02"));
            refused("signed with another key", good.signed(shop.charset(), KnownKeys.OF_A_STRANGER));
            refused("a name twice", good.and("total_fee", "0.01"));
            refused("spliced", spliced(good));
            refused("malformed bytes", good.with("subject", "%FF%FF"));
            refused("a broken escape", good.with("subject", "%ZZ"));
            refused("without sign", good.without("sign"));
            refused("without notify_id", good.without("notify_id").signed(shop.charset(), Shop.KEY));
            refused(
                    "an id that Alipay never gave out",
                    good.with("notify_id", "0".repeat(34)).signed(shop.charset(), Shop.KEY));
            refused("too large", good.with("body", "x".repeat(70_000)));
            silent("a genuine notification as a GET", () -> Http.get(shop.page("notify_url.jsp") + "?" + good.text()));
            silent(
                    "a forged return",
                    () -> opened(return_url.replaceFirst("buyer_email=[^&]+", "buyer_email=forged%40example.com")));
            silent("an unsigned return", () -> opened(return_url.replaceFirst("&sign=[^&]+", "")));
            RawForm toAnother = good.with("seller_email", "other%40example.com").signed(shop.charset(), Shop.KEY);
            silent("held", () -> assertThat(shop.notify(toAnother)).isEqualTo("success"));

            runs("the first", "notify_url TRADE_FINISHED " + number, () -> shop.notify(good));

            silent("repeated", () -> assertThat(shop.notify(good)).isEqualTo("success"));
            silent("the return after it", () -> opened(return_url));
            silent("late", () -> assertThat(shop.notify(early)).isEqualTo("success"));
        }

        private void theReturnComesFirst(NotificationRecorder recorder) throws IOException, InterruptedException {
            String number = shop.place(LocalAlipay.ESCROW);
            String return_url = Shop.text(pay(recorder, number, "escrow"), "return_url");
            RawForm paid = recorder.await("WAIT_SELLER_SEND_GOODS");

            runs("the first", "return_url WAIT_SELLER_SEND_GOODS " + number, () -> opened(return_url));

            silent("the page loaded again", () -> opened(return_url));
            silent(
                    "the notification after it",
                    () -> assertThat(shop.notify(paid)).isEqualTo("success"));
            alipay.act(Shop.text(alipay.trade(number), "trade_no"), "send_goods");
            RawForm sent = recorder.await("WAIT_BUYER_CONFIRM_GOODS");
            runs("the next step", "notify_url WAIT_BUYER_CONFIRM_GOODS " + number, () -> shop.notify(sent));
            silent("the page loaded again much later", () -> {
                alipay.advance(Duration.ofSeconds(61));
                return opened(return_url);
            });
        }

        private void nothingIsConfirmed(NotificationRecorder recorder) throws IOException, InterruptedException {
            String number = shop.place(LocalAlipay.DUAL);
            String return_url = Shop.text(pay(recorder, number, "escrow"), "return_url");
            RawForm paid = recorder.await("WAIT_SELLER_SEND_GOODS");
            alipay.fault("VERIFY_DOWN");
            try {
                silent("nobody to ask", () -> assertThat(shop.notify(paid)).isEqualTo("fail"));
                silent("nobody to ask about the return", () -> opened(return_url));
            } finally {
                alipay.noFaults();
            }
            alipay.advance(Duration.ofSeconds(61));
            silent("a return of over a minute ago", () -> opened(return_url));
            runs("the first", "notify_url WAIT_SELLER_SEND_GOODS " + number, () -> shop.notify(paid));
        }

        private void theOrderIsUnknown(NotificationRecorder recorder) throws IOException, InterruptedException {
            String return_url = Shop.text(pay(recorder, "NOBODYS", "instant"), "return_url");
            RawForm paid = recorder.await("TRADE_FINISHED");
            silent("of an unknown order", () -> assertThat(shop.notify(paid)).isEqualTo("success"));
            silent("the return of an unknown order", () -> opened(return_url));
        }

        private JsonObject pay(NotificationRecorder recorder, String number, String mode)
                throws IOException, InterruptedException {
            String service = mode.equals("escrow") && !number.equals("NOBODYS") && isEscrow(number)
                    ? LocalAlipay.ESCROW
                    : LocalAlipay.DUAL;
            alipay.accept(LocalAlipay.payRequest(service, number, shop.charset())
                    .with("notify_url", PlacedOrder.escaped(recorder.url()))
                    .with("return_url", PlacedOrder.escaped(shop.page("return_url.jsp")))
                    .signed(shop.charset(), Shop.KEY));
            return alipay.pay(number, mode);
        }

        private boolean isEscrow(String number) throws IOException, InterruptedException {
            return Shop.text(shop.order(number).orElseThrow(), "service").equals(LocalAlipay.ESCROW);
        }

        private void refused(String how, RawForm message) throws IOException, InterruptedException {
            silent(how, () -> assertThat(shop.notify(message)).as(how).isEqualTo("fail"));
        }

        private void silent(String how, Sending sending) throws IOException, InterruptedException {
            List<String> before = Files.readAllLines(ran);
            sending.send();
            assertThat(Files.readAllLines(ran)).as(how).isEqualTo(before);
        }

        private void runs(String how, String line, Sending sending) throws IOException, InterruptedException {
            List<String> before = Files.readAllLines(ran);
            sending.send();
            List<String> after = Files.readAllLines(ran);
            assertThat(after.subList(before.size(), after.size())).as(how).containsExactly(line);
        }

        /** A page that breaks would run nothing either. */
        private static Object opened(String url) throws IOException, InterruptedException {
            assertThat(Http.get(url).statusCode())
                    .as(url.replaceFirst("[?].*", ""))
                    .isEqualTo(200);
            return url;
        }

        private RawForm spliced(RawForm good) {
            Map<String, String> params = new LinkedHashMap<>(good.params(shop.charset()));
            String swollen = params.get("subject") + "&total_fee=" + params.get("total_fee");
            return good.without("total_fee").with("subject", URLEncoder.encode(swollen, shop.charset()));
        }
    }

    @FunctionalInterface
    private interface Sending {
        Object send() throws IOException, InterruptedException;
    }
}
