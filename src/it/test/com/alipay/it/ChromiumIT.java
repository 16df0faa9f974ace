package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole story in the browser that buyers have, on the GBK site, with pictures of every page they see. */
@ExtendWith(TestEnvironments.class)
class ChromiumIT {
    private static final Site SITE = new Site(TomcatVersion.TOMCAT_11, TestEnvironment.GBK);
    private static final Purchase PURCHASE = Purchase.of(Product.DUAL_ESCROW);

    @AutoClose
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
    }

    @Test
    void aBuyerIsCarriedToTheCashierPaysAndIsCarriedBack() throws IOException, InterruptedException {
        Shop shop = SITE.shop();
        fillIn(shop, PURCHASE.subject());
        chromium.photograph("1-index");
        chromium.follow("#payment button");

        chromium.arrivesAt(SITE.alipay().page("cashier/"));
        assertThat(chromium.element("#subject").getText()).isEqualTo(PURCHASE.subject());
        chromium.type("[name=receive_name]", PURCHASE.receiver());
        chromium.type("[name=receive_address]", PURCHASE.address());
        chromium.photograph("3-cashier");
        chromium.follow("#pay");

        chromium.element("#return");
        chromium.scripts(false);
        chromium.photograph("4-success");
        assertThat(chromium.url()).startsWith(SITE.alipay().page("cashier/")).endsWith("/paid");
        chromium.scripts(true);

        chromium.arrivesAt(shop.page("return_url.jsp"));
        assertThat(chromium.charset()).isEqualTo("GBK");
        String out_trade_no = chromium.element("#out_trade_no").getText();
        SITE.alipay().settle();
        JsonObject order = shop.order(out_trade_no).orElseThrow();
        assertThat(chromium.text())
                .contains("验证成功", Shop.text(order, "trade_no"), "0.01", PURCHASE.subject(), PURCHASE.body())
                .contains(PURCHASE.receiver(), PURCHASE.address());
        assertThat(Shop.text(order, "trade_status")).isEqualTo("WAIT_SELLER_SEND_GOODS");
        assertThat(Shop.text(order, "subject")).isEqualTo(PURCHASE.subject());
        assertThat(Shop.text(order, "body")).isEqualTo(PURCHASE.body());
        chromium.photograph("5-return");

        chromium.open(
                shop.page("admin/order.jsp?out_trade_no=" + out_trade_no).replace("http://", "http://admin:admin@"));
        assertThat(chromium.text()).contains(out_trade_no, PURCHASE.subject(), "已付款");
        chromium.photograph("6-order");
    }

    @Test
    void withoutScriptsThereIsAButton() throws IOException, InterruptedException {
        fillIn(SITE.shop(), PURCHASE.subject());
        chromium.scripts(false);
        try {
            chromium.follow("#payment button");
            assertThat(chromium.element("#alipaysubmit [type=submit]").getDomAttribute("name"))
                    .as("a button with a name would send a parameter that nobody signed")
                    .isNull();
            assertThat(chromium.url()).isEqualTo(SITE.shop().page("alipayto.jsp"));
            chromium.photograph("2-alipayto");
            chromium.follow("#alipaysubmit [type=submit]");
            assertThat(chromium.element("#total").getText()).isEqualTo("0.01");
            assertThat(chromium.url()).startsWith(SITE.alipay().page("cashier/"));
        } finally {
            chromium.scripts(true);
        }
    }

    /** On a GBK page Chromium posts the first as a reference and the second as byte 80. */
    @Test
    void anEmojiAndAnEuroSignAreRefusedInWordsOnTheGbkSite() throws IOException, InterruptedException {
        String before = SITE.shop().everyOrder();
        for (String subject : new String[] {"龙井茶 😀", "龙井茶 €"}) {
            fillIn(SITE.shop(), subject);
            chromium.follow("#payment button");

            chromium.arrivesAt(SITE.shop().page("alipayto.jsp"));
            assertThat(chromium.element("#subject-advice").getText())
                    .as("advice about %s", subject)
                    .contains("GBK");
        }
        chromium.photograph("7-bad-form");
        assertThat(SITE.shop().everyOrder()).isEqualTo(before);
    }

    @Test
    void aRequestWithAWrongSignatureGetsAlipaysErrorPage() throws IOException, InterruptedException {
        RawForm request = LocalAlipay.payRequest(LocalAlipay.DUAL, "ERROR-PAGE-1", SITE.charset())
                .signed(SITE.charset(), Shop.KEY)
                .with("price", "0.02");
        chromium.open(SITE.alipay().gateway() + "?" + request.text());

        assertThat(chromium.text()).contains("调试错误", "ILLEGAL_SIGN");
        chromium.photograph("8-error");
    }

    @Test
    void anOperatorReadsTheLedgerAndWhatStrangersSent() throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(SITE);
        try (NotificationRecorder recorder = NotificationRecorder.open()) {
            order.payAndRecord(recorder, "instant");
            RawForm message = recorder.await("TRADE_FINISHED");
            RawForm forged =
                    message.with("total_fee", "9999.00").with("body", "%3Cscript%3Ealert(1)%3C%2Fscript%3E%07");
            SITE.shop().notify(forged);
            SITE.shop().notify(forged.and("body", "again"));
            SITE.shop().notify(message);
            SITE.shop().notify(message);
        }
        String admin = SITE.shop().page("admin/").replace("http://", "http://admin:admin@");
        chromium.open(admin + "notices.jsp?out_trade_no=" + order.out_trade_no());
        assertThat(chromium.element("#notices").getText()).contains("ADVANCED", "REPEAT", "success", "毫秒");
        chromium.photograph("9-notices");
        chromium.follow("#notices a");
        assertThat(chromium.element("#outcome").getText()).contains("ADVANCED");
        assertThat(chromium.element("#again").getText()).contains("REPEAT", "success");
        chromium.photograph("10-notice");
        chromium.open(admin + "notices.jsp?kind=strangers");
        chromium.element("#minutes summary").click();
        assertThat(chromium.element("#notices").getText()).contains("SignatureDiffers", "Unreadable");
        chromium.photograph("11-strangers");
        chromium.open(
                admin + "notices.jsp?kind=strangers&verdict=SignatureDiffers&out_trade_no=" + order.out_trade_no());
        chromium.follow("#notices a");
        assertThat(chromium.element("#params").getText()).contains("<script>alert(1)</script>[U+0007]");
        chromium.photograph("12-stranger");
    }

    private static void fillIn(Shop shop, String subject) {
        chromium.open(shop.page("index.jsp"));
        chromium.type("#subject", subject);
        chromium.type("#price", PURCHASE.price());
        chromium.type("#body", PURCHASE.body());
    }
}
