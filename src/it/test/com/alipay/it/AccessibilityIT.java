package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/**
 * Every page of the shop and of the local Alipay, in each of its languages: axe-core finds nothing serious, no width makes it scroll
 * sideways, it has an icon. The keyboard alone suffices to act.
 */
@ExtendWith(TestEnvironments.class)
class AccessibilityIT {
    private static final Site SITE = new Site(TomcatVersion.TOMCAT_11, TestEnvironment.GBK);
    private static final int[] WIDTHS = {360, 800, 1000, 1280};
    private static final List<String> LANGUAGES = List.of("zh", "en");
    private static final String LONG_NAME = "诺基亚 N8 手机（黑色，含耳机、充电器和一年的全国联保）";

    @AutoClose
    private static Chromium chromium;

    private final SoftAssertions softly = new SoftAssertions();

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
    }

    /** Looks at the page that is open. */
    private void look(String page) {
        softly.assertThat(chromium.barriers()).as("axe on " + page).isEqualTo(List.of());
        for (int width : WIDTHS) {
            softly.assertThat(chromium.sideways(width))
                    .as("%s in %d pixels", page, width)
                    .isEqualTo(List.of());
        }
        softly.assertThat(chromium.shows("link[rel=icon][href*=svg]"))
                .as("icon of " + page)
                .isTrue();
    }

    @Test
    void everyPageThatBuyersSee() throws IOException, InterruptedException {
        Shop shop = SITE.shop();
        PlacedOrder order = PlacedOrder.at(SITE);
        String paid = Shop.text(order.pay("escrow"), "return_url");
        for (String page : List.of(
                shop.page("index.jsp"),
                shop.page("return_url.jsp"),
                paid,
                paid.replace("sign=", "sign=0"),
                shop.page("alipayto.jsp"),
                shop.page("none.jsp"))) {
            chromium.open(page);
            look(page);
        }
        HttpResponse<byte[]> icon = Http.get(shop.page("images/pay.svg"));
        softly.assertThat(icon.headers().firstValue("Content-Type")).hasValue("image/svg+xml");

        chromium.open(shop.page("index.jsp"));
        chromium.type("#subject", "龙井茶 €");
        chromium.type("#price", "x");
        chromium.follow("#payment button");
        look("a form with mistakes");
        softly.assertAll();
    }

    @Test
    void everyPageOfTheAdmins() throws IOException, InterruptedException {
        Shop shop = SITE.shop();
        PlacedOrder unpaid = PlacedOrder.at(SITE);
        PlacedOrder held = PlacedOrder.at(SITE);
        held.pay(held.request().with("price", "99.00"), "escrow");
        PlacedOrder finished = PlacedOrder.at(SITE);
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            finished.payAndRecord(recorder, "instant");
            RawForm message = recorder.await("TRADE_FINISHED");
            shop.notify(message.with("total_fee", "9999.00").with("buyer_email", "x".repeat(90) + "%40example.com"));
            shop.notify(message);
        }
        String heldMessage = Shop.text(shop.notifications(held.out_trade_no()).get(0), "id");
        String unverified = Shop.text(
                Shop.objects(shop.messages("?kind=strangers").getAsJsonArray("strangers"))
                        .get(0),
                "id");
        List<String> pages = List.of(
                "",
                "orders.jsp",
                "orders.jsp?out_trade_no=none",
                "orders.jsp?from=x",
                "order.jsp?out_trade_no=" + unpaid.out_trade_no(),
                "order.jsp?out_trade_no=" + held.out_trade_no(),
                "order.jsp?out_trade_no=" + finished.out_trade_no(),
                "order.jsp?out_trade_no=none",
                "notices.jsp",
                "notices.jsp?outcome=HELD",
                "notices.jsp?kind=strangers",
                "notice.jsp?id=" + heldMessage,
                "notice.jsp?stranger=" + unverified,
                "doctor.jsp",
                "test.jsp",
                "errors.jsp",
                "none.jsp");
        for (String language : LANGUAGES) {
            for (String page : pages) {
                openAdmin(page, language);
                look("admin/" + page + " in " + language);
            }
            openAdmin("order.jsp?out_trade_no=" + held.out_trade_no(), language);
            chromium.follow("#ask");
            look("an order after an action, in " + language);
            openAdmin("notice.jsp?id=" + heldMessage, language);
            chromium.type("#why", " ");
            chromium.follow("#replay");
            look("a refused action in " + language);
        }
        softly.assertAll();
    }

    private static void openAdmin(String page, String language) throws IOException, InterruptedException {
        chromium.open(
                inLanguage(SITE.shop().page("admin/" + page), language).replace("http://", "http://admin:admin@"));
    }

    private static String inLanguage(String url, String language) {
        return url + (url.contains("?") ? "&" : "?") + "lang=" + language;
    }

    @Test
    void everyPageOfTheLocalAlipay() throws IOException, InterruptedException {
        try (LocalAlipay alipay = LocalAlipay.startAdvanced("accessible")) {
            RawForm request = alipay.furnished(
                    LocalAlipay.payRequest(LocalAlipay.DUAL, "ACCESS-1", StandardCharsets.UTF_8)
                            .with("notify_url", PlacedOrder.escaped(alipay.page("nobody"))),
                    LONG_NAME);
            String refused =
                    alipay.gateway() + "?" + request.with("price", "1,000.00").text();
            chromium.open(refused);
            chromium.open(alipay.gateway() + "?" + request.text());
            String cashier = chromium.url();
            String trade = "trades/" + Shop.text(alipay.pay("ACCESS-1", "escrow"), "trade_no");
            alipay.settle();
            String delivery = "deliveries/"
                    + alipay.deliveries("ACCESS-1").get(0).get("id").getAsString();
            String other = alipay.gateway() + "?"
                    + alipay.furnished(
                                    LocalAlipay.payRequest(LocalAlipay.DUAL, "ACCESS-2", StandardCharsets.UTF_8),
                                    LONG_NAME)
                            .text();
            List<String> pages = new ArrayList<>();
            for (String page : List.of(
                    "", "trades", trade, "trades/0", "deliveries", delivery, "faults", "explain", "journal", "clock")) {
                pages.add(alipay.page(page));
            }
            pages.addAll(List.of(refused, cashier, alipay.page("cashier/0")));
            for (String language : LANGUAGES) {
                for (String page : pages) {
                    chromium.open(inLanguage(page, language));
                    look(page + " in " + language);
                }
                chromium.open(other);
                look("the cashier in " + language);
                chromium.open(refused);
                chromium.follow("#explain");
                look("an explanation in " + language);
            }
        }
        softly.assertAll();
    }

    /** From the list of orders to the goods on their way. */
    @Test
    void theKeyboardAloneSuffices() throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(SITE);
        order.pay("escrow");
        SITE.alipay().settle();
        openAdmin("orders.jsp?out_trade_no=" + order.out_trade_no(), "zh");
        chromium.tabTo("#orders a");
        chromium.press(Keys.ENTER);
        chromium.element("#ship");
        chromium.tabTo("#logistics_name");
        chromium.press("SF");
        chromium.tabTo("#invoice_no");
        chromium.press("10086");
        chromium.tabTo("#send_goods");
        chromium.press(Keys.ENTER);
        chromium.waitUntil("return !document.getElementById('ship')");
        assertThat(order.status()).isEqualTo("WAIT_BUYER_CONFIRM_GOODS");
    }
}
